package sweep

import (
	"context"
	"runtime"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
)

// Watch receives what happens during a sweep. Each callback may be nil. All are
// called from the goroutine that called Run, never after it returned.
type Watch struct {
	Started  func(now Status)
	Began    func(at time.Time)    // the run under way: what its result's Started will be
	Phase    func(phase string)    // of the run under way
	Progress func(done, total int) // tasks of the run under way
	Sample   func(sample sample.Sample)
	Finished func(result run.Result) // failed and refused ones too
}

// Status is how far a sweep has come when a run starts.
type Status struct {
	Spec    run.Spec      // that starts
	Runs    int           // that have ended
	Points  int           // to be measured, baselines among them
	Precise int           // of these: as precise as was asked for, or run as often as was
	Elapsed time.Duration // since the sweep began
	Left    time.Duration // that this run and the rest should take; 0 while unknown
}

// Share is how much of the sweep is done by time, 0 to 1.
func (s Status) Share() float64 {
	if s.Left <= 0 {
		return 0
	}
	return float64(s.Elapsed) / float64(s.Elapsed+s.Left)
}

// Why a sweep ended.
const (
	EndReps      = "reps"      // every point was run as often as was asked
	EndPrecision = "precision" // every point is as precise as was asked, or can't be made so
	EndBudget    = "budget"    // there was no time for more
	EndStopped   = "stopped"   // the person ended it
)

// Outcome is what a sweep found out.
type Outcome struct {
	Results []run.Result // in the order in which they ended, refused ones first
	Summary Summary
	Scales  map[string]float64 // of the work, by runtime, as calibrated or asked for
	End     string             // one of the End constants
}

// Stopped tells whether the person ended the sweep early.
func (o Outcome) Stopped() bool { return o.End == EndStopped }

// Run executes a plan that was found good. It goes on after failed runs and stops
// at once when ctx ends. The error tells why work that was calibrated can't be built.
func Run(ctx context.Context, host run.Runner, plan Resolved, watch Watch) (Outcome, error) {
	terms := plan.Terms()
	terms.Cores = runtime.NumCPU()
	s := &sweep{host: host, watch: watch, plan: plan, terms: terms, began: time.Now(), done: newRecord(terms), right: map[truth]string{}}
	for _, r := range plan.Refused {
		s.finish(run.Result{
			Spec: r.Spec, Started: time.Now(),
			Failure: &run.Failure{Kind: run.KindRefused, Message: r.Reason},
		})
	}
	end, err := s.measure(ctx)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Results: s.done.results, Summary: s.done.sums.Summary(), Scales: s.scales(), End: end}, nil
}

// scales are those of all runtimes of the plan.
func (s *sweep) scales() map[string]float64 {
	all := map[string]float64{}
	for _, of := range runtimesOf(s.agenda.points) {
		all[of] = s.plan.scaleOf(of)
	}
	return all
}

// record is what has been measured so far, and what it says.
type record struct {
	results []run.Result
	sums    *Summariser
	pace    *pace
	runs    int // that were made
}

func newRecord(terms Terms) *record { return &record{sums: NewSummariser(terms), pace: newPace()} }

func (r *record) add(one run.Result) {
	r.results = append(r.results, one)
	r.sums.Add(one)
	r.pace.add(&one)
	if one.Failure == nil || one.Failure.Kind != run.KindRefused {
		r.runs++
	}
}

// sweep is one under way.
type sweep struct {
	host   run.Runner
	watch  Watch
	plan   Resolved
	terms  Terms
	began  time.Time
	agenda *agenda
	done   *record
	right  map[truth]string // checksums of the first runs that others are compared with
}

// measure makes the runs: a warm-up, which calibrates where the plan leaves
// the scale open; the anchor; what the agenda says; and the anchor again.
func (s *sweep) measure(ctx context.Context) (end string, err error) {
	s.agenda = newAgenda(s.plan, s.terms)
	if err := s.warmUp(ctx); err != nil {
		return "", err
	}
	anchor, anchored := s.agenda.anchor()
	if anchored && ctx.Err() == nil {
		s.run(ctx, anchor)
	}
	end = EndPrecision
	if s.plan.Reps > 0 {
		end = EndReps
	}
	for ctx.Err() == nil {
		spec, more := s.agenda.next(s.done)
		if !more {
			break
		}
		if !s.agenda.affords(spec, s.done.pace, time.Since(s.began)) {
			end = EndBudget
			break
		}
		s.run(ctx, spec)
	}
	if anchored && ctx.Err() == nil {
		s.run(ctx, anchor)
	}
	if ctx.Err() != nil {
		end = EndStopped
	}
	return end, nil
}

