package widgets

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Stop is one place of a tour.
type Stop struct {
	Title, Text string
	// Of is what is pointed at: all of these objects together.
	Of []fyne.CanvasObject
	// Enter, unless nil, is called before the place is shown.
	Enter func()
}

// Spotlight leads through a window: everything but one place is shaded, and a
// card beside it says what it is for. It lies above the window, in its size.
// Arrows, Space and Enter step; Escape closes.
type Spotlight struct {
	FocusBase
	stops  []Stop
	at     int
	canvas fyne.Canvas
	// OnClose is called when the person has seen enough.
	OnClose func()

	title   *Text
	words   *Paragraph
	counter *Text
	back    *widget.Button
	next    *widget.Button
	card    *fyne.Container
}

var (
	_ fyne.Focusable  = (*Spotlight)(nil)
	_ fyne.Tappable   = (*Spotlight)(nil)
	_ fyne.Accessible = (*Spotlight)(nil)
)

// Measures of the card.
const (
	cardWidth = 320
	cardGap   = 12 // between card and place, and to the window's edge
	placeEdge = 4  // around the place
)

// NewSpotlight returns a tour of a window's canvas.
func NewSpotlight(c fyne.Canvas, stops []Stop) *Spotlight {
	s := &Spotlight{stops: stops, canvas: c}
	s.title, s.counter = NewText("", Title), NewText("", Muted)
	s.words = NewParagraph("", cardWidth-32, Plain)
	s.back = widget.NewButton("Back", func() { s.step(-1) })
	s.next = widget.NewButton("Next", func() { s.step(1) })
	s.next.Importance = widget.HighImportance
	skip := widget.NewButton("Close", s.close)
	skip.Importance = widget.LowImportance
	buttons := Row(8, s.counter, layout.NewSpacer(), skip, s.back, s.next)
	s.card = Inset(12, 12, 16, 16, container.New(Sized{Width: cardWidth - 32},
		Column(8, s.title, s.words, buttons)))
	s.Extend(s)
	return s
}

// Show opens the tour at its first stop.
func (s *Spotlight) Show() {
	s.canvas.Overlays().Add(s)
	s.Resize(s.canvas.Size())
	s.goTo(0)
}

// At is the stop that is shown, from 0.
func (s *Spotlight) At() int { return s.at }

func (s *Spotlight) step(by int) {
	if s.at+by >= len(s.stops) {
		s.close()
		return
	}
	s.goTo(max(0, s.at+by))
}

func (s *Spotlight) goTo(n int) {
	s.at = n
	stop := s.stops[n]
	if stop.Enter != nil {
		stop.Enter()
	}
	s.title.SetText(stop.Title)
	s.words.SetText(stop.Text)
	s.counter.SetText(fmt.Sprintf("%d of %d", n+1, len(s.stops)))
	setEnabled(s.back, n > 0)
	s.next.SetText("Next")
	if n == len(s.stops)-1 {
		s.next.SetText("Done")
	}
	s.canvas.Focus(s) // a button that was pressed would keep the keys
	s.Refresh()
}

