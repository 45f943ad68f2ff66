// Package logs leaves what can be read when something went wrong: a small log
// of each window, and a report when one crashed. Everything stays in one folder
// of the person's; nothing is sent anywhere. Each process writes files of its
// own, so that two of them never write to the same one.
package logs

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// The files of a process are called weft-TIME-PID with these endings; a crash
// file of a process that has crashed is renamed to a report when it is found.
const (
	prefix       = "weft-"
	logEnding    = ".log"
	olderEnding  = ".older.log"
	crashEnding  = ".crash"
	reportEnding = "-crash.txt"
	timeLayout   = "20060102T150405.000"
)

// The bounds of the folder: what one file takes, and how many are kept of each kind.
const (
	maxLog   = 256 << 10
	keepLogs = 10
)

// Log is the log of this process.
type Log struct {
	stem string // the path of its files without their endings

	mu   sync.Mutex
	file *os.File
	size int64

	crash *os.File // what the runtime writes to when the process crashes
}

// Open begins a log in a folder, which is made when it is missing, and throws
// away the oldest ones. From then on a crash of this process, of whichever
// goroutine, leaves its last words there.
func Open(folder, version string) (*Log, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for logs: %w", err)
	}
	now := time.Now()
	l := &Log{stem: filepath.Join(folder, fmt.Sprintf("%s%s-%d", prefix, now.UTC().Format(timeLayout), os.Getpid()))}
	var err error
	if l.file, err = begin(l.stem + logEnding); err != nil {
		return nil, fmt.Errorf("beginning a log: %w", err)
	}
	if err := l.catch(head(version, now)); err != nil {
		return nil, errors.Join(err, l.file.Close(), os.Remove(l.file.Name()))
	}
	prune(folder)
	return l, nil
}

func begin(path string) (*os.File, error) {
	return os.OpenFile(filepath.Clean(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// head says what crashed, should it crash.
func head(version string, started time.Time) string {
	return fmt.Sprintf("Weft %s, %s, %s/%s\nstarted %s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		started.Format("2006-01-02 15:04:05 -0700"))
}

// catch has the runtime write its last words to a file of this process, behind
// a head that is there already: nothing else can be written by then.
func (l *Log) catch(head string) error {
	f, err := begin(l.stem + crashEnding)
	if err != nil {
		return fmt.Errorf("preparing for a crash: %w", err)
	}
	if _, err = f.WriteString(head + crashMark); err == nil {
		err = debug.SetCrashOutput(f, debug.CrashOptions{})
	}
	if err != nil {
		return errors.Join(fmt.Errorf("preparing for a crash: %w", err), f.Close(), os.Remove(f.Name()))
	}
	debug.SetTraceback("all") // what the other goroutines did may be the cause
	l.crash = f
	return nil
}

// Handler writes records to the log.
func (l *Log) Handler() slog.Handler {
	return slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug})
}

// Write implements io.Writer. A full file is put aside as the older one, and
// the one before that is lost.
func (l *Log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size+int64(len(line)) > maxLog {
		if err := l.turn(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(line)
	l.size += int64(n)
	return n, err
}

// turn begins a new file.
func (l *Log) turn() error {
	err := errors.Join(l.file.Close(), os.Rename(l.stem+logEnding, l.stem+olderEnding))
	if err != nil {
		return fmt.Errorf("putting a full log aside: %w", err)
	}
	if l.file, err = begin(l.stem + logEnding); err != nil {
		return fmt.Errorf("beginning another log: %w", err)
	}
	l.size = 0
	return nil
}

// Close ends the log of a process that ends as it should: nothing of a crash is
// left behind.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}),
		l.crash.Close(), os.Remove(l.stem+crashEnding), l.file.Close())
}

// prune throws the oldest files away, of each kind all but so many.
func prune(folder string) {
	kinds := map[string][]string{}
	for _, name := range names(folder) { // which begin with their time
		kind := logEnding
		for _, ending := range []string{reportEnding, crashEnding} {
			if strings.HasSuffix(name, ending) {
				kind = ending
			}
		}
		kinds[kind] = append(kinds[kind], name)
	}
	for _, all := range kinds {
		for len(all) > keepLogs {
			_ = os.Remove(filepath.Join(folder, all[0])) // what can't be removed stays
			all = all[1:]
		}
	}
}

// names are the files of all processes in a folder, the oldest first.
func names(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var all []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), prefix) {
			all = append(all, e.Name())
		}
	}
	slices.Sort(all)
	return all
}
