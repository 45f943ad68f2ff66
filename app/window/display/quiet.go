package display

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
)

// harmless are complaints of the window's library about the surroundings that
// don't concern the person: a desktop without D-Bus, a home without a cache
// folder, a language that is not set.
var harmless = []string{
	"failed to watch theme settings", "Failed to create fyne cache space", "Failed to create app cache space",
	"Error parsing user locale", "Failed to look up user locale", "Failed to load user locales",
	"Preferences load error", "Settings load error", "Settings watch error", "Unable to create settings storage",
	"Failed to load user theme file", "Failed to create app storage space", "Failed on force saving preferences",
}

// Quiet passes what the window's library logs to standard error, but
// for harmless complaints, which become debugging. It stays so until the
// program ends, for the library goes on complaining while it closes.
func Quiet() *Log {
	l := &Log{out: os.Stderr}
	log.SetFlags(0)
	log.SetOutput(l)
	return l
}

// How lines begin that belong to a complaint, and the one that tells its cause.
const (
	belongs = "  "
	cause   = "  Cause:"
)

// refusals are what the library says when it can't open a window, which it
// tells in no other way, and what that means.
var refusals = map[string]string{
	"failed to initialise GLFW": "the display does not answer",
	"window creation error":     "OpenGL 2 is missing",
}

// Log is what the window's library logs. It takes a line at a time; a complaint
// is followed by lines that begin with spaces and belong to it.
type Log struct {
	out     io.Writer
	mu      sync.Mutex
	quiet   bool
	refused string // what the complaint under way means for the window, "" for nothing
	reason  string // why no window could be opened, "" while one could
}

// Refusal is why no window could be opened, nil if one was.
func (l *Log) Refusal() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reason == "" {
		return nil
	}
	return errors.New(l.reason)
}

// Write implements io.Writer.
func (l *Log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := string(bytes.TrimRight(line, "\n"))
	if !strings.HasPrefix(text, belongs) {
		l.quiet, l.refused = harmlessly(text), refusing(text)
	}
	if l.refused != "" {
		l.note(text)
	}
	if l.quiet || l.refused != "" {
		slog.Debug(strings.TrimSpace(text))
		return len(line), nil
	}
	// Not through slog: its default handler writes to this very log.
	if _, err := fmt.Fprintln(l.out, "weft: window:", strings.TrimSpace(text)); err != nil {
		return 0, err
	}
	return len(line), nil
}

// note keeps why a window was refused. The first refusal counts: others follow
// from it.
func (l *Log) note(text string) {
	if l.reason == "" {
		l.reason = l.refused
	}
	if why, ok := strings.CutPrefix(text, cause); ok && l.reason == l.refused {
		l.reason += " (" + firstLine(why) + ")"
	}
}

// harmlessly tells whether a complaint is harmless.
func harmlessly(text string) bool {
	return slices.ContainsFunc(harmless, func(h string) bool { return strings.Contains(text, h) })
}

// refusing is what a complaint means for the window, "" for nothing.
func refusing(text string) string {
	for said, means := range refusals {
		if strings.Contains(text, said) {
			return means
		}
	}
	return ""
}
