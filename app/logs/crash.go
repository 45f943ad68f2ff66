package logs

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// crashMark ends the head of a crash file: what follows it, the process said
// when it crashed.
const crashMark = "\n---- crash ----\n"

// Bounds on what is read of a crash: the beginning of what the runtime said,
// and the end of what was logged before.
const (
	maxCrash = 512 << 10
	maxTail  = 8 << 10
)

// Report is what a process left that crashed.
type Report struct {
	Path string // of its file
	Text string // all of it
}

// Crashes finds what processes have left that crashed, makes reports of it, and
// returns those that nobody has seen yet, the newest last. When two processes
// look at the same time, each report goes to one of them.
func Crashes(folder string) []Report {
	var found []Report
	for _, name := range names(folder) {
		stem, is := strings.CutSuffix(name, crashEnding)
		if !is {
			continue
		}
		if r, ok := report(filepath.Join(folder, stem)); ok {
			found = append(found, r)
		}
	}
	return found
}

// report makes a report of a crash file; ok is false for one that says nothing,
// as of a process that still runs or that was killed.
func report(stem string) (r Report, ok bool) {
	text, err := beginning(stem + crashEnding)
	before, said, marked := strings.Cut(text, crashMark)
	if err != nil || !marked || strings.TrimSpace(said) == "" {
		return Report{}, false
	}
	info, err := os.Stat(stem + crashEnding)
	if err != nil {
		return Report{}, false
	}
	r.Path = stem + reportEnding
	if err := os.Rename(stem+crashEnding, r.Path); err != nil {
		return Report{}, false // another process was quicker, or the folder is read-only: it would be told for ever
	}
	r.Text = fmt.Sprintf("%scrashed %s\n\n%s", before, info.ModTime().Format("2006-01-02 15:04:05 -0700"), strings.TrimSpace(said))
	if logged := tail(stem + logEnding); logged != "" {
		r.Text += "\n\nWhat was logged before:\n" + logged
	}
	r.Text += "\n"
	// The report is as good in memory where this fails.
	_ = os.WriteFile(r.Path, []byte(r.Text), 0o600)
	return r, true
}

// beginning reads the beginning of a file.
func beginning(path string) (string, error) {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	text, err := io.ReadAll(io.LimitReader(f, maxCrash))
	return string(text), err
}

// tail is the end of a log, from the beginning of a line on.
func tail(path string) string {
	text, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return ""
	}
	if over := len(text) - maxTail; over > 0 {
		text = text[over:]
		if _, rest, cut := strings.Cut(string(text), "\n"); cut {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(string(text))
}
