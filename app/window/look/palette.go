package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"weft/charts/draw"
)

// palette holds the colours that differ from Fyne's own.
type palette map[fyne.ThemeColorName]color.Color

func paletteOf(v fyne.ThemeVariant) palette {
	if v == theme.VariantLight {
		return light
	}
	return dark
}

// Both palettes take what charts share with the window from the charts' themes.
var (
	dark = newPalette(draw.Dark(), tones{
		panel: rgb(0x1e2128), line: rgb(0x2a2d35), border: rgb(0x343842), track: rgb(0x30343d),
		picked: rgb(0x1f2739), button: rgb(0x262a32), bubble: rgb(0x23272f), disabled: rgb(0x6e757f),
		onAccent: rgb(0xffffff), fail: rgb(0xff8a70), warning: rgb(0xe8a92c), success: rgb(0x2fbf8f), shadow: 0x50,
	})
	light = newPalette(draw.Light(), tones{
		panel: rgb(0xffffff), line: rgb(0xdfe1e6), border: rgb(0xcdd0d7), track: rgb(0xdcdee3),
		picked: rgb(0xdce4f3), button: rgb(0xeceef2), bubble: rgb(0xffffff), disabled: rgb(0x8a9099),
		onAccent: rgb(0xffffff), fail: rgb(0xb3321b), warning: rgb(0x8a5a00), success: rgb(0x0b7a55), shadow: 0x1c,
	})
)

// tones are the colours of one variant that charts know nothing of.
type tones struct {
	panel, line, border, track, picked, button, bubble, disabled color.NRGBA
	onAccent, fail, warning, success                             color.NRGBA
	shadow                                                       uint8 // how much of black lies below menus and dialogs
}

func newPalette(c draw.Theme, t tones) palette {
	return palette{
		theme.ColorNameBackground: c.Background, theme.ColorNameInputBackground: c.Background,
		theme.ColorNameForeground: c.Text, theme.ColorNamePlaceHolder: c.Muted, Muted: c.Muted,
		theme.ColorNamePrimary: c.Accent, theme.ColorNameHyperlink: c.Accent,
		theme.ColorNameFocus: alpha(c.Accent, 0x90), theme.ColorNameSelection: alpha(c.Accent, 0x50),
		theme.ColorNameHover: alpha(c.Muted, 0x1c), theme.ColorNamePressed: alpha(c.Muted, 0x40),
		theme.ColorNameSeparator: t.line, theme.ColorNameInputBorder: t.border,
		theme.ColorNameButton: t.button, theme.ColorNameDisabledButton: t.line,
		theme.ColorNameDisabled: t.disabled, theme.ColorNameForegroundOnPrimary: t.onAccent,
		theme.ColorNameOverlayBackground: t.panel, theme.ColorNameMenuBackground: t.bubble,
		theme.ColorNameHeaderBackground: c.Background,
		theme.ColorNameError:            t.fail, theme.ColorNameWarning: t.warning, theme.ColorNameSuccess: t.success,
		theme.ColorNameScrollBar: alpha(c.Muted, 0x80), theme.ColorNameScrollBarBackground: alpha(c.Muted, 0),
		theme.ColorNameShadow: alpha(color.NRGBA{A: 0xff}, t.shadow),
		Panel:                 t.panel, Track: t.track, Picked: t.picked, Bubble: t.bubble,
		Shade: color.NRGBA{A: 0x98},
	}
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16 & 0xff), G: uint8(v >> 8 & 0xff), B: uint8(v & 0xff), A: 0xff}
}

func alpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}
