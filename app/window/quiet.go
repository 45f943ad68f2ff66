package window

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"strings"
	"sync"
)

// harmless are complaints of the window's library about the surroundings that
// don't concern the person: a desktop without D-Bus, a home without a cache
// folder, a language that is not set.
var harmless = []string{
	"failed to watch theme settings", "Failed to create fyne cache space", "Failed to create app cache space",
	"Error parsing user locale", "Failed to look up user locale", "Failed to load user locales",
	"Preferences load error", "Settings watch error", "Unable to create settings storage",
}

// quietLibrary passes what the window's library logs to standard error, but
// for harmless complaints, which become debugging. It stays so until the
// program ends, for the library goes on complaining while it closes.
func quietLibrary() {
	log.SetFlags(0)
	log.SetOutput(&libraryLog{out: os.Stderr})
}

// libraryLog takes a log line at a time. A complaint is followed by lines that
// begin with spaces and belong to it.
type libraryLog struct {
	out   io.Writer
	mu    sync.Mutex
	quiet bool
}

// Write implements io.Writer.
func (l *libraryLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := string(bytes.TrimRight(line, "\n"))
	if !strings.HasPrefix(text, "  ") {
		l.quiet = false
		for _, h := range harmless {
			l.quiet = l.quiet || strings.Contains(text, h)
		}
	}
	if l.quiet {
		slog.Debug(strings.TrimSpace(text))
		return len(line), nil
	}
	// Not through slog: its default handler writes to this very log.
	if _, err := fmt.Fprintln(l.out, "weft: window:", strings.TrimSpace(text)); err != nil {
		return 0, err
	}
	return len(line), nil
}
