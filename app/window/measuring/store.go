package measuring

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

// Store holds what was measured: the results of the session that is shown,
// and the samples of now. Sweeps write to it from their goroutine, what is drawn
// is made from snapshots of it; it is the only thing that both touch. Its methods
// may be called from any goroutine.
type Store struct {
	meter *pace.Meter // of what watching costs while a run is timed

	mu  sync.Mutex
	now Snapshot

	reworking sync.Mutex      // held by the one who works the points out anew
	growth    *figures.Growth // what that one sums results up with
	growing   uint64          // the session that growth is of
}

// NewStore returns a store that shows a view without results. meter measures what
// watching costs while runs are timed.
func NewStore(meter *pace.Meter, empty figures.View) *Store {
	s := &Store{meter: meter}
	s.reset(empty, false)
	return s
}

// Snapshot is the store at one moment. Its slices only ever grow at their end,
// so that a copy of their headers stays valid.
type Snapshot struct {
	View    figures.View
	Advice  adviser.Advice
	Session uint64       // grows when another session is shown
	End     *session.End // of the sweep that is shown; nil while it isn't known

	Running  bool
	Progress sweep.Status // of the sweep, as it was when the run under way started
	RunSince time.Time    // when that run started; zero before the first
	Phase    string       // of the run under way
	Done     int          // tasks of the run under way
	Tasks    int

	ResultsAt, SamplesAt uint64  // grow with every change of results or of how they are seen, of samples
	Cost                 float64 // of watching while runs were timed so far, as a share of the machine; 0 for unknown
}

// Snapshot copies the store.
func (s *Store) Snapshot() Snapshot {
	s.mu.Lock()
	now := s.now
	s.mu.Unlock()
	now.Cost = s.meter.Share()
	return now
}

// Running tells whether a sweep is under way.
func (s *Store) Running() bool { return s.Snapshot().Running }

// change alters the store.
func (s *Store) change(f func(*Snapshot)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.now)
}

// reset shows something else: the sweep that begins, or nothing.
func (s *Store) reset(view figures.View, running bool) {
	view.Live = running
	if !running && view.Series.Began.IsZero() { // the cores are looked at from now on
		view.Series.Began = time.Now()
	}
	if running {
		s.meter.Reset()
	}
	s.change(func(now *Snapshot) { now.begin(view); now.Running = running })
}

func (n *Snapshot) begin(view figures.View) {
	*n = Snapshot{View: view, Session: n.Session + 1, ResultsAt: n.ResultsAt + 1, SamplesAt: n.SamplesAt + 1}
}

// load shows a session from a file, unless a sweep runs: then it tells false.
// end is how its sweep ended, nil where the file doesn't say.
func (s *Store) load(view figures.View, end *session.End) bool {
	advice := adviser.Advise(view)
	loaded := false
	s.change(func(now *Snapshot) {
		if !now.Running {
			now.begin(view)
			now.Advice, now.End, loaded = advice, end, true
		}
	})
	return loaded
}

// ended notes how the sweep ended; what is said about it is final then.
func (s *Store) ended(end session.End) {
	s.change(func(now *Snapshot) {
		now.Running, now.View.Live, now.View.Watching, now.End = false, false, end.Watching, &end
	})
	s.Rework(func(*figures.View) {})
}

// alike is a view that is seen as the one in the store is: against the same
// baseline, warm or cold.
func (s *Store) alike(view figures.View) figures.View {
	now := s.Snapshot().View
	view.Warm, view.Extrapolate = now.Warm, now.Extrapolate
	if view.Against != now.Against {
		view = view.Compared(now.Against)
	}
	return view
}

// Rework changes what the points are made of, or how they are seen, and works
// them out anew, without holding up those who read the store meanwhile. It takes
// a while, so it is not for the UI goroutine.
func (s *Store) Rework(change func(*figures.View)) { s.rework(change) }

