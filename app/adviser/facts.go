package adviser

import (
	"math"
	"slices"

	"weft/app/figures"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// facts are the numbers that all advice stands on.
type facts struct {
	figures.View
	cores   int         // that compute at once; at least 1
	several bool        // models of more than one runtime were tried
	all     []candidate // the points that have times
	best    []candidate // of each model the one to judge it by, in the order of models
	main    []candidate // of each model but the sequential one the one that shows where its time goes
	work    work
}

// candidate is a point that has times, as it competes with others.
type candidate struct {
	sweep.Point
	about    *runtimes.Model // its facts, under the plan's options
	times    sweep.Times     // warm or cold, as the view has them
	unit     []float64       // ascending times for one unit of work, so that runs of different scale compare; s
	typical  float64         // the median of unit
	compared bool            // there is a baseline
	lanes    float64         // what the lanes spent in the run in the middle, with setup and teardown: p*T_p, s
	parts    []Part          // of its overhead, in the order of bars; nil without a baseline
}

// sequential tells that it has no workers to coordinate: it is what others are
// measured against.
func (c candidate) sequential() bool { return runtimes.IsBaseline(c.Runtime, c.Model) }

// sameModel tells whether two candidates are points of one model.
func (c candidate) sameModel(d candidate) bool { return c.Name() == d.Name() }

// gather works out what the advice needs of a view.
func gather(v figures.View) *facts {
	f := &facts{View: v, cores: max(1, v.Machine.Logical)}
	for _, p := range v.Points {
		f.several = f.several || p.Runtime != v.Points[0].Runtime
		if p.N > 0 && v.Times(p).Median > 0 {
			f.all = append(f.all, f.candidate(p))
		}
	}
	f.work = f.measureWork()
	for first := 0; first < len(f.all); {
		last := first
		for last < len(f.all) && f.all[last].sameModel(f.all[first]) {
			last++
		}
		points := f.all[first:last]
		f.best = append(f.best, leanest(points))
		if !points[0].sequential() {
			f.main = append(f.main, f.telling(points))
		}
		first = last
	}
	return f
}

func (f *facts) candidate(p sweep.Point) candidate {
	c := candidate{Point: p, about: runtimes.Described(p.Name(), f.Plan.OptionsOf(p.Name())), times: f.Times(p)}
	scale := p.Scale
	if scale <= 0 {
		scale = 1
	}
	c.unit = c.times.Ascending()
	if scale != 1 {
		c.unit = slices.Clone(c.unit)
		for i := range c.unit {
			c.unit[i] /= scale
		}
	}
	c.typical = c.times.Median / scale
	_, c.compared = f.BaseOf(p)
	c.compared = c.compared && c.times.Speedup > 0
	c.lanes = float64(p.Workers) * p.Phases.Cold()
	c.parts = partsOf(f.View, p, c.lanes)
	return c
}

// leanest is the point by which to judge a model: of those that are as fast as
// its fastest, for all that matters, the one with the fewest workers.
func leanest(points []candidate) candidate {
	fastest := math.Inf(1)
	for _, c := range points {
		fastest = min(fastest, c.typical)
	}
	best := -1
	for i, c := range points {
		near := c.typical <= fastest*(1+nothingToChoose)
		if near && (best < 0 || c.Workers < points[best].Workers) {
			best = i
		}
	}
	return points[max(best, 0)]
}

// telling is the point that shows where a model's time goes: the one with the
// most workers that have a core each. For work that waits, cores don't matter,
// and it is the one that the model is judged by.
func (f *facts) telling(points []candidate) candidate {
	if !(f.work.waits() < partlyWaits) {
		return leanest(points)
	}
	at := -1
	for i, c := range points {
		if c.Workers <= f.cores && (at < 0 || c.Workers > points[at].Workers) {
			at = i
		}
	}
	if at < 0 {
		return leanest(points)
	}
	return points[at]
}

// work is what a run without any concurrency tells about the tasks. Shares
// are of the time that tasks had a core or needed none; NaN where not known.
type work struct {
	name   string  // of the run that told it; "" when none did
	delay  float64 // time that tasks had to wait for a core, as a share of what they took; other programs are to blame
	cpu    float64 // share of computing
	wait   float64 // share of waiting that the tasks told of
	hidden float64 // share of being off the processor without a word
	tasks  int     // in a batch; 0 where not known
	length float64 // of the median task, s; NaN where not known
	mean   float64 // of the tasks, s; NaN where not known
}

// waits is the share of the tasks' time in which they need no processor.
func (w work) waits() float64 {
	if w.hidden > partlyWaits {
		return w.wait + w.hidden
	}
	return w.wait
}

// measureWork looks at the sequential run, or else at the one with the fewest workers.
func (f *facts) measureWork() work {
	w := work{cpu: math.NaN(), wait: math.NaN(), hidden: math.NaN(), length: math.NaN(), mean: math.NaN()}
	from, ok := f.alone()
	if !ok {
		return w
	}
	sums := from.LaneSums
	w.name = "the sequential run"
	if !from.sequential() {
		w.name = f.subject(from).text + " with " + workers(from.Workers)
	}
	if sums.Busy > 0 {
		own := math.Max(sums.Busy-sums.Delay, sums.CPU+sums.Wait)
		w.delay, w.wait = share(sums.Delay, sums.Busy), share(sums.Wait, own)
		if sums.CPU > 0 {
			w.cpu = share(sums.CPU, own)
			w.hidden = share(own-sums.CPU-sums.Wait-sums.Lock-sums.GIL-sums.Transfer, own)
			if _, waits := figures.OwnTimes(sums, from.Tasks); waits <= sums.Wait {
				w.hidden = math.Min(w.hidden, partlyWaits) // too little a task for a block
			}
		}
	}
	w.tasks, w.length = from.Tasks, from.TaskLength
	if sums.Busy > 0 && w.tasks > 0 {
		w.mean = sums.Busy / float64(w.tasks)
	}
	return w
}

// alone is the candidate that says most about the work itself.
func (f *facts) alone() (best candidate, ok bool) {
	for _, c := range f.all {
		switch {
		case c.sequential() && c.Workers == 1:
			return c, true
		case !ok || c.Workers < best.Workers:
			best, ok = c, true
		}
	}
	return best, ok
}

// share is a part of a positive whole, from 0 to 1.
func share(part, whole float64) float64 { return math.Min(1, math.Max(0, part/whole)) }
