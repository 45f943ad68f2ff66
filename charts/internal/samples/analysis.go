package samples

import (
	"math"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/decision"
	"weft/charts/draw"
	"weft/charts/laws"
)

// The figures of the tests that tell what measurements mean: laws, memory a
// worker, spawning, waits and the decision. They are made up as well.

// lawOf is a curve from 1 to 64 workers whose band widens beyond what was measured.
func lawOf(model, label string, to float64, measured int, speedup func(p float64) float64) laws.Law {
	law := laws.Law{Model: Model(model, ""), Label: label, Measured: measured}
	for i := range 65 {
		p := math.Pow(to, float64(i)/64)
		v := speedup(p)
		share := 0.02 + 0.06*math.Max(0, math.Log2(p/float64(measured)))
		law.Workers = append(law.Workers, p)
		law.Value = append(law.Value, v)
		law.Low = append(law.Low, v*(1-share))
		law.High = append(law.High, v*(1+1.5*share))
	}
	return law
}

func amdahl(f float64) func(float64) float64 {
	return func(p float64) float64 { return 1 / (f + (1-f)/p) }
}

func usl(sigma, kappa float64) func(float64) float64 {
	return func(p float64) float64 { return p / (1 + sigma*(p-1) + kappa*p*(p-1)) }
}

// along is a curve of points on a law, with intervals.
func along(model, label string, speedup func(float64) float64, workers ...int) curves.Curve {
	c := curves.Curve{Model: Model(model, label)}
	for i, p := range workers {
		v := speedup(float64(p)) * (1 + 0.02*float64(i%3-1))
		c.Points = append(c.Points, curves.Point{Workers: p, Value: v, Low: v * 0.95, High: v * 1.04, N: 7})
	}
	return c
}

// Laws are two of a model, looked at far beyond what was measured, and one that is refused.
func Laws() laws.Figure {
	return laws.Figure{
		Basis: curves.Basis{Cores: 8, Physical: 4, Warm: true, Baseline: "sequential"}, To: 64,
		Curves: []curves.Curve{along("process-pool", "process pool", amdahl(0.04), 1, 2, 3, 4, 6, 8)},
		Laws: []laws.Law{
			lawOf("process-pool", "Amdahl, f 3.9 %", 64, 8, amdahl(0.04)),
			lawOf("process-pool", "USL, peak 14", 64, 8, usl(0.03, 0.005)),
		},
		Refused: []string{"Gustafson: the work did not grow with p; choose weak scaling for it."},
	}
}

// LawsNear is a sweep on two cores looked at up to 8 workers, of several models.
func LawsNear() laws.Figure {
	return laws.Figure{
		Basis: curves.Basis{Cores: 2, Baseline: "own p = 1"}, To: 8,
		Curves: []curves.Curve{
			along("thread-pool", "thread pool", amdahl(0.03), 1, 2, 4),
			along("process-pool", "process pool", amdahl(0.05), 1, 2, 4),
			along("gil-threads", "threads (GIL)", func(float64) float64 { return 0.97 }, 1, 2, 4),
		},
		Laws: []laws.Law{
			lawOf("thread-pool", "Amdahl, f 3.0 %", 8, 2, amdahl(0.03)),
			lawOf("process-pool", "Amdahl, f 5.1 %", 8, 2, amdahl(0.05)),
		},
		Refused: []string{
			"USL: 3 distinct numbers of workers, 6 are the least for three parameters.",
			"Amdahl for threads (GIL): the speedup falls with p, so that a serial fraction means nothing.",
		},
	}
}

// ManyPoints is a curve with a band.
func ManyPoints(model, label string, share float64) curves.Curve {
	workers := make([]int, 24)
	for i := range workers {
		workers[i] = i + 1
	}
	return along(model, label, func(p float64) float64 { return share * usl(0.05, 0.001)(p) }, workers...)
}

