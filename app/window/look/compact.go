package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Dense is the application's theme with less space: in entries and pickers of
// a form, and between the rows of a table.
type Dense struct {
	Bare bool // without scroll bars and their shadows
}

var _ fyne.Theme = Dense{}

// Color implements fyne.Theme.
func (d Dense) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch {
	case name == theme.ColorNameSelection && !d.Bare:
		name = Picked
	case name == theme.ColorNameShadow && d.Bare:
		return color.Transparent
	}
	return current().Color(name, v)
}

// Font implements fyne.Theme.
func (Dense) Font(style fyne.TextStyle) fyne.Resource { return current().Font(style) }

// Icon implements fyne.Theme.
func (Dense) Icon(name fyne.ThemeIconName) fyne.Resource { return current().Icon(name) }

// Size implements fyne.Theme.
func (d Dense) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		if d.Bare {
			return 0
		}
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNamePadding:
		return 0
	}
	return current().Size(name)
}

// current is the application's theme; not theme.Current(), which may be this very one.
func current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
