package window

import (
	"os"
	"path/filepath"
)

// pictures is where pictures go: the person's folder of that name, or their home.
func pictures() string { return homeFolder("Pictures") }

// documents is where sessions go that a person saves.
func documents() string { return homeFolder("Documents") }

func homeFolder(name string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	folder := filepath.Join(home, name)
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	return home
}
