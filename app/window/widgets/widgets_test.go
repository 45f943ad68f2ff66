package widgets

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weft/app/window/windowtest"
	"weft/charts/draw"
)

// texts are the visible texts of a widget, from top to bottom as drawn.
func texts(w fyne.Widget) []string {
	var found []string
	for _, o := range test.WidgetRenderer(w).Objects() {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Visible() && o.Text != "" {
				found = append(found, o.Text)
			}
		case fyne.Widget:
			found = append(found, texts(o)...)
		}
	}
	return found
}

func TestTextShortens(t *testing.T) {
	windowtest.App(t)
	text := NewText("a rather long line of text", Muted.Fitting())
	windowtest.Show(t, text, fyne.NewSize(80, 20))
	got := texts(text)[0]
	if !strings.HasSuffix(got, "…") || !strings.HasPrefix("a rather long line of text", strings.TrimSuffix(got, "…")) {
		t.Errorf("shortened to %q", got)
	}
	if w := Muted.measure(got).Width; w > 80 {
		t.Errorf("%q is %v wide, more than 80", got, w)
	}
	if full := Muted.Shorten("short", 80); full != "short" {
		t.Errorf("a text that fits became %q", full)
	}
	if none := Muted.Shorten("text", 1); none != "" {
		t.Errorf("without room the text is %q", none)
	}
}

func TestParagraphKeepsEveryWord(t *testing.T) {
	windowtest.App(t)
	const said = "One way of running work concurrently suits it better than another, and Incomprehensibilities too."
	p := NewParagraph(said, 120, Muted)
	windowtest.Show(t, p, fyne.NewSize(120, 200))
	if got := strings.Join(texts(p), " "); got != said {
		t.Errorf("wrapped to %q", got)
	}
	if n := len(texts(p)); n < 3 {
		t.Errorf("%d lines in 120 pixels", n)
	}
	p.Limit(2, 0)
	if got := texts(p); len(got) != 2 || !strings.HasSuffix(got[1], "…") || !p.Cut() {
		t.Errorf("limited to %q", got)
	}
}

func TestExcerptOpens(t *testing.T) {
	windowtest.App(t)
	e := NewExcerpt(1, 100, Muted)
	e.SetText("several words that surely need more than one line")
	windowtest.Show(t, e, fyne.NewSize(100, 200))
	short := e.MinSize().Height
	windowtest.Type(e, fyne.KeySpace)
	if e.MinSize().Height <= short {
		t.Error("an opened excerpt is not higher")
	}
	windowtest.Type(e, fyne.KeyReturn)
	if e.MinSize().Height != short {
		t.Error("a closed excerpt has not its first height")
	}
}

func someChoices() []Choice {
	return []Choice{
		{ID: "a", Group: "ONE", Name: "a", On: true},
		{ID: "b", Group: "ONE", Name: "b"},
		{ID: "c", Group: "TWO", Name: "c", Off: "needs more than this machine has"},
		{ID: "d", Group: "TWO", Name: "d"},
	}
}

func TestChoicesByKeyboard(t *testing.T) {
	windowtest.App(t)
	c := NewChoices(false, nil)
	var chosen []string
	c.OnChoose = func(id string) { chosen = append(chosen, id) }
	c.Set(someChoices())
	windowtest.Show(t, c, fyne.NewSize(240, 300))
	windowtest.Type(c, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd)
	if want := []string{"b", "d", "a", "d"}; !slices.Equal(chosen, want) {
		t.Errorf("chose %q, want %q: moving chooses, but not what is off", chosen, want)
	}
}