func setEnabled(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (s *Spotlight) close() {
	s.canvas.Overlays().Remove(s)
	if s.OnClose != nil {
		s.OnClose()
	}
}

// place is the rectangle around what is pointed at, within the window.
func (s *Spotlight) place() (fyne.Position, fyne.Size) {
	var from, to fyne.Position
	for i, o := range s.stops[s.at].Of {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		end := at.AddXY(o.Size().Width, o.Size().Height)
		if i == 0 {
			from, to = at, end
			continue
		}
		from = fyne.NewPos(min(from.X, at.X), min(from.Y, at.Y))
		to = fyne.NewPos(max(to.X, end.X), max(to.Y, end.Y))
	}
	from = fyne.NewPos(max(0, from.X-placeEdge), max(0, from.Y-placeEdge))
	to = fyne.NewPos(min(s.Size().Width, to.X+placeEdge), min(s.Size().Height, to.Y+placeEdge))
	return from, fyne.NewSize(max(0, to.X-from.X), max(0, to.Y-from.Y))
}

// cardPlace is where a card goes: to the right of a place, to the left, below or
// above it, wherever there is room; else into its corner.
func cardPlace(at fyne.Position, place, card, all fyne.Size) fyne.Position {
	within := func(x, y float32) fyne.Position {
		return fyne.NewPos(max(cardGap, min(x, all.Width-card.Width-cardGap)), max(cardGap, min(y, all.Height-card.Height-cardGap)))
	}
	switch {
	case at.X+place.Width+card.Width+2*cardGap <= all.Width:
		return within(at.X+place.Width+cardGap, at.Y)
	case at.X-card.Width-2*cardGap >= 0:
		return within(at.X-card.Width-cardGap, at.Y)
	case at.Y+place.Height+card.Height+2*cardGap <= all.Height:
		return within(at.X, at.Y+place.Height+cardGap)
	case at.Y-card.Height-2*cardGap >= 0:
		return within(at.X+place.Width-card.Width, at.Y-card.Height-cardGap)
	}
	return within(at.X+place.Width-card.Width-cardGap, at.Y+place.Height-card.Height-cardGap)
}

// Tapped takes taps away from what lies below.
func (s *Spotlight) Tapped(*fyne.PointEvent) { s.canvas.Focus(s) }

// TypedKey steps or closes.
func (s *Spotlight) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyPageDown:
		s.step(1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyBackspace:
		s.step(-1)
	case fyne.KeyEscape:
		s.close()
	}
}

// AccessibilityLabel is what the card says.
func (s *Spotlight) AccessibilityLabel() string {
	return s.title.Text() + ". " + s.words.Text() + " " + s.counter.Text()
}

// AccessibilityRole tells that this is text.
func (s *Spotlight) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (s *Spotlight) CreateRenderer() fyne.WidgetRenderer {
	r := &spotlightRenderer{s: s, frame: canvas.NewRectangle(nil), paper: canvas.NewRectangle(nil)}
	for i := range r.shades {
		r.shades[i] = canvas.NewRectangle(nil)
		r.Parts = append(r.Parts, r.shades[i])
	}
	r.Parts = append(r.Parts, r.frame, r.paper, s.card)
	r.color()
	return r
}

// spotlightRenderer shades what lies around the place by four rectangles.
type spotlightRenderer struct {
	Parts
	s      *Spotlight
	shades [4]*canvas.Rectangle // above, below, left, right
	frame  *canvas.Rectangle
	paper  *canvas.Rectangle // the card's
}

func (r *spotlightRenderer) color() {
	for _, shade := range r.shades {
		shade.FillColor = theme.Color(look.Shade)
	}
	r.frame.FillColor = nil
	r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	r.frame.CornerRadius = theme.SelectionRadiusSize()
	r.paper.FillColor = theme.Color(look.Bubble)
	r.paper.StrokeColor, r.paper.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	r.paper.CornerRadius = theme.SelectionRadiusSize()
}

func (r *spotlightRenderer) Layout(size fyne.Size) {
	at, place := r.s.place()
	right, bottom := at.X+place.Width, at.Y+place.Height
	set := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	set(r.shades[0], 0, 0, size.Width, at.Y)
	set(r.shades[1], 0, bottom, size.Width, size.Height-bottom)
	set(r.shades[2], 0, at.Y, at.X, place.Height)
	set(r.shades[3], right, at.Y, size.Width-right, place.Height)
	set(r.frame, at.X, at.Y, place.Width, place.Height)
	card := r.s.card.MinSize()
	pos := cardPlace(at, place, card, size)
	set(r.paper, pos.X, pos.Y, card.Width, card.Height)
	set(r.s.card, pos.X, pos.Y, card.Width, card.Height)
}

func (r *spotlightRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *spotlightRenderer) Refresh() {
	Redraw(r.s, r.color, r.Layout)
	r.s.card.Refresh()
}
