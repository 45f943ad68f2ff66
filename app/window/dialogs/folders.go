package dialogs

import (
	"net/url"
	"path/filepath"
	"strings"

	"weft/internal/places"
)

// OpenFolder has the desktop show a folder. Where it isn't there yet, that is
// the nearest one above it; where the desktop can't, the person is told where it is.
func OpenFolder(e Env, place func() (string, error)) {
	dir, err := place()
	if err != nil {
		Problem(e, "There is no such folder", err)
		return
	}
	nearest, err := places.Existing(dir)
	if err == nil {
		err = e.App.OpenURL(fileURL(nearest))
	}
	if err != nil {
		Detail(e, "The desktop does not show it", "The folder is "+dir, err.Error(), false)
	}
}

// fileURL is the address of a file or folder: file:///C:/a%20b.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}
