package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/settings"
	"weft/app/window/look"
)

// The keys of what the window remembers between starts; pages have their own.
const (
	prefWidth  = "width"
	prefHeight = "height"
	prefMode   = "mode"
	prefToured = "toured" // the tour has been offered
	prefText   = "text"   // size of text
)

// The size of the window at its first start, and its least one.
const (
	firstWidth, firstHeight = 1280, 800
	leastWidth, leastHeight = 900, 560
)

// remembered reads and writes what is kept between starts.
type remembered struct{ *settings.Store }

// size is that of the window, within sense.
func (r remembered) size() fyne.Size {
	w := r.FloatWithFallback(prefWidth, firstWidth)
	h := r.FloatWithFallback(prefHeight, firstHeight)
	return fyne.NewSize(float32(max(leastWidth, min(w, 8192))), float32(max(leastHeight, min(h, 8192))))
}

func (r remembered) keepSize(size fyne.Size) {
	r.SetFloat(prefWidth, float64(size.Width))
	r.SetFloat(prefHeight, float64(size.Height))
}

// mode is dark, light or the system's.
func (r remembered) mode() look.Mode {
	switch m := look.Mode(r.String(prefMode)); m {
	case look.Dark, look.Light:
		return m
	}
	return look.System
}

// text is the factor by which text is larger.
func (r remembered) text() float64 {
	if size := r.FloatWithFallback(prefText, 1); slices.Contains(textSizes, size) {
		return size
	}
	return 1
}
