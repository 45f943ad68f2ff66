package dialogs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/window/widgets"
)

// Shortcuts lists keys, each with what it does.
func Shortcuts(e Env, keys [][2]string) {
	rows := widgets.Column(6)
	for _, key := range keys {
		rows.Add(container.New(twoColumns{}, widgets.NewText(key[0], widgets.Style{Bold: true}),
			widgets.NewText(key[1], widgets.Plain)))
	}
	newSheet(e, "Shortcuts", rows, dialogWidth, "", nil).show(nil)
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
