package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// modifier is Ctrl, or Cmd on macOS.
const modifier = fyne.KeyModifierShortcutDefault

// keyName is how people read a shortcut with the modifier: "Ctrl+R".
func keyName(key string) string {
	if modifier == fyne.KeyModifierSuper {
		return "Cmd+" + key
	}
	return "Ctrl+" + key
}

// shortcut is a key with the modifier.
func shortcut(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
}
