//go:build unix

package atomicfile

import (
	"os"
	"path/filepath"
)

// SyncFolder puts the names in a folder on the disk, such as that of a new
// file. A file system that can't has lost nothing but time, so that there is no error.
func SyncFolder(folder string) {
	if f, err := os.Open(filepath.Clean(folder)); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
