package display

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
)

// Show shows a window for the first time, or tells why that can't be: the
// toolkit tells it by said, the log that Quiet returned.
func Show(w fyne.Window, said *Log) (err error) {
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it did not expect
			err = fmt.Errorf("the display does not work (%s)", firstLine(fmt.Sprint(r)))
		}
	}()
	w.Show()
	return said.Refusal()
}

// firstLine is the first line of what a library says.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
