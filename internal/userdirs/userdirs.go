// Package userdirs finds the folders that a person keeps pictures and documents
// in: by the names that the person's desktop gives them in any language
// (user-dirs.dirs on Linux), or wherever Windows was told to move them.
//
// It is apart from places, which every engine and worker process is linked
// with: reading where all of a desktop's folders lie is part of the start of
// whatever imports this, and only the window needs it.
package userdirs

import (
	"os"
	"sync"

	"github.com/adrg/xdg"
)

// reading has one at a time ask the library, which keeps what it read.
var reading sync.Mutex

// Pictures is the person's folder for pictures or, while there is none, the home.
func Pictures() string {
	return existing(func() string { return xdg.UserDirs.Pictures })
}

// Documents is the person's folder for documents or, while there is none, the home.
func Documents() string {
	return existing(func() string { return xdg.UserDirs.Documents })
}

// Home is the person's home or, where there is none, the folder that the program runs in.
func Home() string {
	return existing(func() string { return xdg.Home })
}

// existing asks anew, for a folder may have been moved meanwhile.
func existing(folder func() string) string {
	reading.Lock()
	defer reading.Unlock()
	xdg.Reload()
	for _, at := range []string{folder(), xdg.Home} {
		if info, err := os.Stat(at); err == nil && info.IsDir() {
			return at
		}
	}
	return "."
}
