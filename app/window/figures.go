package window

import (
	"bytes"
	"image"
	_ "image/png" // pictures of workloads travel as PNG

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/charts"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// figure is the chart of that kind for what is on the board.
func (s snapshot) figure(kind chartKind) charts.Figure {
	v := s.view
	switch kind {
	case kindSpeedup:
		return figures.Speedup(v)
	case kindEfficiency:
		return figures.Efficiency(v)
	case kindLaws:
		return figures.Laws(v)
	case kindSpawn:
		return figures.Spawn(s.spawned())
	case kindLikeness:
		return figures.Likeness(v)
	case kindConvoy:
		return figures.Convoy(v)
	case kindParts:
		return figures.Parts(v)
	case kindOverhead:
		return figures.Overhead(v)
	case kindWaits:
		return figures.Waits(v)
	case kindDecision:
		return adviser.DecisionFigure(s.advice)
	case kindTimeline:
		return figures.Timeline(v)
	case kindMemory:
		return figures.Memory(v)
	case kindWorkerMemory:
		return figures.WorkerMemory(v)
	case kindPicture:
		if p, ok := pictureOf(v.Results); ok {
			return p
		}
		return figures.Memory(v) // its pane has nothing better
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
func (p workPicture) Draw(dc draw.Canvas, _ charts.Style) []charts.Mark {
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
