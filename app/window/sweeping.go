package window

import (
	"errors"
	"math/rand/v2"
	"strings"
	"time"

	"weft/app/figures"
	"weft/workloads/model"
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
	plan, err := side.chosen.plan(rand.Uint64()) //nolint:gosec // the order of runs is no secret
	if err != nil {
		side.complain(asSentence(err))
		return
	}
	side.complain(nil)
	w.note = ""
	w.frame.hints.Hide()
	// A cursor that blinks would repaint the window while it measures.
	w.win.Canvas().Unfocus()
	w.control.start(plan)
}

// stop ends the sweep under way.
func (w *mainWindow) stop() { w.control.stop() }

// refused tells why the plan can't be run.
func (w *mainWindow) refused(err error) { w.frame.side.complain(asSentence(err)) }

// turned brings button, menus and status in line when a sweep begins or ends.
func (w *mainWindow) turned() {
	running := w.control.running()
	w.frame.side.setRunning(running)
	w.menus.run.Disabled, w.menus.stop.Disabled = running, !running
	if now := w.board.get(); !running && !now.ended.IsZero() {
		w.note = outcomeNote(now)
	}
	w.painter.poke()
}

// asSentence is an error as it stands in the window: its first line, with a
// capital letter and a full stop.
func asSentence(err error) error {
	if err == nil {
		return nil
	}
	text := sentence(firstLine(err.Error()))
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return errors.New(text)
}

// checkDelay is how long choices must rest before they are checked.
const checkDelay = 150 * time.Millisecond

// checkModels finds out, in the background, which models can't run with the
// present choices, and greys them.
func (w *mainWindow) checkModels() {
	if w.checking != nil {
		w.checking.Stop()
	}
	chosen := w.frame.side.chosen
	chosen.Models = nil
	for _, m := range model.All() {
		chosen.Models = append(chosen.Models, m.Name)
	}
	plan, err := chosen.plan(0)
	if err != nil {
		return
	}
	w.checking = time.AfterFunc(checkDelay, func() {
		reasons := refusedModels(plan)
		w.later(func() { w.frame.side.models.refuse(reasons) })
	})
}

// refusedModels are the models that can run with none of the plan's worker
// counts, each with the reason.
func refusedModels(plan sweep.Plan) map[string]string {
	counts, reasons := map[string]int{}, map[string]string{}
	for _, r := range plan.Refused() {
		counts[r.Spec.Model]++
		reasons[r.Spec.Model] = strings.TrimPrefix(r.Reason, r.Spec.Model+": ")
	}
	for name, n := range counts {
		if n < len(plan.Workers) && name != "sequential" {
			delete(reasons, name)
		}
	}
	return reasons
}

// pickPoint shows a point of the table in the charts.
func (w *mainWindow) pickPoint(p *sweep.Point) {
	focus, series := figures.Focus{}, ""
	if p != nil {
		focus, series = figures.Focus{Model: p.Runtime + "/" + p.Model, Workers: p.Workers}, p.Model
	}
	w.board.focus(focus)
	for _, pane := range w.frame.panes[:2] {
		pane.chart.Pin(series, focus.Workers)
	}
	w.painter.poke()
}
