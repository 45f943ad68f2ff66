package window

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"weft/app/doctor"
	"weft/app/window/background"
	"weft/app/window/dialogs"
	"weft/app/window/explore"
	"weft/app/window/pace"
	"weft/app/window/router"
	"weft/app/window/widgets"
	"weft/internal/cputime"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

// mainWindow ties pages, menus and dialogs together. Its fields belong to the UI
// goroutine.
type mainWindow struct {
	dialogs.Env // what dialogs above it need
	options     Options
	memory      remembered
	idle        *pace.IdleWait
	painter     *pace.Painter
	meter       *pace.Meter // of what watching costs
	machine     sample.Machine
	host        run.Runner
	notices     *widgets.Notices
	pages       *router.Router
	explore     *explore.Page
	runtimes    *runtimeSearch
	modes       *modes
	text        *textSize
	welcome     *welcome

	scene     pace.Scene // what is drawn
	examining int        // how often the machine is being looked at
	quitting  bool
}

// newWindow makes the window, as it was the last time and still empty, without
// showing it.
func newWindow(a fyne.App, o Options, memory remembered, idle *pace.IdleWait, tasks *background.Tasks) *mainWindow {
	w := &mainWindow{options: o, memory: memory, idle: idle}
	memory.SaveBy(func(save func()) bool { return tasks.Start(func(context.Context) { save() }, nil) })
	o.scale.Apply(memory.text())
	w.Env = dialogs.Env{App: a, Window: a.NewWindow("Weft"), Hints: widgets.NewHints(tasks.After), Tasks: tasks}
	w.Window.SetMaster()
	w.Window.SetPadded(false)
	w.Window.SetContent(widgets.NewFill(theme.ColorNameBackground))
	w.Window.Resize(memory.size())
	return w
}

// furnish puts the pages into the window, and behind them what they work with.
func (w *mainWindow) furnish(machine sample.Machine) {
	w.machine, w.host = machine, w.options.host()
	w.meter = pace.NewMeter(machine.Logical, cputime.Process)
	w.painter = pace.NewPainter(w.meter, w.idle)
	w.notices = widgets.NewNotices(w.key)
	w.explore = explore.New(explore.Env{
		Env: w.Env, Settings: w.memory.Store, Notices: w.notices, Machine: machine, Meter: w.meter,
		Host: w.host, Version: w.options.Version, Session: w.options.SessionPath,
		Key: w.key, Refusal: w.refusal, Changed: w.painter.Poke, Menus: w.refreshMenus, Turned: w.turned, Settled: w.settled,
	})
	w.pages = router.New(w.explore)
	w.pages.OnShow, w.pages.OnKey = w.setMenus, w.key
	w.scene = w.pages
	w.runtimes = &runtimeSearch{tasks: w.Tasks, page: w.explore}
	w.modes = newModes(w.App, w.memory)
	w.text = &textSize{env: w.Env, memory: w.memory, scale: w.options.scale, room: w.options.screen.Room}
	w.welcome = &welcome{env: w.Env, notices: w.notices, memory: w.memory, check: w.check, tour: w.tour}
	w.setMenus()
	w.Window.SetContent(container.NewStack(w.pages.Content(), w.Hints.Layer()))
	w.Window.SetCloseIntercept(w.quit)
	w.bindKeys()
}

// open sets going what runs beside the window, once that is shown.
func (w *mainWindow) open() {
	w.idle.Start(w.meter.Timed)
	w.Tasks.Start(func(context.Context) { w.welcome.lookAtFolders() }, nil)
	w.Tasks.Start(func(ctx context.Context) { w.painter.Loop(ctx, w.scene) }, nil)
	w.runtimes.Look(func(ctx context.Context) { runtimes.All(ctx) }, func() {})
	w.explore.Open(w.painter.Between)
	w.welcome.offerTour()
}

// refusal is why no sweep may start now, nil when one may.
func (w *mainWindow) refusal() error {
	if w.examining > 0 {
		return errors.New("the machine is being looked at, which a sweep would disturb")
	}
	return nil
}

// turned is called when a sweep begins or ends: importing libraries would be
// measured too.
func (w *mainWindow) turned() {
	if w.explore.Measuring() {
		w.runtimes.breakOff()
	} else {
		w.runtimes.examine()
	}
}

// settled is called once the page has its size. It asks OpenGL who draws, for the
// log and the check of the machine; that takes a moment, and so comes after the
// page is there.
func (w *mainWindow) settled() {
	w.text.fit()
	if s := &w.options.screen; s.System != "" {
		s.IntroduceGL()
		slog.Info("opengl", "version", s.OpenGL, "renderer", s.Renderer, "error", s.GL)
	}
}

// check looks whether this machine is fit for measuring.
func (w *mainWindow) check() {
	if w.explore.Measuring() {
		dialogs.Problem(w.Env, "A sweep is running", errors.New("stop it first: looking at the machine would disturb it"))
		return
	}
	screen := w.options.screen.Screen
	dialogs.Check(w.Env, dialogs.Examination{
		Version: w.options.Version,
		Options: doctor.Options{Screen: func() doctor.Screen { return screen }, Host: w.host},
		Looking: func(on bool) {
			if on {
				w.examining++
			} else {
				w.examining--
			}
		},
	})
}

// tour leads through the window, step by step.
func (w *mainWindow) tour() {
	w.Hints.Hide()
	tour := widgets.NewSpotlight(w.Window.Canvas(), w.explore.Tour())
	tour.OnClose = w.pages.Current().Shown
	tour.Show()
}

// quit ends everything that is under way before the window goes.
func (w *mainWindow) quit() {
	if w.quitting {
		return
	}
	w.quitting = true
	if !w.Window.FullScreen() {
		w.memory.keepSize(w.Window.Canvas().Size())
	}
	w.pages.Current().Hidden()
	w.Tasks.Stop(w.App.Quit)
}

// close makes sure that nothing is left when the window went without quit: by
// a signal, say.
func (w *mainWindow) close() {
	w.Tasks.Stop(nil)
	w.Tasks.Wait()
}
