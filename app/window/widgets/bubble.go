package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Bubble is a small framed note: a heading and lines. It takes no events.
type Bubble struct {
	widget.BaseWidget
	heading string
	lines   []string
}

// NewBubble returns an empty note.
func NewBubble() *Bubble {
	b := &Bubble{}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes what the note says. An empty heading is left out.
func (b *Bubble) Set(heading string, lines []string) {
	b.heading, b.lines = heading, lines
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Bubble) CreateRenderer() fyne.WidgetRenderer {
	r := &bubbleRenderer{b: b, back: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type bubbleRenderer struct {
	b     *Bubble
	back  *canvas.Rectangle
	texts []fyne.CanvasObject
}

const bubblePad = 8

func (r *bubbleRenderer) update() {
	r.back.CornerRadius = theme.SelectionRadiusSize()
	r.back.FillColor = theme.Color(look.Bubble)
	r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	r.texts = r.texts[:0]
	add := func(text string, style Style) {
		t := canvas.NewText(text, nil)
		style.Apply(t)
		r.texts = append(r.texts, t)
	}
	if r.b.heading != "" {
		add(r.b.heading, Style{Size: look.Small, Bold: true})
	}
	for _, line := range r.b.lines {
		add(line, Muted)
	}
}

func (r *bubbleRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	y := float32(bubblePad)
	for _, t := range r.texts {
		h := t.MinSize().Height
		t.Move(fyne.NewPos(bubblePad, y))
		t.Resize(fyne.NewSize(size.Width-2*bubblePad, h))
		y += h
	}
}

func (r *bubbleRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(0, 2*bubblePad)
	for _, t := range r.texts {
		least := t.MinSize()
		size.Width = max(size.Width, least.Width+2*bubblePad)
		size.Height += least.Height
	}
	return size
}

func (r *bubbleRenderer) Refresh() {
	Redraw(r.b, r.update, r.Layout)
}

func (r *bubbleRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back}, r.texts...)
}
func (r *bubbleRenderer) Destroy() {}
