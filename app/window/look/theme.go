// Package look holds how the window looks: its theme, its colours and sizes,
// and the pictures of models. It knows no widget and no measurement.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"weft/assets"
	"weft/charts/draw"
)

// Mode says which of the two variants the window shows.
type Mode string

// The modes: that of the system, or one chosen by the person.
const (
	System Mode = "system"
	Dark   Mode = "dark"
	Light  Mode = "light"
)

// Colours of ours beside those that Fyne names.
const (
	Panel  fyne.ThemeColorName = "weft-panel"  // behind the left panel
	Muted  fyne.ThemeColorName = "weft-muted"  // text of second rank
	Track  fyne.ThemeColorName = "weft-track"  // the unfilled part of a progress bar
	Picked fyne.ThemeColorName = "weft-picked" // behind the selected row of a table
	Bubble fyne.ThemeColorName = "weft-bubble" // behind readings and help
	Shade  fyne.ThemeColorName = "weft-shade"  // over what a tour does not point at
)

// Sizes of ours beside those that Fyne names.
const (
	Title fyne.ThemeSizeName = "weft-title" // text of pane titles and of the sentence that sums up
	Small fyne.ThemeSizeName = "weft-small" // text of second rank
)

// Theme is the window's theme. All steps are multiples of 4 pixels.
type Theme struct {
	mode Mode
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for a mode; an unknown mode counts as System.
func New(mode Mode) *Theme { return &Theme{mode: mode} }

// Variant is the variant that this theme shows when the system prefers v.
func (t *Theme) Variant(v fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case Dark:
		return theme.VariantDark
	case Light:
		return theme.VariantLight
	}
	return v
}

// Color returns the colour of that name.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	v = t.Variant(v)
	if c, ok := paletteOf(v)[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

// Font returns Noto Sans, the font of the charts.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol, style.Italic:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon returns Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size returns the size of that name, in device independent pixels.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 13
	case Title:
		return 14
	case Small, theme.SizeNameCaptionText:
		return 11.5
	case theme.SizeNameSubHeadingText:
		return 15
	case theme.SizeNameHeadingText:
		return 20
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameSelectionRadius:
		return 4
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0 // a blur costs several repaints on software GL
	}
	return theme.DefaultTheme().Size(name)
}

var (
	regular = fyne.NewStaticResource("NotoSans-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("NotoSans-Bold.ttf", assets.FontBold)
)

// Charts returns the theme of charts that goes with the running application's.
func Charts() draw.Theme {
	settings := fyne.CurrentApp().Settings()
	v := settings.ThemeVariant()
	if t, ok := settings.Theme().(*Theme); ok {
		v = t.Variant(v)
	}
	if v == theme.VariantLight {
		return draw.Light()
	}
	return draw.Dark()
}
