package places

import (
	"os"
	"path/filepath"
)

// dataPlace is ~/Library/Application Support.
func dataPlace() (string, error) { return os.UserConfigDir() }

// logPlace is ~/Library/Logs, where the Console program looks.
func logPlace() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, "Library", "Logs"), nil
}

// logFolder lies below the program's own folder: nothing else is in it.
var logFolder []string
