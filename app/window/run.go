package window

import (
	"fmt"
	"log/slog"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"weft/assets"
)

// Options are what the program gives the window.
type Options struct {
	Version     string // of the program
	SessionPath string // a session to show at the start; "" shows the last one
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
	if _, err := probe(); err != nil {
		fmt.Fprintf(os.Stderr, "weft: no window can be opened: %v; without one, use weft sweep, weft run, weft list and weft show\n", err)
		return exitNoWindow
	}
	a := app.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	w := newWindow(a, o)
	slog.Debug("window opens", "version", o.Version, "go", runtime.Version())
	w.open()
	a.Run()
	w.close()
	return exitOK
}
