package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weft/app/window/router"
	"weft/app/window/widgets"
)

// gilLabel is what the menu calls comparing the emulated GIL with a real one.
const gilLabel = "Compare the GIL with a real one"

// menu are the page's items in the window's menus, with those that change.
type menu struct {
	items                 map[router.Menu][]*fyne.MenuItem
	run, stop, spawn, gil *fyne.MenuItem
}

// Items implements router.Page.
func (p *Page) Items(of router.Menu) []*fyne.MenuItem { return p.menu.items[of] }

// newMenu makes the items.
func (p *Page) newMenu() *menu {
	m := &menu{
		run:   widgets.MenuItem("Run", widgets.Shortcut(fyne.KeyR), p.sweeps.run),
		stop:  widgets.MenuItem("Stop", widgets.Shortcut(fyne.KeyPeriod), p.control.Stop),
		spawn: fyne.NewMenuItem("Measure what workers cost…", p.sweeps.spawn),
		gil:   fyne.NewMenuItem(gilLabel+"…", p.sweeps.compareGIL),
	}
	m.gil.Disabled = true // until a Python is found
	line := fyne.NewMenuItemSeparator
	m.items = map[router.Menu][]*fyne.MenuItem{
		router.File: {
			widgets.MenuItem("New session", widgets.Shortcut(fyne.KeyN), p.sessions.fresh),
			widgets.MenuItem("Open…", widgets.Shortcut(fyne.KeyO), p.sessions.ask),
			widgets.MenuItem("Save as…", widgets.Shortcut(fyne.KeyS), p.sessions.save),
			line(),
			widgets.MenuItem("Export…", widgets.Shortcut(fyne.KeyE), func() { p.export(p.grid.current()) }),
		},
		router.Run: {
			m.run, m.stop, line(), m.spawn, m.gil, line(),
			widgets.MenuItem("Search workloads", widgets.Shortcut(fyne.KeyL), p.search), line(),
		},
		router.Charts: p.grid.menu(),
		router.View: {
			fyne.NewMenuItem("Why  (W)", p.explain.why), line(),
			p.viewing.warm, p.viewing.cold, p.viewing.baseline, p.viewing.further, line(),
		},
	}
	return m
}

// offerGIL tells whether the emulated GIL can be compared with a real one here.
func (m *menu) offerGIL(can, running bool) {
	m.gil.Label = gilLabel + "…"
	if !can {
		m.gil.Label = gilLabel + " (no Python with a GIL is here)"
	}
	m.gil.Disabled = !can || running
}

// setRunning allows what fits while a sweep runs, or while none does.
func (m *menu) setRunning(running, canCompare bool) {
	m.run.Disabled, m.spawn.Disabled, m.stop.Disabled = running, running, !running
	m.gil.Disabled = running || !canCompare
}

// menu goes to each pane, and to each chart that it can show.
func (g *chartGrid) menu() (items []*fyne.MenuItem) {
	digits := [paneCount]fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4}
	for pane := range paneCount {
		if pane > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		for i, kind := range paneKinds(pane) {
			entry := fyne.NewMenuItem(kind.Title, func() { g.choose(kind); g.focus(pane) })
			if i == 0 {
				entry.Shortcut = widgets.Shortcut(digits[pane])
				entry.Action = func() { g.enter(pane) }
			}
			items = append(items, entry)
		}
	}
	return append(items, fyne.NewMenuItemSeparator(),
		widgets.MenuItem("Next chart", &desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: widgets.Modifier}, func() { g.step(1) }),
		widgets.MenuItem("Previous chart", &desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: widgets.Modifier}, func() { g.step(-1) }),
		widgets.MenuItem("Fill the space", widgets.Shortcut(fyne.KeyReturn), func() { g.expand(g.current()) }))
}
