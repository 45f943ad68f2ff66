package window

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads/sweep"
)

// runOrStop is what the big button does.
func (w *mainWindow) runOrStop() {
	if w.control.running() {
		w.stop()
		return
	}
	w.run()
}

// run starts the sweep that is chosen.
func (w *mainWindow) run() {
	side := w.frame.side
	if w.control.running() {
		return
	}
	if err := side.err(); err != nil {
		side.complain(asSentence(errors.New("something above is not right yet")))
		return
	}
	w.start(side.chosen.plan(rand.Uint64())) //nolint:gosec // the order of runs is no secret
}

// start starts a plan, or tells why there is none.
func (w *mainWindow) start(plan sweep.Plan, err error) {
	if err == nil && w.examining > 0 {
		err = errors.New("the machine is being looked at, which a sweep would disturb")
	}
	if err != nil {
		w.frame.side.complain(asSentence(err))
		return
	}
	w.frame.side.complain(nil)
	w.note = ""
	w.frame.hints.Hide()
	// A cursor that blinks would repaint the window while it measures.
	w.win.Canvas().Unfocus()
	w.control.start(plan)
}

// spawnDialog says what measuring the cost of workers does, and starts it.
func (w *mainWindow) spawnDialog() {
	if w.control.running() {
		return
	}
	plan, err := w.frame.side.chosen.spawning(rand.Uint64()) //nolint:gosec // the order of runs is no secret
	if err != nil {
		w.frame.side.complain(asSentence(err))
		return
	}
	names := make([]string, len(plan.Models))
	for i, name := range plan.Models {
		names[i] = pointName(name, 0)
	}
	said := ""
	w.tasks.Start(func(ctx context.Context) { said = previewWords(plan.Resolve(ctx)) }, func() { w.askToSpawn(plan, strings.Join(names, ", "), said) })
}

// askToSpawn asks whether to run a plan that measures what workers cost.
func (w *mainWindow) askToSpawn(plan sweep.Plan, models, said string) {
	words := widgets.Column(8,
		widgets.NewParagraph("What does it cost to have p workers? Each of the models chosen at the left is started with 1, 10, 100 and more workers, "+
			"up to what is sensible for its kind: 10,000 coroutines or goroutines, 1,000 threads, 50 processes. They only wait, all at once.", dialogWidth, widgets.Plain),
		widgets.NewParagraph("The charts show the time until all are at work and the memory that they take, and so what one more worker costs.", dialogWidth, widgets.Plain),
		widgets.NewParagraph(text.Capital(models)+": "+said+".", dialogWidth, widgets.Muted))
	s := newSheet(w.win, "Measure what workers cost", words, dialogWidth, "Measure", func() bool {
		w.start(plan, nil)
		w.frame.side.announce(said)
		return true
	})
	s.show(s.main)
}

// stop ends the sweep under way.
func (w *mainWindow) stop() { w.control.stop() }

// refused tells why the plan can't be run.
func (w *mainWindow) refused(err error) { w.frame.side.complain(asSentence(err)) }

// turned brings button, menus and status in line when a sweep begins or ends.
func (w *mainWindow) turned() {
	running := w.control.running()
	w.frame.side.setRunning(running)
	if running {
		w.breakOff() // importing libraries would be measured too
	} else {
		w.examine()
	}
	w.menus.run.Disabled, w.menus.spawn.Disabled, w.menus.stop.Disabled = running, running, !running
	w.menus.gil.Disabled = running || w.realGIL == ""
	if now := w.board.get(); !running && now.end != nil {
		w.note = outcomeNote(now)
		w.checkChoices() // another plan may have been announced
	}
	w.painter.Poke()
}

// asSentence is an error as it stands in the window: its first line, with a
// capital letter and a full stop.
func asSentence(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(text.Sentence(firstLine(err.Error())))
}

// firstLine is the first line of a text.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// pickPoint shows a point of the table in the charts.
func (w *mainWindow) pickPoint(p *sweep.Point) {
	focus, series := figures.Focus{}, ""
	if p != nil {
		focus, series = figures.Focus{Model: p.Runtime + "/" + p.Model, Workers: p.Workers}, figures.ID(*p)
	}
	w.board.focus(focus)
	for _, pane := range w.frame.panes[:2] {
		pane.chart.Pin(series, focus.Workers)
	}
	w.painter.Poke()
}