// WorkerMemory is that of models with cheap and dear workers.
func WorkerMemory(log bool) charts.WorkerMemory {
	f := charts.WorkerMemory{Label: "PSS", Log: log}
	for _, m := range []struct {
		model, label string
		each         float64
	}{{"thread-pool", "thread pool", 1e5}, {"process-pool", "process pool", 2.1e6}, {"shared-memory", "shared memory", 1.8e6}} {
		c := curves.Curve{Model: Model(m.model, m.label)}
		for _, p := range []int{1, 2, 4, 8, 16} {
			v := 4.2e6 + m.each*float64(p)
			c.Points = append(c.Points, curves.Point{Workers: p, Value: v, Low: v * 0.97, High: v * 1.04, N: 5})
		}
		f.Curves = append(f.Curves, c)
		f.Slopes = append(f.Slopes, charts.Slope{Model: m.model, PerWorker: m.each, Low: m.each * 0.9, High: m.each * 1.1})
	}
	return f
}

// Spawn is that of models with cheap and dear workers.
func Spawn() charts.Spawn {
	f := charts.Spawn{Cores: 2}
	for _, m := range []struct {
		model, label string
		first, each  float64
		most         int
	}{
		{"goroutines", "goroutines", 2e-6, 6e-7, 10000},
		{"event-loop", "event loop", 9e-6, 9e-7, 10000},
		{"threads", "threads", 4e-5, 4.1e-5, 1000},
		{"processes", "processes", 1.3e-3, 1.4e-3, 50},
	} {
		c := curves.Curve{Model: Model(m.model, m.label)}
		for _, p := range []int{1, 10, 50, 100, 1000, 10000} {
			if p > m.most {
				continue
			}
			v := m.first + m.each*float64(p)
			c.Points = append(c.Points, curves.Point{Workers: p, Value: v, Low: v * 0.8, High: v * 1.3, N: 5})
		}
		f.Curves = append(f.Curves, c)
	}
	f.Curves[2].Points = append(f.Curves[2].Points, curves.Point{Workers: 10000, Failed: "so many threads are refused"})
	return f
}

// Waits are of every kind.
func Waits() charts.Waits {
	return charts.Waits{Workers: 4, Rows: []charts.WaitRow{
		{Model: Model("gil-threads", "threads (GIL)"), Kind: "gil", N: 4, Min: 0.41, Median: 0.46, Max: 0.52},
		{Model: Model("gil-threads", "threads (GIL)"), Kind: "queue", N: 64, Min: 2e-6, Median: 0.21, Max: 0.8},
		{Model: Model("event-loop", "event loop"), Kind: "lag", N: 5120, Min: 9e-7, Median: 1.4e-5, Max: 0.031},
		{Model: Model("thread-pool", "thread pool"), Kind: "lock", N: 4, Min: 0, Median: 3e-5, Max: 0.0012},
	}}
}

// WaitsNear are all of a size, and more than a small pane has room for.
func WaitsNear() charts.Waits {
	f := charts.Waits{}
	for i, model := range Models() {
		for _, kind := range []string{"lock", "queue"} {
			m := 0.02 + 0.004*float64(i)
			f.Rows = append(f.Rows, charts.WaitRow{Model: model, Kind: kind, N: 4, Min: m / 2, Median: m, Max: m * 1.5})
		}
	}
	return f
}

// Decision is a table of which one model is recommended.
func Decision() decision.Figure {
	yes, no, so := 1, -1, 0
	row := func(model, label string, recommended bool, why string, fits []int, texts ...string) decision.Row {
		r := decision.Row{Model: Model(model, label), Recommended: recommended, Why: why}
		for i, text := range texts {
			r.Cells = append(r.Cells, decision.Cell{Text: text, Fit: fits[i]})
		}
		return r
	}
	return decision.Figure{
		Columns: []string{"frequency of switching", "intensity of work", "memory per worker", "complexity"},
		Work:    []decision.Cell{{Text: "rare: 128 a second"}, {Text: "CPU-bound: 97 % computing"}, {Text: "64 KB in and out"}, {Text: "independent tasks"}},
		Rows: []decision.Row{
			row("thread-pool", "thread pool", true, "It is the fastest (1.95x, 1.93x to 1.97x), and a worker costs 0.1 MB.",
				[]int{yes, yes, yes, so}, "41 µs a worker, 50 ns a task", "uses every core", "0.1 MB", "locks where tasks share"),
			row("process-pool", "process pool", false, "It comes within 2 %, but a worker costs 2.1 MB.",
				[]int{yes, yes, no, so}, "6 µs a task", "uses every core", "2.1 MB", "what is sent must be serialised"),
			row("event-loop", "event loop", false, "One thread does all the computing.",
				[]int{yes, no, yes, no}, "1 µs a switch", "one core", "2.4 KB", "every wait must be written as one"),
			row("gil-threads", "threads (GIL)", false, "The GIL lets one thread compute at a time.",
				[]int{so, no, yes, yes}, "5 ms a hand-over", "one core at a time", "0.1 MB", "as sequential code"),
			row("goroutines", "goroutines", false, "", []int{yes, yes, yes, yes}, "0.5 µs a task", "uses every core", "2.4 KB", "channels"),
		},
		Note: "With messages above 2 MB or tasks below 20 µs the recommendation would change.",
	}
}

