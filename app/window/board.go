package window

import (
	"slices"
	"sync"
	"time"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/session"
	"weft/app/window/pace"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// board holds what was measured: the results of the session that is shown,
// and the samples of now. Sweeps write to it from their goroutine, the painter
// reads snapshots of it; it is the only thing that both touch.
type board struct {
	meter *pace.Meter // of what watching costs while a run is timed

	mu  sync.Mutex
	now snapshot

	reworking sync.Mutex // held by the one who works the points out anew
}

// snapshot is the board at one moment. Its slices only ever grow at their end,
// so that a copy of their headers stays valid.
type snapshot struct {
	view    figures.View
	advice  adviser.Advice
	session uint64       // grows when another session is shown
	end     *session.End // of the sweep that is shown; nil while it isn't known

	running  bool
	standing sweep.Status // when the run under way started
	told     time.Time    // when standing was told
	phase    string       // of the run under way
	done     int          // tasks of the run under way
	tasks    int

	resultsAt, samplesAt uint64 // grow with every change of results or of how they are seen, of samples
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
	if running {
		b.meter.Reset()
	}
	b.change(func(s *snapshot) { s.begin(view); s.running = running })
}

func (s *snapshot) begin(view figures.View) {
	*s = snapshot{view: view, session: s.session + 1, resultsAt: s.resultsAt + 1, samplesAt: s.samplesAt + 1}
}

// load shows a session from a file, unless a sweep runs: then it tells false.
// end is how its sweep ended, nil where the file doesn't say.
func (b *board) load(view figures.View, end *session.End) bool {
	advice := adviser.Advise(view)
	loaded := false
	b.change(func(s *snapshot) {
		if !s.running {
			s.begin(view)
			s.advice, s.end, loaded = advice, end, true
		}
	})
	return loaded
}

// ended notes how the sweep ended; what is said about it is final then.
func (b *board) ended(end session.End) {
	b.change(func(s *snapshot) {
		s.running, s.view.Live, s.view.Watching, s.end = false, false, end.Watching, &end
	})
	b.rework(func(*figures.View) {})
}

// alike is a view that is seen as the one on the board is: against the same
// baseline, warm or cold.
func (b *board) alike(view figures.View) figures.View {
	now := b.get().view
	view.Warm, view.Extrapolate = now.Warm, now.Extrapolate
	if view.Against != now.Against {
		view = view.Compared(now.Against)
	}
	return view
}

// rework changes what the points are made of, or how they are seen, and works
// them out anew, without holding up those who read the board meanwhile. It takes
// a while, so it is not for the UI goroutine.
func (b *board) rework(change func(*figures.View)) {
	b.reworking.Lock()
	defer b.reworking.Unlock()
	now := b.get()
	view := now.view
	change(&view)
	view = view.Compared(view.Against)
	advice := adviser.Advise(view)
	b.change(func(s *snapshot) {
		if s.session != now.session {
			return // something else is shown by now
		}
		s.view.Results, s.view.Summary, s.advice = view.Results, view.Summary, advice
		s.view.Against, s.view.Warm, s.view.Extrapolate = view.Against, view.Warm, view.Extrapolate
		s.resultsAt++
	})
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
		Started: func(now sweep.Status) {
			b.change(func(s *snapshot) {
				s.standing, s.told = now, time.Now()
				s.phase, s.done, s.tasks = run.PhaseLaunch, 0, 0
			})
		},
		Phase:    b.enter,
		Progress: func(done, total int) { b.change(func(s *snapshot) { s.done, s.tasks = done, total }) },
		Sample: func(one sample.Sample) {
			b.change(func(s *snapshot) {
				one.At = time.Since(s.view.Series.Began).Seconds()
				s.view.Series.Add(one)
				s.samplesAt++
			})
		},
		Finished: func(r run.Result) {
			b.meter.Time(false)
			b.finished(r)
			finished(r)
		},
	}
}

// enter notes a phase of the run under way. What watching costs counts while
// workers are set up and while tasks run; teardown is left out, for its end
// can't be seen from here: the engine's summing up follows without a word.
func (b *board) enter(phase string) {
	b.meter.Time(phase == run.PhaseSetup || phase == run.PhaseRun)
	b.change(func(s *snapshot) { s.phase = phase })
}

// finished adds a result.
func (b *board) finished(r run.Result) {
	b.rework(func(v *figures.View) { v.Results = append(v.Results, r) })
	b.change(func(s *snapshot) {
		s.view.Series.AddRun(r)
		s.samplesAt++
	})
}
