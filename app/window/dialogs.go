package window

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// dialogWidth is the width of a dialog's content.
const dialogWidth = 480

// showProblem tells a problem in one sentence; the rest of it can be opened
// and copied.
func (w *mainWindow) showProblem(title string, err error) {
	w.showDetail(title, asSentence(err).Error(), err.Error(), false)
}

// showDetail is a dialog with a sentence, and a text that can be opened and
// copied.
func (w *mainWindow) showDetail(title, said, detail string, open bool) {
	words := widgets.NewParagraph(said, dialogWidth, widgets.Plain)
	content := widgets.Column(12, words)
	if !strings.EqualFold(strings.Trim(detail, ". \n"), strings.Trim(said, ". \n")) {
		text := widget.NewLabel(detail)
		text.TextStyle.Monospace = true
		text.Selectable = true
		text.Wrapping = fyne.TextWrapBreak
		more := widgets.NewFold("Details", container.New(widgets.Sized{Height: 180}, container.NewVScroll(text)))
		if open {
			more.Open()
		}
		content.Add(more)
	}
	s := newSheet(w.win, title, content, dialogWidth, "", nil)
	s.also("Copy", func() { w.app.Clipboard().SetContent(said + "\n\n" + detail) })
	s.show(nil)
}

// showPoint tells all about a point, failures above all.
func (w *mainWindow) showPoint(p sweep.Point) {
	title := fmt.Sprintf("%s, p = %d", modelTitle(p.Name()), p.Workers)
	said, detail := pointDetail(p, w.board.get().view.Results)
	w.showDetail(title, said, detail, p.Failed > 0)
}

// pointDetail is what is known of a point beyond its row: a sentence, and
// each of its runs.
func pointDetail(p sweep.Point, results []run.Result) (said, detail string) {
	said = text.Counted(p.N, "run") + " succeeded."
	if p.Failed > 0 {
		said = fmt.Sprintf("%d of %s failed. %s", p.Failed, text.Counted(p.N+p.Failed, "run"), asSentence(errors.New(p.Reason)))
	}
	for _, f := range p.Stability.Findings {
		said += " " + f.Text
	}
	var b strings.Builder
	n := 0
	for _, r := range results {
		if !belongs(r.Spec, p) {
			continue
		}
		n++
		if f := r.Failure; f != nil {
			fmt.Fprintf(&b, "run %d: %s\n%s\n", n, f.Message, indent(f.Detail))
			continue
		}
		ph := r.Phases
		fmt.Fprintf(&b, "run %d: setup %.4g s, run %.4g s, teardown %.4g s, checksum %s\n", n, ph.Setup, ph.Run, ph.Teardown, r.Checksum)
		for _, warning := range r.Warnings {
			fmt.Fprintf(&b, "  %s\n", warning)
		}
		for _, f := range r.AllMetrics() {
			fmt.Fprintf(&b, "  %s: %.6g %s\n", f.Name, f.Value, f.Unit)
		}
	}
	return said, b.String()
}

// belongs tells whether a run is one of a point's.
func belongs(s run.Spec, p sweep.Point) bool {
	if s.Scale == 0 {
		s.Scale = 1
	}
	return s.Name() == p.Name() && s.Workers == p.Workers && s.Scale == p.Scale && !s.WarmUp
}

func indent(text string) string {
	if text == "" {
		return ""
	}
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}