func analysisSamples() map[string]charts.Figure {
	return map[string]charts.Figure{
		"laws":              Laws(),
		"laws-near":         LawsNear(),
		"laws-refused":      laws.Figure{Curves: LawsNear().Curves, Refused: LawsNear().Refused, To: 8},
		"worker-memory":     WorkerMemory(false),
		"worker-memory-log": WorkerMemory(true),
		"spawn":             Spawn(),
		"decision":          Decision(),
		"waits":             Waits(),
		"waits-near":        WaitsNear(),
		"likeness":          Likeness(),
		"convoy":            Convoy(),
		"speedup-bands": charts.Speedup{
			Basis:  curves.Basis{Cores: 16, Physical: 8, Workers: []int{24}, Warm: true, Baseline: "best sequential anywhere (python3.11 sequential)"},
			Curves: []curves.Curve{ManyPoints("thread-pool", "thread pool", 1), ManyPoints("process-pool", "process pool", 0.8)},
		},
	}
}

// Likeness is a comparison whose rows are alike, unlike and uncertain.
func Likeness() charts.Likeness {
	around := func(v, share float64) charts.Measure {
		return charts.Measure{Value: v, Low: v * (1 - share), High: v * (1 + share), N: 7}
	}
	row := func(label, unit string, real, ratio, share float64, verdict string) charts.LikenessRow {
		return charts.LikenessRow{
			Label: label, Unit: unit, Real: around(real, share), Emulated: around(real*ratio, share),
			Ratio: around(ratio, 1.4*share), Verdict: verdict,
		}
	}
	return charts.Likeness{
		Emulated: Model("gil-threads", "threads (GIL)"), Real: realThreads(), Tolerance: 0.25,
		Rows: []charts.LikenessRow{
			row("computing, 2 threads", "x", 0.99, 1.01, 0.02, "yes"),
			row("computing, 4 threads", "x", 0.97, 1.02, 0.03, "yes"),
			row("hashing in C, 2 threads", "x", 1.94, 0.52, 0.04, "no"),
			row("waiting, 2 threads", "x", 2, 1, 0.004, "yes"),
			row("waiting, 4 threads", "x", 3.98, 1, 0.005, "yes"),
			row("half and half, 2 threads", "x", 1.8, 0.93, 0.12, "open"),
			row("convoy, 0.5 ms: hand-backs", "1/s", 540, 0.98, 0.04, "yes"),
			row("convoy, 0.5 ms: I/O latency", "s", 0.00176, 1, 0.03, "yes"),
			row("convoy, 5 ms: hand-backs", "1/s", 156, 0.96, 0.06, "yes"),
			row("convoy, 5 ms: I/O latency", "s", 0.00625, 1.01, 0.05, "yes"),
		},
	}
}

// Convoy is an emulation beside what it emulates.
func Convoy() charts.Convoy {
	curve := func(model draw.Model, factor float64) charts.ConvoyCurve {
		c := charts.ConvoyCurve{Model: model}
		for _, s := range []float64{0.0005, 0.005, 0.05} {
			v := factor * (s + 0.0012)
			c.Points = append(c.Points, charts.ConvoyPoint{
				Interval:  s,
				Latency:   charts.Measure{Value: v, Low: v * 0.9, High: v * 1.2, N: 7},
				HandBacks: charts.Measure{Value: 1 / v, Low: 0.8 / v, High: 1.1 / v, N: 7},
			})
		}
		return c
	}
	return charts.Convoy{Curves: []charts.ConvoyCurve{
		curve(Model("gil-threads", "threads (GIL)"), 1), curve(realThreads(), 1.15),
	}}
}
