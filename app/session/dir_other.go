//go:build !darwin && !windows

package session

import (
	"os"
	"path/filepath"
)

// dataDir follows the XDG Base Directory Specification.
func dataDir() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "share"), nil
}
