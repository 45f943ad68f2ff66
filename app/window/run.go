package window

import (
	"fmt"
	"log/slog"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"weft/app/doctor"
	"weft/app/window/background"
	"weft/app/window/display"
	"weft/app/window/look"
	"weft/app/window/pace"
	"weft/app/window/startuperror"
	"weft/assets"
	"weft/workloads/run"
	"weft/workloads/run/host"
)

// Options are what the program gives the window.
type Options struct {
	Version     string // of the program
	SessionPath string // a session to show at the start; "" shows the last one

	screen display.Display // that the window opens on
	scale  display.Scale   // how large to draw, as told from outside
	runner run.Runner      // in place of the host, for tests
}

// host is what executes runs.
func (o Options) host() run.Runner {
	if o.runner != nil {
		return o.runner
	}
	return &host.Host{Log: slog.Default()}
}

// AskScreen asks the display whether a window can be opened, and OpenGL who
// draws. It must be called on the main goroutine, and not beside a window.
func AskScreen() doctor.Screen { return display.Ask() }

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
	said := display.Quiet()
	a := app.NewWithID(ID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	memory, unread := openSettings()
	a.Settings().SetTheme(look.New(memory.mode()))
	idle := pace.NewIdleWait(display.Loop{})
	tasks := background.New(idle.Do)
	ready := prepare(tasks)
	if o.screen = display.Connect(); o.screen.Display != nil {
		return noWindow(o.screen.Display)
	}
	o.scale = o.screen.GivenScale()
	w := newWindow(a, o, memory, idle, tasks)
	if err := display.Show(w.Window, said); err != nil { // empty, for the page takes as long again
		return noWindow(err)
	}
	if l := openLog(o.Version); l != nil {
		defer closeLog(l)
	}
	display.Quiet() // a new logger takes the library's log over
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

// noWindow says why there is none, and returns the exit status.
func noWindow(why error) int {
	startuperror.Tell(fmt.Sprintf("weft: no window can be opened: %v; without one, use weft sweep, weft run, weft list, weft doctor and weft show", why))
	return exitNoWindow
}
