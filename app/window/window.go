package window

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"weft/app/figures"
	"weft/app/window/background"
	"weft/app/window/look"
	"weft/app/window/pace"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/internal/cputime"
	"weft/workloads/run/host"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// mainWindow ties the page to the controller and the painter. Its fields
// belong to the UI goroutine.
type mainWindow struct {
	app     fyne.App
	win     fyne.Window
	memory  remembered
	frame   *frame
	menus   *menus
	board   *board
	drawing *drawing
	painter *pace.Painter
	idle    *pace.IdleWait
	tasks   *background.Tasks
	control *controller
	search  search
	options Options
	note    string // what the status line says while nothing runs

	checking   *time.Timer
	checks     int        // of the choices, so far
	mode       sweep.Mode // that the panes suit
	realGIL    string     // the runtime whose GIL the emulated one can be compared with
	examining  int        // how often the machine is being looked at
	explaining bool       // the page that explains the verdict is being made
	quitting   bool
	settled    bool
}

// newWindow makes the window, as it was the last time and still empty, without
// showing it.
func newWindow(a fyne.App, o Options, memory remembered, idle *pace.IdleWait, tasks *background.Tasks) *mainWindow {
	w := &mainWindow{app: a, options: o, memory: memory, idle: idle, tasks: tasks}
	o.scale.Apply(memory.text())
	w.win = a.NewWindow("Weft")
	w.win.SetMaster()
	w.win.SetPadded(false)
	w.win.SetContent(widgets.NewFill(theme.ColorNameBackground))
	w.win.Resize(memory.size())
	return w
}

// furnish puts the page into the window, and behind it what it works with.
func (w *mainWindow) furnish(machine sample.Machine) {
	w.board = &board{meter: pace.NewMeter(machine.Logical, cputime.Process)}
	w.painter = pace.NewPainter(w.board.meter, w.idle)
	w.drawing = &drawing{board: w.board, show: w.show}
	w.control = &controller{
		board: w.board, watching: w.board.meter.Share, host: &host.Host{Log: slog.Default()}, machine: machine, version: w.options.Version,
		tasks: w.tasks, poke: w.painter.Poke, trouble: w.showProblem, unkept: w.notKept, refused: w.refused, turned: w.turned,
	}
	w.board.reset(figures.New(w.options.Version, machine, w.board.get().view.Plan, nil), false)
	w.build(machine)
	w.menus = w.mainMenu()
	w.win.SetMainMenu(w.menus.main)
	w.win.SetContent(w.frame.body)
	w.win.SetCloseIntercept(w.quit)
	w.bindKeys()
	w.app.Settings().AddListener(func(fyne.Settings) { w.postScene() })
}

// build makes the page and ties its controls to what they do.
func (w *mainWindow) build(machine sample.Machine) {
	f := &frame{hints: widgets.NewHints()}
	f.session = widgets.NewText("", widgets.Muted)
	f.machine = widgets.NewText(describe(machine), widgets.Muted)
	f.side = newSide(f.hints, w.memory.choices(machine.Logical), w.choicesChanged, w.runOrStop, w.key)
	actions := paneActions{
		export: w.exportDialog, expand: w.expand, show: w.showChart,
		resized: func(int) { w.postScene() }, key: w.key,
	}
	for i := range f.panes {
		f.panes[i] = newChartPane(i, f.hints, actions)
	}
	f.points = newPointsTable(f.hints, w.showWhy, w.key)
	f.points.onPick = w.pickPoint
	f.points.onOpen = w.showPoint
	f.status = newStatusLine(func() { w.exportDialog(w.currentPane()) }, w.key)
	f.status.export.helped(f.hints, "Writes a chart, or all of them, as picture or as numbers.")
	f.compose(w.memory, w.key)
	w.frame = f
}

// open sets going what runs beside the window, once that is shown.
func (w *mainWindow) open() {
	w.idle.Start(w.board.meter.Timed)
	w.control.between = w.painter.Between
	w.tasks.Start(func(context.Context) { w.lookAtFolders() }, nil)
	w.tasks.Start(func(ctx context.Context) { w.painter.Loop(ctx, w.drawing) }, nil)
	w.tasks.Start(w.control.watchIdle, nil)
	w.lookForRuntimes(func(ctx context.Context) { runtimes.All(ctx) }, func() {})
	w.checkChoices()
	w.showFirst()
	w.offerTour()
}

// postScene tells the painter what is to be seen.
func (w *mainWindow) postScene() {
	th := look.Charts()
	w.drawing.post(func(s *scene) {
		s.theme = th
		for i, p := range w.frame.panes {
			s.panes[i] = paneScene{kind: p.kind, size: p.chart.Needs(), hidden: !p.body.Visible()}
		}
	})
	w.painter.Poke()
}

// show puts a cycle's picture on the window. It is called by the painter, in
// its one fyne.Do a cycle.
func (w *mainWindow) show(pic picture) {
	for i, d := range pic.panes {
		if d != nil {
			w.frame.panes[i].show(d)
			w.settle()
		}
	}
	if mode := pic.now.view.Plan.Mode; mode != w.mode {
		w.suitPanes(mode)
	}
	if pic.newResults {
		w.frame.points.show(pic.now)
		w.frame.session.SetText(sessionName(w.control.path, pic.now))
		w.frame.machine.SetText(describe(pic.now.view.Machine))
		w.frame.topBarRefresh()
	}
	w.frame.status.show(statusOf(pic, w.note))
}

// settle is called once the window has its size: until then nothing can be
// scrolled into view.
func (w *mainWindow) settle() {
	if !w.settled {
		w.settled = true
		w.fit()
		w.meetGL()
		w.frame.side.workloads.list.Reveal(w.frame.side.chosen.Workload)
	}
}

// meetGL asks OpenGL who draws, for the log and the check of the machine. It
// comes after the page is there, for it takes a moment.
func (w *mainWindow) meetGL() {
	if s := &w.options.screen; s.System != "" {
		s.IntroduceGL()
		slog.Info("opengl", "version", s.OpenGL, "renderer", s.Renderer, "error", s.GL)
	}
}

// expand lets a chart fill the space, or shows all charts again.
func (w *mainWindow) expand(pane int) {
	w.frame.hints.Hide()
	w.frame.expand(pane)
	w.postScene()
}

// showChart shows another chart in its pane.
func (w *mainWindow) showChart(kind charts.Kind) {
	w.frame.panes[kind.Pane].kind = kind
	w.postScene()
}

// suitPanes shows the charts that suit a session of another kind.
func (w *mainWindow) suitPanes(mode sweep.Mode) {
	from := w.mode
	w.mode = mode
	for _, p := range w.frame.panes {
		if kind := suited(p.kind, from, mode); kind != p.kind {
			w.showChart(kind)
		}
	}
}

// choicesChanged remembers the choices and looks what can be run with them.
func (w *mainWindow) choicesChanged() {
	w.memory.keepChoices(w.frame.side.chosen)
	w.checkChoices()
}

// quit ends everything that is under way before the window goes.
func (w *mainWindow) quit() {
	if w.quitting {
		return
	}
	w.quitting = true
	w.frame.hints.Hide()
	if w.checking != nil {
		w.checking.Stop()
	}
	if !w.win.FullScreen() {
		w.memory.keepSize(w.win.Canvas().Size())
	}
	w.frame.keepOffsets(w.memory)
	w.control.stop()
	w.tasks.Stop(w.app.Quit)
}

// close makes sure that nothing is left when the window went without quit: by
// a signal, say.
func (w *mainWindow) close() {
	w.control.stop()
	w.tasks.Stop(nil)
	w.tasks.Wait()
}
