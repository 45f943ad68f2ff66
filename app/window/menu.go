package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weft/app/window/dialogs"
	"weft/app/window/look"
	"weft/app/window/router"
	"weft/app/window/widgets"
	"weft/internal/places"
)

// setMenus gives the window its menus: in each come first the items of the page,
// then the window's own.
func (w *mainWindow) setMenus() {
	own := map[router.Menu][]*fyne.MenuItem{
		router.File: w.fileItems(), router.Run: w.runtimeItems(), router.View: w.viewItems(), router.Help: w.helpItems(),
	}
	main := fyne.NewMainMenu()
	for _, name := range []router.Menu{router.File, router.Run, router.Charts, router.View, router.Help} {
		items := slices.Concat(w.pages.Current().Items(name), own[name])
		if len(items) > 0 {
			main.Items = append(main.Items, fyne.NewMenu(string(name), items...))
		}
	}
	w.Window.SetMainMenu(main)
}

// refreshMenus shows items whose labels have changed.
func (w *mainWindow) refreshMenus() { w.Window.MainMenu().Refresh() }

// fileItems open the folders in which something is kept, and quit.
func (w *mainWindow) fileItems() []*fyne.MenuItem {
	open := func(label string, place func() (string, error)) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { dialogs.OpenFolder(w.Env, place) })
	}
	folders := fyne.NewMenuItem("Open folder", nil)
	folders.ChildMenu = fyne.NewMenu("",
		open("Sessions", places.Sessions), open("Settings", places.Settings), open("Logs and crash reports", places.Logs))
	quit := widgets.MenuItem("Quit", widgets.Shortcut(fyne.KeyQ), w.quit)
	quit.IsQuit = true
	return []*fyne.MenuItem{folders, fyne.NewMenuItemSeparator(), quit}
}

// runtimeItems are for the runtimes that sweeps can use.
func (w *mainWindow) runtimeItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem("Pythons…", func() { dialogs.Pythons(w.Env, w.runtimes) }),
		fyne.NewMenuItem("Add a Python…", func() { dialogs.AddPython(w.Env, w.runtimes) }),
	}
}

// viewItems say how the window looks.
func (w *mainWindow) viewItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		w.modes.items[look.Dark], w.modes.items[look.Light], w.modes.items[look.System], fyne.NewMenuItemSeparator(),
		widgets.MenuItem("Larger text", widgets.Shortcut(fyne.KeyEqual), func() { w.text.step(1) }),
		widgets.MenuItem("Smaller text", widgets.Shortcut(fyne.KeyMinus), func() { w.text.step(-1) }),
		widgets.MenuItem("Normal text", widgets.Shortcut(fyne.Key0), func() { w.text.set(1) }), fyne.NewMenuItemSeparator(),
		widgets.MenuItem("Full screen", &desktop.CustomShortcut{KeyName: fyne.KeyF11}, w.fullScreen),
	}
}

// helpItems are for those who look for something.
func (w *mainWindow) helpItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem("Tour", w.tour),
		widgets.MenuItem("Shortcuts", &desktop.CustomShortcut{KeyName: fyne.KeyF1}, w.shortcuts), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Check this machine…", w.check), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Licences", func() { dialogs.Licences(w.Env) }),
		fyne.NewMenuItem("About Weft", func() { dialogs.About(w.Env, w.options.Version, w.machine) }),
	}
}
