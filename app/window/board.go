package window

import (
	"slices"
	"sync"
	"time"

	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// board holds what was measured: the results of the session that is shown,
// and the samples of now. Sweeps write to it from their goroutine, the painter
// reads snapshots of it; it is the only thing that both touch.
type board struct {
	mu  sync.Mutex
	now snapshot
}

// snapshot is the board at one moment. Its slices only ever grow at their end,
// so that a copy of their headers stays valid.
type snapshot struct {
	view figures.View

	running bool
	stopped bool // the person ended the sweep
	ended   time.Time
	index   int // of the run under way, from 0
	total   int
	spec    run.Spec
	phase   string
	done    int // tasks of the run under way
	tasks   int
	left    time.Duration // that the sweep should take from its last run's start
	leftAt  time.Time     // when left was told

	resultsAt, samplesAt uint64 // grow with every change of results, of samples
}

// get copies the board.
func (b *board) get() snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

// change alters the board.
func (b *board) change(f func(*snapshot)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(&b.now)
}

// reset shows something else: the sweep that begins, or nothing.
func (b *board) reset(view figures.View, running bool) {
	view.Live = running
	if view.Series.Began.IsZero() {
		view.Series.Began = time.Now()
	}
	b.change(func(s *snapshot) { s.begin(view, running) })
}

func (s *snapshot) begin(view figures.View, running bool) {
	*s = snapshot{view: view, running: running, resultsAt: s.resultsAt + 1, samplesAt: s.samplesAt + 1}
}

// load shows a session from a file, unless a sweep runs: then it tells false.
func (b *board) load(view figures.View) bool {
	loaded := false
	b.change(func(s *snapshot) {
		if !s.running {
			s.begin(view, false)
			loaded = true
		}
	})
	return loaded
}

// focus chooses the point whose tasks the timeline shows.
func (b *board) focus(f figures.Focus) {
	b.change(func(s *snapshot) {
		if s.view.Focus != f {
			s.view.Focus = f
			s.resultsAt++
		}
	})
}

// idleWindow is how much of the past the cores chart shows while nothing runs.
const idleWindow = 60 * time.Second

// idle tells whether nothing runs and nothing is shown, so that the charts
// have nothing but the present to show.
func (s snapshot) idle() bool { return !s.running && len(s.view.Results) == 0 }

// idle notes the cores' loads while nothing runs and nothing is shown.
func (b *board) idle(loads []float64) {
	const keep, most = int(idleWindow/time.Second) + 1, 4 * int(idleWindow/time.Second)
	b.change(func(s *snapshot) {
		if !s.idle() || len(loads) == 0 {
			return
		}
		series := &s.view.Series
		if n := len(series.CoreTimes); n > most { // forget, in a copy that nobody shares
			series.CoreTimes = slices.Clone(series.CoreTimes[n-keep:])
			series.Cores = slices.Clone(series.Cores[n-keep:])
		}
		series.Add(sample.Sample{At: time.Since(series.Began).Seconds(), Cores: loads})
		s.samplesAt++
	})
}

// watch returns the callbacks that follow a sweep on the board; finished is
// called with every result once the board has it.
func (b *board) watch(finished func(run.Result)) sweep.Watch {
	return sweep.Watch{
		Started: func(i, n int, spec run.Spec, left time.Duration) {
			b.change(func(s *snapshot) {
				s.index, s.total, s.spec, s.phase, s.done, s.tasks = i, n, spec, run.PhaseLaunch, 0, 0
				s.left, s.leftAt = left, time.Now()
			})
		},
		Phase:    func(phase string) { b.change(func(s *snapshot) { s.phase = phase }) },
		Progress: func(done, total int) { b.change(func(s *snapshot) { s.done, s.tasks = done, total }) },
		Sample: func(one sample.Sample) {
			b.change(func(s *snapshot) {
				one.At = time.Since(s.view.Series.Began).Seconds()
				s.view.Series.Add(one)
				s.samplesAt++
			})
		},
		Finished: func(r run.Result) {
			b.finished(r)
			finished(r)
		},
	}
}

// finished adds a result and works the points out anew, without holding up
// those who read the board meanwhile.
func (b *board) finished(r run.Result) {
	results := append(b.get().view.Results, r)
	points, baseline, warnings := sweep.Points(results)
	b.change(func(s *snapshot) {
		s.view.Results, s.view.Points, s.view.Baseline, s.view.Warnings = results, points, baseline, warnings
		s.view.Series.AddRun(r)
		s.resultsAt++
		s.samplesAt++
	})
}