func TestChoicesOfSeveral(t *testing.T) {
	windowtest.App(t)
	c := NewChoices(true, nil)
	var chosen []string
	c.OnChoose = func(id string) { chosen = append(chosen, id) }
	c.Set(someChoices())
	windowtest.Show(t, c, fyne.NewSize(240, 300))
	windowtest.Type(c, fyne.KeyDown)
	if len(chosen) != 0 {
		t.Fatalf("moving chose %q", chosen)
	}
	windowtest.Type(c, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	if want := []string{"b"}; !slices.Equal(chosen, want) {
		t.Errorf("chose %q, want %q", chosen, want)
	}
	said := strings.Join(texts(c), " ")
	if !strings.Contains(said, "needs") {
		t.Errorf("the reason of a row that is off is missing in %q", said)
	}
}

func TestChoicesByPointer(t *testing.T) {
	windowtest.App(t)
	c := NewChoices(false, nil)
	var chosen []string
	c.OnChoose = func(id string) { chosen = append(chosen, id) }
	c.Set(someChoices())
	windowtest.Show(t, c, fyne.NewSize(240, 300))
	for _, y := range []float32{10, headingHeight + choiceHeight + 3, headingHeight*2 + choiceHeight*3 + 3} {
		test.TapAt(c, fyne.NewPos(20, y))
	}
	if want := []string{"b", "d"}; !slices.Equal(chosen, want) {
		t.Errorf("chose %q, want %q: a heading is no row", chosen, want)
	}
}

func TestFieldTellsWhatIsWrong(t *testing.T) {
	windowtest.App(t)
	f := NewField("Tasks", "tasks", "How many.", []string{"64"}, NewHints(windowtest.Never))
	f.Check = func(text string) error {
		if text != "64" {
			return errors.New("Choose 64.")
		}
		return nil
	}
	var given []string
	f.OnChange = func(text string) { given = append(given, text) }
	w := windowtest.Show(t, f, fyne.NewSize(248, 80))
	low := f.MinSize().Height
	w.Canvas().Focus(f.entry)
	test.Type(f.entry, "6")
	if f.Err() == nil || f.MinSize().Height <= low {
		t.Error("a wrong text leaves no sentence below the field")
	}
	test.Type(f.entry, "4")
	if f.Err() != nil || f.MinSize().Height != low || !slices.Equal(given, []string{"64"}) {
		t.Errorf("after the correction: error %v, given %q", f.Err(), given)
	}
	escaped := false
	f.OnKey = func(k *fyne.KeyEvent) { escaped = k.Name == fyne.KeyEscape }
	windowtest.Type(f.entry, fyne.KeyEscape)
	if !escaped {
		t.Error("Escape stays in the entry")
	}
}

func TestHintsStayInside(t *testing.T) {
	layer := fyne.NewSize(300, 200)
	for _, at := range []fyne.Position{{X: 0, Y: 0}, {X: 290, Y: 190}, {X: -50, Y: 100}, {X: 150, Y: 199}} {
		bubble := fyne.NewSize(120, 60)
		p := place(at, fyne.NewSize(20, 10), bubble, layer)
		if p.X < 0 || p.Y < 0 || p.X+bubble.Width > layer.Width || p.Y+bubble.Height > layer.Height {
			t.Errorf("help for a control at %v stands at %v", at, p)
		}
	}
}

func TestSplitMovesWithinBounds(t *testing.T) {
	windowtest.App(t)
	left, right := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	left.SetMinSize(fyne.NewSize(50, 10))
	right.SetMinSize(fyne.NewSize(70, 10))
	s := NewSplit(false, 0.5, left, right)
	windowtest.Show(t, s, fyne.NewSize(401, 100))
	if left.Size().Width != 200 || right.Size().Width != 200 {
		t.Fatalf("halves are %v and %v wide", left.Size().Width, right.Size().Width)
	}
	for range 100 {
		windowtest.Type(s.divider, fyne.KeyLeft)
	}
	if left.Size().Width < 50 {
		t.Errorf("the first side is %v wide, less than it needs", left.Size().Width)
	}
	for range 100 {
		windowtest.Type(s.divider, fyne.KeyRight)
	}
	if right.Size().Width < 69 {
		t.Errorf("the second side is %v wide, less than it needs", right.Size().Width)
	}
	right.Hide()
	s.Refresh()
	if left.Size().Width != 401 {
		t.Errorf("alone, the first side is %v wide, want all of 401", left.Size().Width)
	}
}

func marks() []draw.Mark {
	return []draw.Mark{
		{X: 0.1, Y: 0.5, Series: "a", Heading: "a, p = 1"},
		{X: 0.5, Y: 0.3, Series: "a", Heading: "a, p = 2"},
		{X: 0.9, Y: 0.2, Series: "a", Heading: "a, p = 4"},
		{X: 0.1, Y: 0.6, Series: "b", Heading: "b, p = 1"},
		{X: 0.5, Y: 0.6, Series: "b", Heading: "b, p = 2"},
	}
}

func (c *Chart) heading() string {
	if c.reading < 0 {
		return ""
	}
	return c.marks[c.reading].Heading
}

func TestChartReadsByKeyboard(t *testing.T) {
	windowtest.App(t)
	c := NewChart()
	windowtest.Show(t, c, fyne.NewSize(400, 200))
	c.SetPicture(image.NewRGBA(image.Rect(0, 0, 400, 200)), marks(), "words")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "a, p = 1"},
		{fyne.KeyRight, "a, p = 2"},
		{fyne.KeyDown, "b, p = 2"},
		{fyne.KeyRight, "b, p = 2"},
		{fyne.KeyLeft, "b, p = 1"},
		{fyne.KeyUp, "a, p = 1"},
		{fyne.KeyUp, "b, p = 1"},
	} {
		windowtest.Type(c, step.key)
		if got := c.heading(); got != step.want {
			t.Fatalf("after %s it reads %q, want %q", step.key, got, step.want)
		}
	}
	c.SetPicture(image.NewRGBA(image.Rect(0, 0, 400, 200)), marks()[1:], "words")
	if got := c.heading(); got != "b, p = 1" {
		t.Errorf("a new picture moved the reading to %q", got)
	}
	c.SetPicture(image.NewRGBA(image.Rect(0, 0, 400, 200)), nil, "words")
	windowtest.Type(c, fyne.KeyRight, fyne.KeyDown)
	if got := c.heading(); got != "" {
		t.Errorf("without marks it reads %q", got)
	}
}

