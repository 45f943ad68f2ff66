package explore

import (
	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/window/measuring"
	"weft/charts"
)

// figureOf is the chart of that kind for what was measured; one that is rare
// and has nothing to show leaves its place to the first of its pane.
func figureOf(now measuring.Snapshot, kind charts.Kind) charts.Figure {
	f := figures.Of(shown(now), kind)
	if kind.Rare && f.Empty() != "" {
		return figures.Of(shown(now), figures.KindsOf(kind.Pane)[0])
	}
	return f
}

// shown is the view that charts are made from: with the advice and, while
// nothing is shown, with the last minute of the cores.
func shown(now measuring.Snapshot) figures.View {
	v := now.View
	v.Decision = adviser.DecisionFigure(now.Advice)
	if now.Idle() {
		v.Live, v.Recent = true, measuring.IdleWindow.Seconds()
	}
	return v
}
