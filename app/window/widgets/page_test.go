package widgets

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
	"weft/app/window/windowtest"
)

func longSections() []Section {
	return []Section{
		{Lines: []string{"The answer."}},
		{Heading: "Left out", Lines: nil},
		{Heading: "Reasons", Lines: []string{strings.Repeat("one reason and another ", 60), "the last reason"}},
	}
}

func TestPageScrollsByKeys(t *testing.T) {
	windowtest.App(t)
	p := NewPage(longSections(), 300, 120)
	w := windowtest.Show(t, p, fyne.NewSize(300, 120))
	w.Canvas().Focus(p)
	if p.MinSize().Height != 120 {
		t.Errorf("a page with more than fits is %v high, want the most it may be", p.MinSize().Height)
	}
	at := func() float32 { return p.scroll.Offset.Y }
	windowtest.Type(p, fyne.KeyDown)
	first := at()
	windowtest.Type(p, fyne.KeyPageDown)
	second := at()
	windowtest.Type(p, fyne.KeyEnd)
	end := at()
	if !(0 < first && first < second && second < end) {
		t.Errorf("down, page down and end lead to %v, %v and %v", first, second, end)
	}
	windowtest.Type(p, fyne.KeyDown)
	if at() != end {
		t.Error("beyond its end the page goes on scrolling")
	}
	windowtest.Type(p, fyne.KeyHome, fyne.KeyUp)
	if at() != 0 {
		t.Errorf("home leads to %v", at())
	}
	var handed fyne.KeyName
	p.OnKey = func(e *fyne.KeyEvent) { handed = e.Name }
	windowtest.Type(p, fyne.KeyEscape)
	if handed != fyne.KeyEscape {
		t.Error("Escape is kept")
	}
}

func TestPageSaysEverythingButEmptySections(t *testing.T) {
	windowtest.App(t)
	text := NewPage(longSections(), 300, 120).Text()
	for _, want := range []string{"The answer.", "Reasons", "the last reason"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	if strings.Contains(text, "Left out") {
		t.Error("a heading without anything below it is shown")
	}
}

func TestShortPageIsAsHighAsItsText(t *testing.T) {
	windowtest.App(t)
	if h := NewPage([]Section{{Lines: []string{"short"}}}, 300, 500).MinSize().Height; h > 60 {
		t.Errorf("one line takes %v", h)
	}
}

func TestStripKeepsItsHeight(t *testing.T) {
	windowtest.App(t)
	button := widget.NewButton("Why", func() {})
	s := NewStrip(button)
	windowtest.Show(t, s.Container, fyne.NewSize(400, s.MinSize().Height))
	before := s.MinSize().Height
	for _, heading := range []string{"Short.", strings.Repeat("a long verdict ", 6), strings.Repeat("a verdict without end ", 30)} {
		s.Say(heading, strings.Repeat("many words about it ", 30))
		if h := s.MinSize().Height; h != before {
			t.Errorf("with %d letters the strip is %v high, before %v", len(heading), h, before)
		}
		lines := len(s.heading.lines) + len(s.words.lines)
		if lines != stripLines {
			t.Errorf("heading and words take %d lines, want %d", lines, stripLines)
		}
		if bottom := s.words.Position().Y + s.words.Size().Height; bottom > before {
			t.Errorf("the words end at %v, below the strip's %v", bottom, before)
		}
		if right := s.heading.Position().X + s.heading.Size().Width; right > button.Position().X {
			t.Error("the heading runs below the button")
		}
	}
}

// covered is the share of a picture's pixels that are drawn on.
func covered(img image.Image) float64 {
	n, b := 0, img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if _, _, _, a := img.At(x, y).RGBA(); a > 0x7fff {
				n++
			}
		}
	}
	return float64(n) / float64(b.Dx()*b.Dy())
}

func TestGaugesDifferByShapeAlone(t *testing.T) {
	windowtest.App(t)
	last := 0.0
	for _, level := range []Level{EmptyLevel, HalfLevel, FullLevel} {
		g := NewGauge()
		g.Set(level, look.Muted)
		share := covered(g.Generator(20, 20))
		if share < last+0.1 {
			t.Errorf("level %d covers %.2f of its place, the one before %.2f", level, share, last)
		}
		last = share
	}
	g := NewGauge()
	if g.Generator(20, 20) != image.Transparent {
		t.Error("a gauge without a level shows something")
	}
	g.Set(FullLevel, theme.ColorNameWarning)
	want := color.NRGBAModel.Convert(theme.Color(theme.ColorNameWarning))
	if got := color.NRGBAModel.Convert(g.Generator(20, 20).At(10, 10)); got != want {
		t.Errorf("its colour is %v, want %v", got, want)
	}
}

func TestFoldTellsWhenItIsOpened(t *testing.T) {
	windowtest.App(t)
	content := NewText("inside", Plain)
	f := NewFold("one", content)
	windowtest.Show(t, f, fyne.NewSize(200, 100))
	told := 0
	f.OnOpen = func() { told++ }
	windowtest.Type(f, fyne.KeySpace)
	if told != 1 || !content.Visible() {
		t.Errorf("opened by Space: told %d times, content visible: %v", told, content.Visible())
	}
	f.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 10)})
	if told != 1 || content.Visible() {
		t.Error("closing is told as opening, or does not close")
	}
	f.SetTitle("two")
	if got := texts(f); got[0] != "two" {
		t.Errorf("the title is %q", got)
	}
}
