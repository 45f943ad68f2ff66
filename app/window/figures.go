package window

import (
	"weft/app/adviser"
	"weft/app/figures"
	"weft/charts"
)

// figure is the chart of that kind for what is on the board; one that is rare
// and has nothing to show leaves its place to the first of its pane.
func (s snapshot) figure(kind charts.Kind) charts.Figure {
	f := figures.Of(s.shown(), kind)
	if kind.Rare && f.Empty() != "" {
		return figures.Of(s.shown(), figures.KindsOf(kind.Pane)[0])
	}
	return f
}

// shown is the view that charts are made from: with the advice and, while
// nothing is shown, with the last minute of the cores.
func (s snapshot) shown() figures.View {
	v := s.view
	v.Decision = adviser.DecisionFigure(s.advice)
	if s.idle() {
		v.Live, v.Recent = true, idleWindow.Seconds()
	}
	return v
}
