// Package samples is for tests: figures of every kind, filled with made-up numbers.
package samples

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/parts"
	"weft/charts/scaling"
)

// The figures of the tests. They are made up: what is tested is the drawing.

// ThreePoints is a curve at 1, 2 and 4 workers, of which the values are given.
func ThreePoints(model, label string, values ...float64) curves.Curve {
	c := curves.Curve{Model: Model(model, label)}
	for i, v := range values {
		c.Points = append(c.Points, curves.Point{Workers: 1 << i, Value: v, Low: v * 0.97, High: v * 1.02, N: 9})
	}
	return c
}

// Speedup is a sweep of four models on two cores.
func Speedup() charts.Speedup {
	return charts.Speedup{Basis: curves.Basis{Cores: 2, Workers: []int{4}, Warm: true, Baseline: "sequential"}, Curves: []curves.Curve{
		ThreePoints("thread-pool", "thread pool", 1, 1.95, 1.96),
		ThreePoints("process-pool", "process pool", 0.98, 1.91, 1.93),
		ThreePoints("event-loop", "event loop", 0.98, 0.98, 0.98),
		ThreePoints("gil-threads", "threads (GIL)", 1, 0.96, 0.94),
	}}
}

// Crowded has all models, failed points and up to 100,000 workers.
func Crowded() charts.Speedup {
	f := charts.Speedup{Basis: curves.Basis{Cores: 8, Workers: []int{100000}}}
	for i, model := range Models() {
		c := curves.Curve{Model: model}
		for k, p := range []int{1, 2, 4, 8, 16, 64, 1000, 10000, 100000} {
			v := math.Min(float64(p), 8) * (1 - float64(i)*0.08)
			pt := curves.Point{Workers: p, Value: v, Low: v * 0.9, High: v * 1.1, N: 5}
			if i == 3 && k > 5 || i == 4 {
				pt.Failed = "so many threads are refused"
			}
			if model.ID != "sequential" || k == 0 {
				c.Points = append(c.Points, pt)
			}
		}
		f.Curves = append(f.Curves, c)
	}
	return f
}

// Parts are the overheads of four models.
func Parts() parts.Figure {
	f := parts.Figure{Workers: 2, Baseline: "sequential", Bars: []parts.Bar{
		{Model: Model("thread-pool", "thread pool"), Parts: scaling.Parts{Dispatch: .04, Imbalance: .08, Inflation: .02}},
		{Model: Model("process-pool", "process pool"), Parts: scaling.Parts{Setup: .03, Dispatch: .06, Transfer: .04, Imbalance: .03, Inflation: .03, Teardown: .01}},
		{Model: Model("event-loop", "event loop"), Parts: scaling.Parts{Dispatch: .02, Waits: 0.01}, Note: "one lane does all the work", Workers: 1},
		{Model: Model("gil-threads", "threads (GIL)"), Parts: scaling.Parts{GIL: .93, Imbalance: .03, Inflation: -.05, Unexplained: .02}},
	}}
	return timed(f)
}

// AllParts has every part in each bar.
func AllParts() parts.Figure {
	f := parts.Figure{Workers: 8, Baseline: "own p = 1"}
	for i, model := range Models() {
		each := 0.01 + 0.004*float64(i)
		f.Bars = append(f.Bars, parts.Bar{Model: model, Parts: scaling.Parts{
			Setup: each, Dispatch: 2 * each, Transfer: each, Lock: each, GIL: 2 * each, Cores: each,
			Imbalance: 2 * each, Inflation: each, Waits: each, Teardown: each / 2, Unexplained: each / 2,
		}})
	}
	return timed(f)
}

// timed fills in the times that belong to the parts, for a T_s of 1 s.
func timed(f parts.Figure) parts.Figure {
	for i, b := range f.Bars {
		f.Bars[i].Ts = 1
		f.Bars[i].Cold = (1 + b.Parts.Total()) / float64(cmp.Or(b.Workers, f.Workers))
	}
	return f
}

// Cores is a load that goes up and down, of so many samples.
func Cores(samples, cores int) charts.Cores {
	random := rand.New(rand.NewPCG(1, 2))
	last := float64(samples) / 10
	f := charts.Cores{Spans: []draw.Span{
		{From: last * .1, To: last * .4, Label: "process pool, p = 2", Model: Model("process-pool", "")},
		{From: last * .45, To: last * .9, Label: "thread pool, p = 4", Model: Model("thread-pool", "")},
	}}
	for i := range samples {
		row := make([]float64, cores)
		for c := range row {
			row[c] = 90 + 6*random.Float64()
			if (i*10/samples+c)%5 == 0 {
				row[c] = 4 + 3*random.Float64()
			}
		}
		f.Times = append(f.Times, float64(i)/10)
		f.Percent = append(f.Percent, row)
	}
	return f
}

// Memory grows and shrinks, in so many samples.
func Memory(samples int) charts.Memory {
	random := rand.New(rand.NewPCG(3, 4))
	f := charts.Memory{Label: "PSS", Spans: Cores(samples, 1).Spans}
	for i := range samples {
		v := 11e6 + random.Float64()*5e5
		if i > samples/3 && i < 2*samples/3 {
			v += 14e6
		}
		f.Times = append(f.Times, float64(i)/10)
		f.Bytes = append(f.Bytes, v)
	}
	return f
}

// Helpers has helpers in its middle third.
func Helpers(samples int) charts.Memory {
	f := Memory(samples)
	for i := range samples {
		var h charts.Helpers
		if i > samples/3 && i < 2*samples/3 {
			h = charts.Helpers{"redis": 4e6, "celery main": 13e6 + uint64(i)*2e4}
		}
		f.Helpers = append(f.Helpers, h)
	}
	return f
}

// Timeline has so many tasks a lane, each of a duration in seconds.
func Timeline(lanes, each int, duration float64) charts.Timeline {
	random := rand.New(rand.NewPCG(5, 6))
	f := charts.Timeline{Lanes: lanes, Model: Model("process-pool", "process pool")}
	for lane := range lanes {
		t := random.Float64() * duration
		for k := range each {
			end := t + duration*(.3+random.Float64())
			f.Tasks = append(f.Tasks, charts.Task{Lane: lane, Start: t, End: end, CPU: (end - t) * random.Float64(), Index: lane*each + k})
			t = end + duration*.05*random.Float64()
		}
	}
	return f
}

// All are all figures, by what is special about them.
func All() map[string]charts.Figure {
	s := Speedup()
	all := map[string]charts.Figure{
		"speedup":         s,
		"speedup-crowded": Crowded(),
		"efficiency":      charts.Efficiency{Curves: s.Curves, Basis: curves.Basis{Cores: 2, Workers: []int{4}}},
		"overhead":        charts.Overhead{Curves: s.Curves, Basis: curves.Basis{Cores: 2, Workers: []int{4}, Warm: true}},
		"parts":           Parts(),
		"parts-all":       AllParts(),
		"cores":           Cores(120, 2),
		"cores-heat":      Cores(300, 128),
		"memory":          Memory(120),
		"memory-helpers":  Helpers(120),
		"timeline":        Timeline(4, 30, .01),
		"timeline-dense":  Timeline(200, 300, .001),
		"empty":           charts.Speedup{},
	}
	maps.Copy(all, analysisSamples())
	return all
}
