package charts

import (
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
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
func drawPage(dc vgdraw.Canvas, st Style, f Figure, e Export) {
	p := newPen(dc, st)
	p.fill(p.full, e.Theme.Background)
	margin := min(p.length(pageMargin), p.full.Size().X/16, p.full.Size().Y/16)
	area := drawFooter(p, inset(p.full, margin, margin, margin, margin), e.Footer)
	f.Draw(vgdraw.Canvas{Canvas: dc.Canvas, Rectangle: area}, st)
}

// drawFooter writes lines at the bottom of area and returns what is left. Lines
// are wrapped; what exceeds its share of the page ends in an ellipsis.
func drawFooter(p *pen, area vg.Rectangle, lines []string) vg.Rectangle {
	height := p.foot(area, lines, ink{size: footerSize, color: p.th.Muted}, footerLeading, footerShare)
	if height == 0 {
		return area
	}
	p.horizontal(area.Min.X, area.Max.X, area.Min.Y+height+p.length(6), stroke{color: p.th.Grid, width: 1})
	return inset(area, 0, 0, height+p.length(18), 0)
}
