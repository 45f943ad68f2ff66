package explore

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/settings"
	"weft/app/window/dialogs"
	"weft/app/window/measuring"
	"weft/app/window/pace"
	"weft/app/window/router"
	"weft/app/window/widgets"
	"weft/charts/laws"
	"weft/internal/text"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// Env is what the page needs of its window. Its functions are called on the UI
// goroutine, but for Changed, which is called from any.
type Env struct {
	dialogs.Env

	Settings *settings.Store
	Notices  *widgets.Notices
	Machine  sample.Machine
	Meter    *pace.Meter // of what watching costs
	Host     run.Runner
	Version  string // of the program
	Session  string // the path of the session to show first, "" for the last one

	Key     func(*fyne.KeyEvent) // takes the keys that no control has use for
	Refusal func() error         // why no sweep may start now; nil when one may
	Changed func()               // there is something else to draw
	Menus   func()               // an item of a menu has another label
	Turned  func()               // a sweep has begun or ended
	Settled func()               // the page has its size for the first time
}

// Page is the page. Its fields belong to the UI goroutine.
type Page struct {
	env     Env
	store   *measuring.Store
	control *measuring.Controller
	drawing *drawing

	bar    *bar
	side   *side
	grid   *chartGrid
	points *pointsTable
	status *statusLine
	halves *widgets.Split // charts and table
	body   fyne.CanvasObject

	sweeps   *sweeps
	sessions *sessions
	preview  *preview
	explain  *explainer
	viewing  *viewing
	menu     *menu

	settled bool
}

var _ router.Page = (*Page)(nil)

// halvesOffset is what the charts share with the table at first, as in the
// drawings of the window.
const halvesOffset = 0.648

// New returns the page, with nothing measured yet and with what the person has
// chosen the last time.
func New(e Env) *Page {
	p := &Page{env: e}
	p.store = measuring.NewStore(e.Meter, figures.New(e.Version, e.Machine, sweep.Plan{}, nil))
	p.control = measuring.NewController(measuring.Config{
		Store: p.store, Tasks: e.Tasks, Host: e.Host, Machine: e.Machine, Version: e.Version, Changed: e.Changed,
		Events: measuring.Events{
			Trouble: func(title string, err error) { dialogs.Problem(e.Env, title, err) },
			Unkept:  p.notKept, Refused: p.refused, Turned: p.turned,
		},
	})
	p.drawing = &drawing{store: p.store, show: p.show}
	p.build()
	p.sweeps = &sweeps{env: e, side: p.side, status: p.status, control: p.control}
	p.preview = &preview{tasks: e.Tasks, side: p.side}
	p.sessions = &sessions{env: e, store: p.store, control: p.control, status: p.status, side: p.side, changed: p.preview.check}
	p.viewing = newViewing(e.Env, p.store, p.control, func() { p.grid.choose(laws.Figure{}.Kind()) })
	p.menu = p.newMenu()
	e.App.Settings().AddListener(func(fyne.Settings) { p.grid.post() })
	return p
}

// build makes the page's parts and puts them together.
func (p *Page) build() {
	e := p.env
	p.bar = newBar(e.Machine)
	p.side = newSide(e.Hints, rememberedChoices(e.Settings, e.Machine.Logical), p.choicesChanged, p.runOrStop, e.Key)
	p.explain = &explainer{env: e, store: p.store}
	p.points = newPointsTable(e.Hints, p.explain.why, e.Key)
	p.points.onPick, p.points.onOpen = p.explain.pick, p.explain.open
	p.status = newStatusLine(func() { p.export(p.grid.current()) }, e.Key)
	p.status.export.Helped(e.Hints, "Writes a chart, or all of them, as picture or as numbers.")
	p.grid = newChartGrid(e, p.drawing, p.export)
	p.explain.grid = p.grid
	p.halves = widgets.NewSplit(true, offset(e.Settings, prefHalves, halvesOffset), p.grid.body, p.points.body)
	p.halves.OnKey = e.Key
	p.grid.onExpand = func(filled bool) {
		widgets.SetVisible(p.points.body, !filled)
		p.halves.Refresh()
	}
	centre := widgets.Dock(e.Notices.Body(), p.status.body, nil, nil, p.halves)
	e.Notices.OnResize = centre.Refresh
	p.body = widgets.Dock(nil, nil, widgets.Dock(nil, nil, nil, widgets.NewLine(), p.side.body), nil, centre)
}

