package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Modifier is Ctrl, or Cmd on macOS.
const Modifier = fyne.KeyModifierShortcutDefault

// KeyName is how people read a shortcut with the modifier: "Ctrl+R".
func KeyName(key string) string {
	if Modifier == fyne.KeyModifierSuper {
		return "Cmd+" + key
	}
	return "Ctrl+" + key
}

// Shortcut is a key with the modifier.
func Shortcut(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: Modifier}
}

// MenuItem is an item of a menu that has a shortcut. It works everywhere, also
// while an entry has the focus.
func MenuItem(label string, key fyne.Shortcut, action func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, action)
	i.Shortcut = key
	return i
}
