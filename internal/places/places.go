// Package places knows where this system expects what a program keeps for a
// person: sessions, settings, logs and what can be made anew. It makes no
// folder, and knows nothing of what lies in them.
package places

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Variable names one folder for everything that the program keeps, in place of
// the system's: tests and workshops set it.
const Variable = "WEFT_DATA"

// program is the folder's name below the system's places.
const program = "weft"

// Sessions is where sessions are kept unless told otherwise:
// ~/.local/share/weft/sessions, %LocalAppData%\weft\sessions or
// ~/Library/Application Support/weft/sessions.
func Sessions() (string, error) { return below("sessions", dataPlace, program, "sessions") }

// Settings is where choices are remembered: ~/.config/weft, %AppData%\weft or
// ~/Library/Application Support/weft.
func Settings() (string, error) { return below("settings", os.UserConfigDir, program) }

// Lists is where lists lie that a person has made, such as that of added
// Pythons: with the settings, but directly in the variable's folder.
func Lists() (string, error) {
	if all := os.Getenv(Variable); all != "" {
		return all, nil
	}
	return Settings()
}

// Logs is where the window's log and crash reports go:
// ~/.local/state/weft/logs, %LocalAppData%\weft\logs or ~/Library/Logs/weft.
func Logs() (string, error) {
	return below("logs", logPlace, append([]string{program}, logFolder...)...)
}

// Cache is where lies what can be made anew: ~/.cache/weft,
// %LocalAppData%\weft or ~/Library/Caches/weft. The variable does not move it.
func Cache() (string, error) {
	system, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("finding the folder for what can be made anew: %w", err)
	}
	return filepath.Join(system, program), nil
}

// below is a folder by its short name below the variable's, or else by its path
// below the system's place.
func below(name string, place func() (string, error), path ...string) (string, error) {
	if all := os.Getenv(Variable); all != "" {
		return filepath.Join(all, name), nil
	}
	system, err := place()
	if err != nil {
		return "", fmt.Errorf("finding the folder for %s (%s can name one): %w", name, Variable, err)
	}
	return filepath.Join(append([]string{system}, path...)...), nil
}

// Shorten has a path below the person's home begin with ~: what is shown to
// others need not name the person.
func Shorten(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		return "~" + rest
	}
	return path
}

// Expand puts the person's home in the place of a leading ~, and drops spaces
// around a path that was typed.
func Expand(path string) string {
	path = strings.TrimSpace(path)
	home, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(path, "~"); ok && err == nil && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(home, rest)
	}
	return path
}

// Existing is the folder itself or, while it isn't there, the nearest one above
// it that is. A file that stands in a folder's way is an error.
func Existing(folder string) (string, error) {
	for at := filepath.Clean(folder); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		switch {
		case err == nil && !info.IsDir():
			return "", fmt.Errorf("%s is a file, and a folder is needed there", at)
		case err == nil:
			return at, nil
		case errors.Is(err, os.ErrPermission) || filepath.Dir(at) == at:
			return "", err
		}
	}
}

// tried is what Try writes: a page, for a full disk still takes an empty file.
const tried = 4096

// Try tells why nothing can be written to a folder, nil when something can. It
// writes a small file and removes it; a folder that isn't there is not made,
// the nearest one above it is tried.
func Try(folder string) error {
	at, err := Existing(folder)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(at, ".weft-try-*")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, tried))
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close(), os.Remove(f.Name()))
}