// rework is Rework with results that have come in. What they cost doesn't grow
// with how many there are already, unless the change wants all summed up anew.
// It tells false where another session has come to be shown meanwhile, which is
// left as it is.
func (s *Store) rework(change func(*figures.View), more ...run.Result) (shown bool) {
	s.reworking.Lock()
	defer s.reworking.Unlock()
	before := s.Snapshot()
	if s.growth == nil || s.growing != before.Session {
		s.growth, s.growing = figures.NewGrowth(before.View), before.Session
	}
	s.growth.Add(more...)
	view := before.View
	change(&view)
	view = s.growth.In(view)
	advice := adviser.Advise(view)
	s.change(func(now *Snapshot) {
		if now.Session != before.Session {
			return // something else is shown by now
		}
		now.View, now.Advice = now.View.SummedAs(view), advice
		now.View.Against, now.View.Warm, now.View.Extrapolate = view.Against, view.Warm, view.Extrapolate
		shown = true
		now.ResultsAt++
	})
	return shown
}

// Focus chooses the point whose tasks the timeline shows.
func (s *Store) Focus(f figures.Focus) {
	s.change(func(now *Snapshot) {
		if now.View.Focus != f {
			now.View.Focus = f
			now.ResultsAt++
		}
	})
}

// Touch counts as a change of the results: what is said of them has changed.
func (s *Store) Touch() { s.change(func(now *Snapshot) { now.ResultsAt++ }) }

// IdleWindow is how much of the past the cores chart shows while nothing runs.
const IdleWindow = 60 * time.Second

// Idle tells whether nothing runs and nothing is shown, so that the charts
// have nothing but the present to show.
func (n Snapshot) Idle() bool { return !n.Running && len(n.View.Results) == 0 }

// NoteLoads notes the cores' loads, per cent each, while nothing runs and nothing
// is shown.
func (s *Store) NoteLoads(loads []float64) {
	const keep, most = int(IdleWindow/time.Second) + 1, 4 * int(IdleWindow/time.Second)
	s.change(func(now *Snapshot) {
		if !now.Idle() || len(loads) == 0 {
			return
		}
		series := &now.View.Series
		if n := len(series.CoreTimes); n > most { // forget, in a copy that nobody shares
			series.CoreTimes = slices.Clone(series.CoreTimes[n-keep:])
			series.Cores = slices.Clone(series.Cores[n-keep:])
		}
		series.Add(sample.Sample{At: time.Since(series.Began).Seconds(), Cores: loads})
		now.SamplesAt++
	})
}

// watch returns the callbacks that follow a sweep in the store; finished is
// called with every result once the store has it.
func (s *Store) watch(finished func(run.Result)) sweep.Watch {
	return sweep.Watch{
		Started: func(progress sweep.Status) {
			s.change(func(now *Snapshot) {
				now.Progress, now.RunSince = progress, time.Now()
				now.Phase, now.Done, now.Tasks = run.PhaseLaunch, 0, 0
			})
		},
		Began:    func(at time.Time) { s.change(func(now *Snapshot) { now.View.Series.Begin(at) }) },
		Phase:    s.enter,
		Progress: func(done, total int) { s.change(func(now *Snapshot) { now.Done, now.Tasks = done, total }) },
		Sample: func(one sample.Sample) {
			s.change(func(now *Snapshot) {
				now.View.Series.Take(one)
				now.SamplesAt++
			})
		},
		Finished: func(r run.Result) {
			s.meter.Time(false)
			s.finished(r)
			finished(r)
		},
	}
}

// enter notes a phase of the run under way. What watching costs counts while
// workers are set up and while tasks run; teardown is left out, for its end
// can't be seen from here: the engine's summing up follows without a word.
func (s *Store) enter(phase string) {
	s.meter.Time(phase == run.PhaseSetup || phase == run.PhaseRun)
	s.change(func(now *Snapshot) { now.Phase = phase })
}

// finished adds a result.
func (s *Store) finished(r run.Result) {
	if !s.rework(func(*figures.View) {}, r) {
		return
	}
	s.change(func(now *Snapshot) {
		if series := &now.View.Series; series.Followed(r) {
			series.End(r)
		} else {
			*series = figures.SeriesOf(now.View.Results)
		}
		now.SamplesAt++
	})
}
