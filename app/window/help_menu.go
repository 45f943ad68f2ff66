package window

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"weft/app/logs"
	"weft/app/window/widgets"
	"weft/internal/places"
)

// helpMenu is the menu for those who look for something.
func (w *mainWindow) helpMenu() *fyne.Menu {
	return fyne.NewMenu("Help",
		fyne.NewMenuItem("Tour", w.showTour),
		item("Shortcuts", &desktop.CustomShortcut{KeyName: fyne.KeyF1}, w.showShortcuts),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Check this machine…", w.showCheck),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Licences", w.showLicences),
		fyne.NewMenuItem("About Weft", w.showAbout))
}

// foldersItem opens the folders in which something is kept.
func (w *mainWindow) foldersItem() *fyne.MenuItem {
	i := fyne.NewMenuItem("Open folder", nil)
	i.ChildMenu = fyne.NewMenu("",
		fyne.NewMenuItem("Sessions", func() { w.openFolder(places.Sessions) }),
		fyne.NewMenuItem("Settings", func() { w.openFolder(places.Settings) }),
		fyne.NewMenuItem("Logs and crash reports", func() { w.openFolder(places.Logs) }))
	return i
}

// openFolder has the desktop show a folder. Where it isn't there yet, that is
// the nearest one above it; where the desktop can't, the person is told where it is.
func (w *mainWindow) openFolder(place func() (string, error)) {
	dir, err := place()
	if err != nil {
		w.showProblem("There is no such folder", err)
		return
	}
	standing, err := places.Existing(dir)
	if err == nil {
		err = w.app.OpenURL(fileURL(standing))
	}
	if err != nil {
		w.showDetail("The desktop does not show it", "The folder is "+dir, err.Error(), false)
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

// showShortcuts lists the keys.
func (w *mainWindow) showShortcuts() {
	rows := widgets.Column(6)
	for _, key := range keyHelp() {
		rows.Add(container.New(twoColumns{}, widgets.NewText(key[0], widgets.Style{Bold: true}),
			widgets.NewText(key[1], widgets.Plain)))
	}
	newSheet(w.win, "Shortcuts", rows, dialogWidth, "", nil).show(nil)
}

// twoColumns puts the second object behind a column for the first.
type twoColumns struct{}

const firstColumn = 176

// Layout implements fyne.Layout.
func (twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(firstColumn, size.Height))
	objects[1].Move(fyne.NewPos(firstColumn, 0))
	objects[1].Resize(fyne.NewSize(size.Width-firstColumn, size.Height))
}

// MinSize implements fyne.Layout.
func (twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(firstColumn+objects[1].MinSize().Width, objects[1].MinSize().Height)
}

// showReport shows what a crash has left.
func (w *mainWindow) showReport(r logs.Report) {
	w.showText(textPage{
		title: "What the crash has left", said: "It lies in " + places.Home(r.Path) + ". Nothing was sent anywhere; to have it looked at, send the file.",
		text: r.Text, action: "Open folder", act: func() { w.openFolder(places.Logs) },
	})
}
