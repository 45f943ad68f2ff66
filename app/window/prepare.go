package window

import (
	"fyne.io/fyne/v2"

	"weft/workloads/sample"
)

// prepare does beside the opening of the display, which waits for the system
// most of the time, what the page needs: it reads the fonts, and looks what
// machine this is. The function that it returns waits for that. The theme must
// be set, for the fonts are the theme's.
func prepare() (ready func() sample.Machine) {
	machine := make(chan sample.Machine, 1)
	fonts := make(chan struct{})
	go func() { machine <- sample.Describe() }()
	go func() {
		defer close(fonts)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			fyne.MeasureText("Weft", 1, style) // has the library read the font
		}
	}()
	return func() sample.Machine {
		<-fonts
		return <-machine
	}
}