func TestChartReadsByPointer(t *testing.T) {
	windowtest.App(t)
	c := NewChart()
	windowtest.Show(t, c, fyne.NewSize(400, 200))
	c.SetPicture(image.NewRGBA(image.Rect(0, 0, 400, 200)), marks(), "words")
	at := func(x, y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
	}
	c.MouseMoved(at(205, 70))
	if got := c.heading(); got != "a, p = 2" {
		t.Errorf("near a point it reads %q", got)
	}
	c.MouseMoved(at(290, 180))
	if got := c.heading(); got != "" {
		t.Errorf("far from all points it reads %q", got)
	}
	c.Pin("b", 2)
	if got := c.heading(); got != "b, p = 2" {
		t.Errorf("pinned, it reads %q", got)
	}
	c.MouseOut()
	if c.AccessibilityLabel() != "words" {
		t.Error("the chart has no description in words")
	}
}

func TestChartNeverDrawsInThePaint(t *testing.T) {
	windowtest.App(t)
	c := NewChart()
	asked := 0
	c.OnSize = func() { asked++ }
	windowtest.Show(t, c, fyne.NewSize(400, 200))
	before := asked // a canvas that paints at once has asked already
	if img := c.generate(400, 200); img == nil {
		t.Fatal("no image without a picture")
	}
	old := image.NewRGBA(image.Rect(0, 0, 400, 200))
	c.SetPicture(old, nil, "")
	if img := c.generate(300, 150); img != image.Image(old) {
		t.Error("with another size the last picture is not what is shown meanwhile")
	}
	if c.Needs().Width != 300 || asked <= before {
		t.Errorf("asked %d times, last for %+v", asked, c.Needs())
	}
	n := asked
	c.generate(300, 150)
	if asked != n {
		t.Error("the same size was asked for again")
	}
}
