package dialogs

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/window/widgets"
	"weft/internal/places"
)

// folderList shows the folder that an entry's path lies in: picking a folder
// goes there and keeps the file's name, picking a file takes its name.
type folderList struct {
	body   fyne.CanvasObject
	list   *widgets.Choices
	entry  *sheetEntry
	filter folderFilter
	folder string
}

// folderFilter says what of a folder is shown beside the folders in it.
type folderFilter struct {
	files  func(fs.DirEntry) bool // nil shows no files
	hidden bool                   // whether names that begin with a dot are shown
}

// ending shows files with an ending.
func ending(of string) folderFilter {
	return folderFilter{files: func(f fs.DirEntry) bool { return filepath.Ext(f.Name()) == of }}
}

// The list's height, and the most rows that it shows.
const (
	folderHeight = 148
	folderRows   = 500
)

func newFolderList(entry *sheetEntry, filter folderFilter, hints *widgets.Hints, key func(*fyne.KeyEvent) bool) *folderList {
	l := &folderList{entry: entry, filter: filter, list: widgets.NewChoices(false, hints)}
	l.list.Browse = true
	l.list.OnChoose = l.pick
	l.list.OnKey = func(k *fyne.KeyEvent) { key(k) }
	scroll := container.NewVScroll(widgets.Inset(0, 0, 8, 8, l.list))
	l.list.OnReveal = func(top, height float32) {
		switch view := scroll.Size().Height; {
		case top < scroll.Offset.Y:
			scroll.ScrollToOffset(fyne.NewPos(0, top))
		case top+height > scroll.Offset.Y+view:
			scroll.ScrollToOffset(fyne.NewPos(0, top+height-view))
		}
	}
	l.body = container.New(widgets.Sized{Height: folderHeight}, scroll)
	entry.OnChanged = func(string) { l.follow() }
	l.follow()
	return l
}

// follow shows the folder of the path in the entry, when it has changed.
func (l *folderList) follow() {
	folder := places.Expand(l.entry.Text)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	if folder != l.folder {
		l.folder = folder
		l.show()
	}
}

func (l *folderList) show() {
	items := []widgets.Choice{{ID: "..", Name: "..", Note: "the folder above"}}
	found, err := os.ReadDir(l.folder)
	if err != nil {
		items[0].Note = "this folder can't be read"
	}
	var folders, files []widgets.Choice
	for _, f := range found[:min(len(found), folderRows)] {
		name := f.Name()
		switch {
		case strings.HasPrefix(name, ".") && !l.filter.hidden:
		case f.IsDir():
			folders = append(folders, widgets.Choice{ID: name, Name: name + string(filepath.Separator)})
		case l.filter.files != nil && l.filter.files(f):
			files = append(files, widgets.Choice{ID: name, Name: name})
		}
	}
	slices.SortFunc(files, func(a, b widgets.Choice) int { return strings.Compare(b.ID, a.ID) }) // sessions are named by time: newest first
	l.list.Set(slices.Concat(items, files, folders))
}

// pick goes to a folder, or takes a file.
func (l *folderList) pick(name string) {
	path := filepath.Join(l.folder, name)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if old := filepath.Base(places.Expand(l.entry.Text)); filepath.Ext(old) != "" {
			path = filepath.Join(path, old)
		}
	}
	l.entry.SetText(path)
	l.entry.CursorColumn = len([]rune(path))
	l.entry.Refresh()
}
