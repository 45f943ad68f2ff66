package explore

import (
	"weft/app/settings"
	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/workloads/sweep"
)

// chartGrid are the four charts, two in a row, of which one may fill the space.
type chartGrid struct {
	body     *widgets.Split // the two rows
	rows     [2]*widgets.Split
	panes    [paneCount]*chartPane
	expanded int               // the pane that fills the space, -1 for none
	onExpand func(filled bool) // a pane fills the space now, or none does any more

	env     Env
	drawing *drawing
	mode    sweep.Mode // that the panes suit
}

// What the splits share at first, as in the drawings of the window.
const (
	columnsOffset = 0.5
	rowsOffset    = 0.63
)

// newChartGrid returns the charts; export is what a pane's button for that does.
func newChartGrid(e Env, d *drawing, export func(pane int)) *chartGrid {
	g := &chartGrid{env: e, drawing: d, expanded: -1}
	actions := paneActions{
		export: export, expand: g.expand, show: g.choose,
		resized: func(int) { g.post() }, key: e.Key,
	}
	for i := range g.panes {
		g.panes[i] = newChartPane(i, e.Hints, actions)
	}
	for i := range g.rows {
		g.rows[i] = widgets.NewSplit(false, offset(e.Settings, prefColumns, columnsOffset), g.panes[2*i].body, g.panes[2*i+1].body)
	}
	g.rows[0].OnMoved = g.rows[1].SetOffset
	g.rows[1].OnMoved = g.rows[0].SetOffset
	g.body = widgets.NewSplit(true, offset(e.Settings, prefRows, rowsOffset), g.rows[0], g.rows[1])
	for _, s := range []*widgets.Split{g.rows[0], g.rows[1], g.body} {
		s.OnKey = e.Key
	}
	return g
}

// keepOffsets remembers how the splits share their space.
func (g *chartGrid) keepOffsets(s *settings.Store) {
	s.SetFloat(prefColumns, g.rows[0].Offset())
	s.SetFloat(prefRows, g.body.Offset())
}

// post tells the drawing what is to be seen.
func (g *chartGrid) post() {
	th := look.Charts()
	g.drawing.post(func(s *scene) {
		s.theme = th
		for i, p := range g.panes {
			s.panes[i] = paneScene{kind: p.kind, size: p.chart.Needs(), hidden: !p.body.Visible()}
		}
	})
	g.env.Changed()
}

// show puts up what was drawn, and tells whether any chart was.
func (g *chartGrid) show(pic picture) (any bool) {
	for i, d := range pic.panes {
		if d != nil {
			g.panes[i].show(d)
			any = true
		}
	}
	g.suit(pic.now.View.Plan.Mode)
	return any
}

// suit shows the charts that suit a session of another kind.
func (g *chartGrid) suit(mode sweep.Mode) {
	from := g.mode
	if mode == from {
		return
	}
	g.mode = mode
	for _, p := range g.panes {
		if kind := suited(p.kind, from, mode); kind != p.kind {
			g.choose(kind)
		}
	}
}

// choose shows another chart in its pane.
func (g *chartGrid) choose(kind charts.Kind) {
	g.panes[kind.Pane].kind = kind
	g.post()
}

// expand lets one pane fill the space, or shows all again when it does so already.
func (g *chartGrid) expand(pane int) {
	g.env.Hints.Hide()
	if pane == g.expanded {
		pane = -1
	}
	g.expanded = pane
	for i, p := range g.panes {
		widgets.SetVisible(p.body, pane < 0 || i == pane)
		p.fill(i == pane)
	}
	for i, row := range g.rows {
		widgets.SetVisible(row, pane < 0 || pane/2 == i)
		row.Refresh()
	}
	g.body.Refresh()
	g.onExpand(pane >= 0)
	g.post()
}

// pin shows the reading of a point of a series in the charts that have one.
func (g *chartGrid) pin(series string, workers int) {
	for _, pane := range g.panes[:2] {
		pane.chart.Pin(series, workers)
	}
}

// current is the pane with the focus, or the one that fills the space, or the first.
func (g *chartGrid) current() int {
	focused := g.env.Window.Canvas().Focused()
	for i, p := range g.panes {
		if focused == p.chart {
			return i
		}
	}
	return max(0, g.expanded)
}

// focus gives a pane's chart the focus.
func (g *chartGrid) focus(pane int) { g.env.Window.Canvas().Focus(g.panes[pane].chart) }

// enter goes to a chart; when it has the focus already, it fills the space.
func (g *chartGrid) enter(pane int) {
	here := g.env.Window.Canvas().Focused() == g.panes[pane].chart
	if here || g.expanded >= 0 && g.expanded != pane {
		g.expand(pane)
	}
	g.focus(pane)
}

// step goes to the next or previous chart.
func (g *chartGrid) step(by int) {
	pane := (g.current() + by + paneCount) % paneCount
	if g.expanded >= 0 {
		g.expand(pane)
	}
	g.focus(pane)
}