// Open sets going what the page does beside what the person does: it shows the
// first session, and the cores while nothing runs. between is called before each
// run of a sweep, which waits for it.
func (p *Page) Open(between func(context.Context)) {
	p.control.Between = between
	p.env.Tasks.Start(p.control.WatchIdle, nil)
	p.preview.check()
	p.sessions.first()
}

// Name implements router.Page.
func (p *Page) Name() string { return "Explore" }

// Bar implements router.Page.
func (p *Page) Bar() fyne.CanvasObject { return p.bar.body }

// Content implements router.Page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shown implements router.Page.
func (p *Page) Shown() { p.grid.post() }

// Hidden implements router.Page. It remembers how the splits share their space.
func (p *Page) Hidden() {
	p.env.Hints.Hide()
	p.grid.keepOffsets(p.env.Settings)
	p.env.Settings.SetFloat(prefHalves, p.halves.Offset())
}

// Key implements router.Page. Escape goes one step back: out of a chart that
// fills the space, out of a running sweep.
func (p *Page) Key(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyW:
		p.explain.why()
	case k.Name != fyne.KeyEscape:
		return false
	case p.grid.expanded >= 0:
		p.grid.expand(p.grid.expanded)
	case p.control.Running():
		p.control.Stop()
	default:
		return false
	}
	return true
}

// Rune implements router.Page.
func (p *Page) Rune(r rune) bool {
	if r == '/' {
		p.search()
	}
	return r == '/'
}

// search puts the cursor into the search.
func (p *Page) search() {
	p.env.Window.Canvas().Focus(p.side.workloads.search)
	p.side.workloads.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Live implements pace.Scene.
func (p *Page) Live() bool { return p.store.Running() }

// Draw implements pace.Scene.
func (p *Page) Draw() (show func()) { return p.drawing.next() }

// show puts up what was drawn, and what belongs to it.
func (p *Page) show(pic picture) {
	if p.grid.show(pic) {
		p.settle()
	}
	if pic.newResults {
		p.points.show(pic.now)
		p.bar.show(p.control.Path(), pic.now)
	}
	p.status.show(pic.now)
}

// settle is called once the page has its size: until then nothing can be
// scrolled into view.
func (p *Page) settle() {
	if !p.settled {
		p.settled = true
		p.env.Settled()
		p.side.workloads.list.Reveal(p.side.chosen.Workload)
	}
}

// Measuring tells whether a sweep runs, or is about to.
func (p *Page) Measuring() bool { return p.control.Running() }

// Say has the status line say something, while nothing runs.
func (p *Page) Say(note string) {
	p.status.note = note
	p.status.show(p.store.Snapshot())
}

// RuntimesChanged shows the models of all runtimes that are at hand.
func (p *Page) RuntimesChanged() {
	p.menu.offerGIL(p.sweeps.lookForGIL(), p.control.Running())
	p.env.Menus()
	p.side.models.show()
	p.preview.check()
}

// choicesChanged remembers the choices and looks what can be run with them.
func (p *Page) choicesChanged() {
	keepChoices(p.env.Settings, p.side.chosen)
	p.preview.check()
}

// runOrStop is what the big button does.
func (p *Page) runOrStop() {
	if p.control.Running() {
		p.control.Stop()
		return
	}
	p.sweeps.run()
}

// refused tells why a plan can't be run.
func (p *Page) refused(err error) { p.side.complain(dialogs.AsSentence(err)) }

// notKept tells that the session under way has no file: the sweep goes on.
func (p *Page) notKept(err error) {
	const title = "This session is not being kept on disk"
	slog.Warn("the session is not kept", "error", err)
	p.env.Notices.Tell(widgets.Notice{
		Words: title + ": " + text.FirstLine(root(err).Error()), Warning: true,
		Action: "Details", Act: func() { dialogs.Problem(p.env.Env, title, err) },
	})
}

// root is the error that others are wrapped around: what went wrong, without where.
func root(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// turned brings button, menus and status in line when a sweep begins or ends.
func (p *Page) turned() {
	running := p.control.Running()
	p.side.setRunning(running)
	p.menu.setRunning(running, p.sweeps.realGIL != "")
	p.env.Turned()
	if now := p.store.Snapshot(); !running && now.End != nil {
		p.status.note = outcomeNote(now)
		p.preview.check() // another plan may have been announced
	}
	p.env.Changed()
}
