package window

import (
	"fyne.io/fyne/v2"

	"weft/app/window/look"
)

// modes change between dark and light.
type modes struct {
	app    fyne.App
	memory remembered
	items  map[look.Mode]*fyne.MenuItem
}

func newModes(a fyne.App, memory remembered) *modes {
	m := &modes{app: a, memory: memory, items: map[look.Mode]*fyne.MenuItem{}}
	for mode, label := range map[look.Mode]string{look.Dark: "Dark", look.Light: "Light", look.System: "As the system"} {
		m.items[mode] = fyne.NewMenuItem(label, func() { m.set(mode) })
		m.items[mode].Checked = memory.mode() == mode
	}
	return m
}

// set shows a mode, and remembers it.
func (m *modes) set(mode look.Mode) {
	m.memory.SetString(prefMode, string(mode))
	for other, i := range m.items {
		i.Checked = other == mode
	}
	m.app.Settings().SetTheme(look.New(mode))
}
