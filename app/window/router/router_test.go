package router

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/window/widgets"
	"weft/app/window/windowtest"
)

// page is a page that notes what it is told.
type page struct {
	name      string
	bar, body *widgets.Text
	told      []string
}

func newPage(name string) *page {
	return &page{name: name, bar: widgets.NewText("bar of "+name, widgets.Muted), body: widgets.NewText("body of "+name, widgets.Plain)}
}

func (p *page) Live() bool                  { return p.name == "b" }
func (p *page) Draw() func()                { p.told = append(p.told, "draw"); return nil }
func (p *page) Name() string                { return p.name }
func (p *page) Bar() fyne.CanvasObject      { return p.bar }
func (p *page) Content() fyne.CanvasObject  { return p.body }
func (p *page) Shown()                      { p.told = append(p.told, "shown") }
func (p *page) Hidden()                     { p.told = append(p.told, "hidden") }
func (p *page) Items(Menu) []*fyne.MenuItem { return nil }
func (p *page) Key(*fyne.KeyEvent) bool     { return false }
func (p *page) Rune(rune) bool              { return false }

func TestOnePageAtATime(t *testing.T) {
	windowtest.App(t)
	a, b := newPage("a"), newPage("b")
	r := New(a, b)
	windowtest.Show(t, r.Content(), fyne.NewSize(600, 400))
	shows := 0
	r.OnShow = func() { shows++ }
	seen := func(want Page) {
		t.Helper()
		for _, p := range []*page{a, b} {
			if is := Page(p) == want; p.bar.Visible() != is || p.body.Visible() != is {
				t.Errorf("%s is seen: bar %v, body %v; want %v", p.name, p.bar.Visible(), p.body.Visible(), is)
			}
		}
		if r.Current() != want {
			t.Errorf("%s is shown, it says", r.Current().Name())
		}
	}
	seen(a)
	for _, same := range []string{"a", "unknown"} {
		if r.Show(same); shows > 0 || len(a.told) > 0 {
			t.Errorf("showing %q tells %q", same, a.told)
		}
	}
	test.Tap(r.tabs[1])
	seen(b)
	if !slices.Equal(a.told, []string{"hidden"}) || !slices.Equal(b.told, []string{"shown"}) || shows != 1 {
		t.Errorf("the pages are told %q and %q, the window %d times", a.told, b.told, shows)
	}
	if r.Draw(); !r.Live() || !slices.Contains(b.told, "draw") || slices.Contains(a.told, "draw") {
		t.Error("what is drawn is not the page that is shown")
	}
	windowtest.Type(r.tabs[0], fyne.KeySpace)
	seen(a)
	var handed fyne.KeyName
	r.OnKey = func(k *fyne.KeyEvent) { handed = k.Name }
	if windowtest.Type(r.tabs[0], fyne.KeyEscape); handed != fyne.KeyEscape {
		t.Errorf("Escape is handed on as %q", handed)
	}
}

// TestASinglePageHasNoTab: there is nothing to choose, and no stop for the Tab key.
func TestASinglePageHasNoTab(t *testing.T) {
	windowtest.App(t)
	r := New(newPage("a"))
	w := windowtest.Show(t, r.Content(), fyne.NewSize(600, 400))
	w.Canvas().FocusNext()
	if f := w.Canvas().Focused(); f != nil {
		t.Errorf("%v takes the focus", f)
	}
	r.Show("a")
}
