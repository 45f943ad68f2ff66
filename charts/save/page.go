package save

import (
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/draw"
)

// Sizes of a page in logical pixels.
const (
	pageMargin    = 24
	footerSize    = 10
	footerLeading = 15
	footerShare   = 0.3 // of the page's height, at most
)

// drawPage draws a figure as it stands in a file: background, title, the
// figure with its title, and below a thin line where it comes from.
func drawPage(dc vgdraw.Canvas, st draw.Style, f charts.Figure, e Export) {
	p := draw.NewPen(dc, st)
	p.Fill(p.Full, e.Theme.Background)
	margin := min(p.Length(pageMargin), p.Full.Size().X/16, p.Full.Size().Y/16)
	area := drawFooter(p, draw.Inset(p.Full, margin, margin, margin, margin), e.Footer)
	f.Draw(vgdraw.Canvas{Canvas: dc.Canvas, Rectangle: area}, st)
}

// drawFooter writes lines at the bottom of area and returns what is left. Lines
// are wrapped; what exceeds its share of the page ends in an ellipsis.
func drawFooter(p *draw.Pen, area vg.Rectangle, lines []string) vg.Rectangle {
	height := p.Foot(area, lines, draw.Ink{Size: footerSize, Color: p.Theme.Muted}, footerLeading, footerShare)
	if height == 0 {
		return area
	}
	p.Horizontal(area.Min.X, area.Max.X, area.Min.Y+height+p.Length(6), draw.Stroke{Color: p.Theme.Grid, Width: 1})
	return draw.Inset(area, 0, 0, height+p.Length(18), 0)
}
