package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Progress is a thin bar. It never moves by itself: an animation would repaint
// the window while it measures.
type Progress struct {
	widget.BaseWidget
	share float64
}

// progressHeight is the thickness of the bar.
const progressHeight = 8

// NewProgress returns an empty bar.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// Set fills the bar to a share between 0 and 1.
func (p *Progress) Set(share float64) {
	share = max(0, min(share, 1))
	if share == p.share {
		return
	}
	p.share = share
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, track: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.Parts = Parts{r.track, r.bar}
	r.update()
	return r
}

type progressRenderer struct {
	Parts
	p          *Progress
	track, bar *canvas.Rectangle
}

func (r *progressRenderer) update() {
	r.track.FillColor, r.track.CornerRadius = theme.Color(look.Track), progressHeight/2
	r.bar.FillColor, r.bar.CornerRadius = theme.Color(theme.ColorNamePrimary), progressHeight/2
	r.bar.Hidden = r.p.share == 0
}

func (r *progressRenderer) Layout(size fyne.Size) {
	y := (size.Height - progressHeight) / 2
	r.track.Move(fyne.NewPos(0, y))
	r.track.Resize(fyne.NewSize(size.Width, progressHeight))
	r.bar.Move(fyne.NewPos(0, y))
	r.bar.Resize(fyne.NewSize(max(progressHeight, size.Width*float32(r.p.share)), progressHeight))
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(64, progressHeight) }

func (r *progressRenderer) Refresh() {
	Redraw(r.p, r.update, r.Layout)
}
