package window

import (
	"fmt"
	"log/slog"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"weft/app/window/lastword"
	"weft/app/window/look"
	"weft/assets"
)

// Options are what the program gives the window.
type Options struct {
	Version     string // of the program
	SessionPath string // a session to show at the start; "" shows the last one

	screen display // that the window opens on
	given  given   // how large to draw, as told from outside
}

// ID names the program to the system: its settings are stored under it.
const ID = "org.weft.weft"

// Exit statuses of Run.
const (
	exitOK       = 0
	exitNoWindow = 2
)

// Run opens the window and returns when it is closed: 0, or 2 when there is no
// display or no OpenGL, which it says in one line on standard error. It must be
// called on the main goroutine.
func Run(o Options) int {
	said := quietLibrary()
	a := app.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	memory, unread := openSettings()
	a.Settings().SetTheme(look.New(memory.mode()))
	ready := prepare()
	if o.screen = probe(); o.screen.Display != nil {
		return noWindow(o.screen.Display)
	}
	o.given = givenScale(o.screen)
	w := newWindow(a, o, memory)
	if err := w.appear(said); err != nil {
		return noWindow(err)
	}
	if l := openLog(o.Version); l != nil {
		defer closeLog(l)
	}
	quietLibrary() // a new logger takes the library's log over
	slog.Info("window opens", "version", o.Version, "go", runtime.Version(), "display", o.screen.System)
	if unread != nil {
		slog.Warn("settings", "error", unread)
	}
	w.furnish(ready())
	w.open()
	a.Run()
	w.close()
	slog.Info("window closes")
	return exitOK
}

// appear shows the window, empty, for the page takes as long again; or it tells
// why that can't be.
func (w *mainWindow) appear(said *libraryLog) (err error) {
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it did not expect
			err = fmt.Errorf("the display does not work (%s)", firstLine(fmt.Sprint(r)))
		}
	}()
	w.win.Show()
	return said.refusal()
}

// noWindow says why there is none, and returns the exit status.
func noWindow(why error) int {
	lastword.Say(fmt.Sprintf("weft: no window can be opened: %v; without one, use weft sweep, weft run, weft list, weft doctor and weft show", why))
	return exitNoWindow
}
