package window

import (
	"context"

	"fyne.io/fyne/v2"

	"weft/app/window/background"
	"weft/workloads/sample"
)

// prepare does beside the opening of the display, which waits for the system
// most of the time, what the page needs: it reads the fonts, and looks what
// machine this is. The function that it returns waits for that. The theme must
// be set, for the fonts are the theme's.
func prepare(tasks *background.Tasks) (ready func() sample.Machine) {
	machine := make(chan sample.Machine, 1)
	fonts := make(chan struct{})
	tasks.Start(func(context.Context) { machine <- sample.Describe() }, nil)
	tasks.Start(func(context.Context) {
		defer close(fonts)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			fyne.MeasureText("Weft", 1, style) // has the library read the font
		}
	}, nil)
	return func() sample.Machine {
		<-fonts
		return <-machine
	}
}
