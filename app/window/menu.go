package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weft/app/window/look"
)

// menus are the window's menus, with the items that change.
type menus struct {
	main  *fyne.MainMenu
	run   *fyne.MenuItem
	stop  *fyne.MenuItem
	spawn *fyne.MenuItem
	gil   *fyne.MenuItem
	why   *fyne.MenuItem
	view  *viewItems
	modes map[look.Mode]*fyne.MenuItem
}

// mainMenu makes the menus. Shortcuts that stand here work everywhere, also
// while an entry has the focus.
func (w *mainWindow) mainMenu() *menus {
	m := &menus{modes: map[look.Mode]*fyne.MenuItem{}}
	quit := item("Quit", shortcut(fyne.KeyQ), w.quit)
	quit.IsQuit = true
	file := fyne.NewMenu("File",
		item("New session", shortcut(fyne.KeyN), w.newSession),
		item("Open…", shortcut(fyne.KeyO), w.openDialog),
		item("Save as…", shortcut(fyne.KeyS), w.saveDialog),
		fyne.NewMenuItemSeparator(),
		item("Export…", shortcut(fyne.KeyE), func() { w.exportDialog(w.currentPane()) }),
		w.foldersItem(),
		fyne.NewMenuItemSeparator(), quit)
	m.run = item("Run", shortcut(fyne.KeyR), w.run)
	m.stop = item("Stop", shortcut(fyne.KeyPeriod), w.stop)
	m.spawn = fyne.NewMenuItem("Measure what workers cost…", w.spawnDialog)
	m.gil = fyne.NewMenuItem(gilLabel+"…", w.gilDialog)
	m.gil.Disabled = true // until a Python is found
	m.why = fyne.NewMenuItem("Why  (W)", w.showWhy)
	m.view = w.viewItems()
	m.view.check(w.board.get().view)
	full := item("Full screen", &desktop.CustomShortcut{KeyName: fyne.KeyF11}, w.fullScreen)
	view := fyne.NewMenu("View", m.why, fyne.NewMenuItemSeparator(),
		m.view.warm, m.view.cold, m.view.baseline, m.view.further, fyne.NewMenuItemSeparator(),
		w.modeItem(m, "Dark", look.Dark), w.modeItem(m, "Light", look.Light),
		w.modeItem(m, "As the system", look.System), fyne.NewMenuItemSeparator())
	view.Items = append(append(view.Items, w.textItems()...), fyne.NewMenuItemSeparator(), full)
	m.main = fyne.NewMainMenu(file,
		fyne.NewMenu("Run", m.run, m.stop, fyne.NewMenuItemSeparator(), m.spawn, m.gil, fyne.NewMenuItemSeparator(),
			item("Search workloads", shortcut(fyne.KeyL), w.searchWorkloads),
			fyne.NewMenuItemSeparator(), fyne.NewMenuItem("Pythons…", w.pythonsDialog), fyne.NewMenuItem("Add a Python…", w.addPythonDialog)),
		w.chartsMenu(),
		view,
		w.helpMenu())
	return m
}

func item(label string, key fyne.Shortcut, action func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, action)
	i.Shortcut = key
	return i
}

// chartsMenu goes to each pane, and to each chart that it can show.
func (w *mainWindow) chartsMenu() *fyne.Menu {
	menu := fyne.NewMenu("Charts")
	digits := [paneCount]fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4}
	for pane := range paneCount {
		if pane > 0 {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		for i, kind := range paneKinds(pane) {
			entry := fyne.NewMenuItem(kind.Title, func() { w.showChart(kind); w.focusPane(pane) })
			if i == 0 {
				entry.Shortcut = shortcut(digits[pane])
				entry.Action = func() { w.toPane(pane) }
			}
			menu.Items = append(menu.Items, entry)
		}
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(),
		item("Next chart", &desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: modifier}, func() { w.stepPane(1) }),
		item("Previous chart", &desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: modifier}, func() { w.stepPane(-1) }),
		item("Fill the space", shortcut(fyne.KeyReturn), func() { w.expand(w.currentPane()) }))
	return menu
}

func (w *mainWindow) modeItem(m *menus, label string, mode look.Mode) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() { w.setMode(mode) })
	i.Checked = w.memory.mode() == mode
	m.modes[mode] = i
	return i
}

// setMode changes between dark and light.
func (w *mainWindow) setMode(mode look.Mode) {
	w.memory.SetString(prefMode, string(mode))
	for other, i := range w.menus.modes {
		i.Checked = other == mode
	}
	w.app.Settings().SetTheme(look.New(mode))
}
