package windowtest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/window/look"
)

// App starts a test application in Weft's look.
func App(t *testing.T) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Dark))
	return a
}

// Show shows an object in a window of that size.
func Show(t *testing.T, o fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// Type presses keys one after another.
func Type(f fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// button is what can be pressed by its label.
type button interface {
	fyne.Tappable
	fyne.Accessible
}

// OnTop collects the objects of a kind that are seen in the dialog on top.
func OnTop[T any](w fyne.Window) (all []T) {
	if top := w.Canvas().Overlays().Top(); top != nil {
		for _, o := range test.LaidOutObjects(top) {
			if it, ok := o.(T); ok && o.Visible() {
				all = append(all, it)
			}
		}
	}
	return all
}

// Press presses a button of the dialog on top, by its label.
func Press(t *testing.T, w fyne.Window, label string) {
	t.Helper()
	for _, b := range OnTop[button](w) {
		if b.AccessibilityRole() == fyne.AccessibleRoleButton && b.AccessibilityLabel() == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}
