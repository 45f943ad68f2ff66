package window

import (
	"bytes"
	"image"
	_ "image/png" // pictures of workloads travel as PNG

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/charts"
	"weft/charts/draw"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// ofView are the charts that a view alone makes.
var ofView = map[chartKind]func(figures.View) charts.Figure{
	kindSpeedup:      func(v figures.View) charts.Figure { return figures.Speedup(v) },
	kindEfficiency:   func(v figures.View) charts.Figure { return figures.Efficiency(v) },
	kindLaws:         func(v figures.View) charts.Figure { return figures.Laws(v) },
	kindLikeness:     func(v figures.View) charts.Figure { return figures.Likeness(v) },
	kindConvoy:       func(v figures.View) charts.Figure { return figures.Convoy(v) },
	kindParts:        func(v figures.View) charts.Figure { return figures.Parts(v) },
	kindOverhead:     func(v figures.View) charts.Figure { return figures.Overhead(v) },
	kindWaits:        func(v figures.View) charts.Figure { return figures.Waits(v) },
	kindTimeline:     func(v figures.View) charts.Figure { return figures.Timeline(v) },
	kindMemory:       func(v figures.View) charts.Figure { return figures.Memory(v) },
	kindWorkerMemory: func(v figures.View) charts.Figure { return figures.WorkerMemory(v) },
}

// figure is the chart of that kind for what is on the board.
func (s snapshot) figure(kind chartKind) charts.Figure {
	if chart, ok := ofView[kind]; ok {
		return chart(s.view)
	}
	switch kind {
	case kindSpawn:
		return figures.Spawn(s.spawned())
	case kindDecision:
		return adviser.DecisionFigure(s.advice)
	case kindPicture:
		if p, ok := pictureOf(s.view.Results); ok {
			return p
		}
		return figures.Memory(s.view) // its pane has nothing better
	}
	return s.cores()
}

// spawned is the view where it tells what spawning costs: of another kind of
// session, the chart has nothing to show but how to get it.
func (s snapshot) spawned() figures.View {
	if s.view.Plan.Mode != sweep.Spawn {
		return figures.View{Machine: s.view.Machine}
	}
	return s.view
}

// cores shows the sweep; while nothing is shown, it shows the last minute.
func (s snapshot) cores() charts.Figure {
	f := figures.Cores(s.view)
	if n := len(f.Times); n > 0 && s.idle() {
		f.Live = true
		f.To = max(idleWindow.Seconds(), f.Times[n-1])
		f.From = f.To - idleWindow.Seconds()
	}
	return f
}

// workPicture shows the image that a workload made of its results. It is a
// figure like all others, so that panes and exports need not know better.
type workPicture struct {
	image image.Image
	of    string // what made it: "mandelbrot, thread pool, p = 2"
}

var _ charts.Figure = workPicture{}

// latestPicture is the latest run that has a picture.
func latestPicture(results []run.Result) (r *run.Result, ok bool) {
	for i := len(results) - 1; i >= 0; i-- {
		if len(results[i].Picture) > 0 {
			return &results[i], true
		}
	}
	return nil, false
}

// pictureOf is the picture of the latest run that has one.
func pictureOf(results []run.Result) (p workPicture, ok bool) {
	r, ok := latestPicture(results)
	if !ok {
		return workPicture{}, false
	}
	img, _, err := image.Decode(bytes.NewReader(r.Picture))
	if err != nil {
		return workPicture{}, false
	}
	return workPicture{image: img, of: r.Spec.Workload + ", " + modelTitle(r.Spec.Name())}, true
}

// Name implements charts.Figure.
func (p workPicture) Name() string { return string(kindPicture) }

// Title implements charts.Figure.
func (p workPicture) Title() string { return kindPicture.title() }

// Subtitle implements charts.Figure.
func (p workPicture) Subtitle() string { return p.of }

// Empty implements charts.Figure.
func (p workPicture) Empty() string { return "" }

// Draw fits the picture into the space without bending it.
func (p workPicture) Draw(dc vgdraw.Canvas, _ draw.Style) []draw.Mark {
	const margin = 8
	size := p.image.Bounds().Size()
	space := dc.Size()
	factor := min((space.X-2*margin)/vg.Length(size.X), (space.Y-2*margin)/vg.Length(size.Y))
	w, h := factor*vg.Length(size.X), factor*vg.Length(size.Y)
	corner := vg.Point{X: dc.Min.X + (space.X-w)/2, Y: dc.Min.Y + (space.Y-h)/2}
	dc.DrawImage(vg.Rectangle{Min: corner, Max: vg.Point{X: corner.X + w, Y: corner.Y + h}}, p.image)
	return nil
}

// Table implements charts.Figure.
func (p workPicture) Table() (header []string, rows [][]string) { return nil, nil }

// Summary implements charts.Figure.
func (p workPicture) Summary() string {
	return "The picture that " + p.of + " computed."
}
