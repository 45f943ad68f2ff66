// Package router knows the window's pages: what a page is, which of them is
// shown, and the bar above it that names them all. It knows nothing of what is on
// a page.
package router

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/pace"
	"weft/app/window/widgets"
)

// Page is one page of the window: what fills it below the top bar, and what it
// adds to menus and keys. Its methods are called on the UI goroutine, but for
// those of pace.Scene.
type Page interface {
	// Scene is what the page draws in the background while it is shown.
	pace.Scene

	// Name is what the page is called in the top bar. No two have the same.
	Name() string
	// Bar is what stands in the top bar beside the pages' names, and Content what
	// fills the window below it. Both are always the same objects.
	Bar() fyne.CanvasObject
	Content() fyne.CanvasObject
	// Shown is called when the page comes, and Hidden when it goes: because
	// another comes, or with the window.
	Shown()
	Hidden()
	// Items are what the page adds at the head of a menu, nil for nothing. They are
	// always the same items, so that the page can change them.
	Items(Menu) []*fyne.MenuItem
	// Key takes a key that no control has use for, and Rune a typed character; they
	// tell false when the page has none either.
	Key(*fyne.KeyEvent) bool
	Rune(rune) bool
}

// Menu names one of the window's menus.
type Menu string

// The menus that pages add to.
const (
	File   Menu = "File"
	Run    Menu = "Run"
	Charts Menu = "Charts"
	View   Menu = "View"
	Help   Menu = "Help"
)

// Router shows one page at a time. Its methods are called on the UI goroutine,
// but for those of pace.Scene.
type Router struct {
	// OnShow is called when another page is shown, whose menus differ.
	OnShow func()
	// OnKey takes the keys that the bar has no use for.
	OnKey func(*fyne.KeyEvent)

	pages []Page
	tabs  []*tab // none where there is but one page
	bars  *fyne.Container
	body  fyne.CanvasObject
	at    atomic.Int64 // the page that is shown
}

var _ pace.Scene = (*Router)(nil)

// New returns a router that shows the first of its pages.
func New(pages ...Page) *Router {
	r := &Router{pages: pages, bars: container.NewStack()}
	names, contents := widgets.Row(tabGap), container.NewStack()
	for i, p := range pages {
		if len(pages) == 1 {
			names.Add(newName(p.Name()))
		} else {
			r.tabs = append(r.tabs, newTab(p.Name(), func() { r.Show(p.Name()) }, r.key))
			names.Add(r.tabs[i])
		}
		r.bars.Add(p.Bar())
		contents.Add(p.Content())
		r.seen(i, i == 0)
	}
	bar := widgets.Inset(0, 0, barInset, barInset, widgets.Dock(nil, nil, names, nil, widgets.Inset(0, 0, tabGap, 0, r.bars)))
	top := widgets.Dock(widgets.NewLine(), widgets.NewLine(), nil, nil, bar)
	r.body = widgets.Dock(top, nil, nil, nil, contents)
	return r
}

// Content is all that the router shows: the bar, and the page.
func (r *Router) Content() fyne.CanvasObject { return r.body }

// Current is the page that is shown.
func (r *Router) Current() Page { return r.pages[r.at.Load()] }

// Show shows the page of that name; one that is not known changes nothing.
func (r *Router) Show(name string) {
	before := int(r.at.Load())
	for i, p := range r.pages {
		if p.Name() != name || i == before {
			continue
		}
		r.pages[before].Hidden()
		r.at.Store(int64(i))
		r.seen(before, false)
		r.seen(i, true)
		p.Shown()
		if r.OnShow != nil {
			r.OnShow()
		}
		return
	}
}

// key hands on a key.
func (r *Router) key(k *fyne.KeyEvent) {
	if r.OnKey != nil {
		r.OnKey(k)
	}
}

// seen shows or hides a page and what belongs to it in the bar.
func (r *Router) seen(page int, visible bool) {
	widgets.SetVisible(r.pages[page].Bar(), visible)
	widgets.SetVisible(r.pages[page].Content(), visible)
	if len(r.tabs) > 0 {
		r.tabs[page].mark(visible)
	}
}

// Live implements pace.Scene: it is the shown page's.
func (r *Router) Live() bool { return r.Current().Live() }

// Draw implements pace.Scene: it is the shown page's.
func (r *Router) Draw() (show func()) { return r.Current().Draw() }

// Measures of the bar.
const (
	topHeight = 32
	barInset  = 16
	tabGap    = 20 // between the pages' names, and behind them
	tabLine   = 2
)

// newName is the name of the only page, with a line below it: there is nothing to
// choose.
func newName(name string) fyne.CanvasObject {
	return container.New(nameLayout{}, widgets.NewText(name, widgets.Title), widgets.NewFill(theme.ColorNamePrimary))
}

// nameLayout puts the line at the foot of the bar.
type nameLayout struct{}

// Layout implements fyne.Layout.
func (nameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, topHeight))
	objects[1].Move(fyne.NewPos(0, topHeight-tabLine))
	objects[1].Resize(fyne.NewSize(size.Width, tabLine))
}

// MinSize implements fyne.Layout.
func (nameLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, topHeight)
}