// warmUp wakes the machine with runs that no figure is made from, of each
// runtime, and settles the scale of its work by them.
func (s *sweep) warmUp(ctx context.Context) error {
	for _, of := range runtimesOf(s.agenda.points) {
		if err := s.warmUpOf(ctx, of); err != nil {
			return err
		}
	}
	return nil
}

// warmUpOf does so for one runtime. Each gets the share of the budget that its
// points are of all.
func (s *sweep) warmUpOf(ctx context.Context, of string) error {
	for range calibrations {
		if ctx.Err() != nil {
			return nil
		}
		points := pointsOf(s.agenda.points, of)
		first := points[0]
		first.WarmUp = true
		r := s.run(ctx, first)
		if s.plan.Scale != 0 || !s.plan.Mode.based() {
			return nil
		}
		budget := s.agenda.plan.Budget * time.Duration(len(points)) / time.Duration(len(s.agenda.points))
		factor := calibrate(r, points, runtime.NumCPU(), budget)
		if factor == 1 {
			return nil
		}
		if err := s.rescale(ctx, of, factor); err != nil {
			return err
		}
		if factor < calibrationTrust { // near enough for time to be in proportion to the work
			return nil
		}
	}
	return nil
}

const (
	// calibrations bounds the warm-up runs.
	calibrations = 3
	// calibrationTrust is the growth from which on the time of the larger work
	// is measured anew: a run of a few milliseconds says little of a long one.
	calibrationTrust = 2.0
)

// rescale multiplies a runtime's work, by as much of the factor as the workload can take.
func (s *sweep) rescale(ctx context.Context, of string, factor float64) error {
	from := s.plan.scaleOf(of)
	for {
		plan, err := s.plan.rescaled(ctx, of, round2(min(max(from*factor, leastScale), mostScale)))
		switch {
		case ctx.Err() != nil: // what comes next sees it
			return nil
		case err == nil:
			s.plan, s.agenda = plan, newAgenda(plan, s.terms)
			return nil
		case factor <= 1:
			return err
		}
		factor = max(factor/2, 1)
	}
}

// run makes one run and keeps its result.
func (s *sweep) run(ctx context.Context, spec run.Spec) run.Result {
	if s.watch.Started != nil {
		s.watch.Started(s.status(spec))
	}
	r := s.verify(s.host.Run(ctx, spec, run.Watch{Began: s.watch.Began, Phase: s.watch.Phase, Progress: s.watch.Progress, Sample: s.watch.Sample}))
	s.finish(r)
	return r
}

// status is how far the sweep has come when a run starts.
func (s *sweep) status(spec run.Spec) Status {
	elapsed := time.Since(s.began)
	now := Status{Spec: spec, Points: len(s.agenda.points), Runs: s.done.runs, Elapsed: elapsed}
	if len(s.done.results) == 0 {
		return now
	}
	states := s.agenda.states(s.done)
	now.Left = s.agenda.left(states, s.done.pace, elapsed)
	for _, one := range states {
		if s.agenda.needed(one) == 0 {
			now.Precise++
		}
	}
	return now
}

func (s *sweep) finish(r run.Result) {
	s.done.add(r)
	if s.watch.Finished != nil {
		s.watch.Finished(r)
	}
}

// verify makes a run whose checksum is not that of the run of the same work which
// it is compared with a failure. Where none has been yet, [Summarise] will tell.
func (s *sweep) verify(r run.Result) run.Result {
	if r.Failure != nil {
		return r
	}
	t := truthOf(workOf(r.Spec), r.Spec.Runtime)
	if s.right[t] == "" && isBase(r.Spec) {
		s.right[t] = r.Checksum
	}
	if want := s.right[t]; t.known() && want != "" && r.Checksum != want {
		r.Failure = wrong(r.Checksum, want)
	}
	return r
}
