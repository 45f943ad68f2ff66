package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/window/measuring"
	"weft/app/window/widgets"
)

// statusLine tells how far the sweep is, what runs now, and what watching costs.
type statusLine struct {
	body     fyne.CanvasObject
	progress *widgets.Progress
	text     *widgets.Text
	cost     *widgets.Text
	export   *widgets.Button
	note     string // what the line says while nothing runs
}

// status is what the line says.
type status struct {
	share float64 // of the sweep that is done, 0 to 1
	text  string
	cost  string
}

func newStatusLine(onExport func(), onKey func(*fyne.KeyEvent)) *statusLine {
	s := &statusLine{
		progress: widgets.NewProgress(),
		text:     widgets.NewText("", widgets.Muted.Fitting()),
		cost:     widgets.NewText("", widgets.Muted.Aligned(fyne.TextAlignTrailing)),
		export:   widgets.NewButton("Export…", onExport, onKey),
	}
	row := container.New(statusLayout{}, s.progress, s.text, s.cost, s.export)
	s.body = widgets.Dock(widgets.NewLine(), nil, nil, nil, row)
	return s
}

// show says how far what is measured is.
func (s *statusLine) show(now measuring.Snapshot) {
	said := statusOf(now, s.note)
	s.progress.Set(said.share)
	s.text.SetText(said.text)
	if said.cost != s.cost.Text() {
		s.cost.SetText(said.cost)
		s.body.Refresh()
	}
}

// statusLayout puts bar and text at the left, cost and button at the right.
type statusLayout struct{}

const (
	statusHeight  = 40
	statusInset   = 18
	progressWidth = 300
	exportWidth   = 96
)

// Layout implements fyne.Layout.
func (statusLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar, text, cost, button := objects[0], objects[1], objects[2], objects[3]
	width := min(progressWidth, size.Width*0.28)
	bar.Move(fyne.NewPos(statusInset, 0))
	bar.Resize(fyne.NewSize(width, size.Height))
	right := size.Width - statusInset + 2 - exportWidth
	button.Move(fyne.NewPos(right, 6))
	button.Resize(fyne.NewSize(exportWidth, size.Height-12))
	costs := cost.MinSize().Width
	cost.Move(fyne.NewPos(right-16-costs, 0))
	cost.Resize(fyne.NewSize(costs, size.Height))
	from := statusInset + width + 14
	text.Move(fyne.NewPos(from, 0))
	text.Resize(fyne.NewSize(max(0, right-32-costs-from), size.Height))
}

// MinSize implements fyne.Layout.
func (statusLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, statusHeight) }
