package window

import (
	"encoding/json"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/settings"
	"weft/app/window/look"
)

// The keys of what is remembered between starts.
const (
	prefChoices = "choices"
	prefWidth   = "width"
	prefHeight  = "height"
	prefMode    = "mode"
	prefColumns = "columns"
	prefRows    = "rows"
	prefHalves  = "halves"
	prefExports = "exports"
	prefToured  = "toured" // the tour has been offered
	prefText    = "text"   // size of text
)

// The size of the window at its first start, and its least one.
const (
	firstWidth, firstHeight = 1280, 800
	leastWidth, leastHeight = 900, 560
)

// remembered reads and writes what is kept between starts.
type remembered struct{ *settings.Store }

// choices are those of the last time, with everything unknown left out.
func (r remembered) choices(cores int) choices {
	c := firstChoices(cores)
	text := r.String(prefChoices)
	if text == "" {
		return c
	}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		slog.Debug("remembered choices can't be read", "err", err)
		return firstChoices(cores)
	}
	return c.sound(cores)
}

func (r remembered) keepChoices(c choices) {
	text, err := json.Marshal(c)
	if err != nil {
		slog.Debug("choices can't be remembered", "err", err)
		return
	}
	r.SetString(prefChoices, string(text))
}

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

// offset is a split's share, within 0.1 to 0.9.
func (r remembered) offset(key string, first float64) float64 {
	return max(0.1, min(r.FloatWithFallback(key, first), 0.9))
}
