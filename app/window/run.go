package window

import (
	"fmt"
	"log/slog"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"weft/app/window/lastword"
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
	quietLibrary()
	screen, err := probe()
	if err != nil {
		lastword.Say(fmt.Sprintf("weft: no window can be opened: %v; without one, use weft sweep, weft run, weft list, weft doctor and weft show", err))
		return exitNoWindow
	}
	if l := openLog(o.Version); l != nil {
		quietLibrary() // a new logger takes the library's log over
		defer closeLog(l)
	}
	o.screen, o.given = screen, givenScale(screen)
	a := app.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	w := newWindow(a, o)
	slog.Info("window opens", "version", o.Version, "go", runtime.Version(), "display", screen.System, "opengl", screen.Renderer)
	w.open()
	a.Run()
	w.close()
	slog.Info("window closes")
	return exitOK
}
