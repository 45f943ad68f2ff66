package sweep

import (
	"context"
	"fmt"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
)

// Runner executes one run; *run.Host is the one that measures.
type Runner interface {
	Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result
}

// Watch receives what happens during a sweep. Each callback may be nil. All are
// called from the goroutine that called Run, never after it returned.
type Watch struct {
	Started  func(i, n int, spec run.Spec, left time.Duration) // run i of n, from 0; left is the time that it and the rest should take, 0 while unknown
	Phase    func(phase string)                                // of the run under way
	Progress func(done, total int)                             // tasks of the run under way
	Sample   func(sample sample.Sample)
	Finished func(result run.Result) // failed and refused ones too
}

// Outcome is what a sweep found out.
type Outcome struct {
	Results  []run.Result `json:"results"` // in the order in which they ended, refused ones first
	Points   []Point      `json:"points"`
	Baseline Baseline     `json:"baseline"`
	Warnings []string     `json:"warnings"`
	Stopped  bool         `json:"stopped"` // ctx ended it early
}

// Run executes the plan. It goes on after failed runs and stops at once when
// ctx ends. The error is Plan.Check's: then nothing has been started.
func Run(ctx context.Context, host Runner, plan Plan, watch Watch) (Outcome, error) {
	if err := plan.Check(); err != nil {
		return Outcome{}, err
	}
	s := sweep{watch: watch}
	for _, r := range plan.Refused() {
		s.finish(run.Result{
			Spec: r.Spec, Started: time.Now(), Warnings: []string{},
			Failure: &run.Failure{Kind: run.KindRefused, Message: r.Reason},
		})
	}
	runs := plan.Runs()
	each := run.Watch{Phase: watch.Phase, Progress: watch.Progress, Sample: watch.Sample}
	for i, spec := range runs {
		if ctx.Err() != nil {
			break
		}
		if watch.Started != nil {
			watch.Started(i, len(runs), spec, Estimate(runs[i:], s.results))
		}
		s.finish(s.verify(host.Run(ctx, spec, each)))
	}
	out := Outcome{Results: s.results, Stopped: ctx.Err() != nil}
	out.Points, out.Baseline, out.Warnings = Points(s.results)
	return out, nil
}

// sweep is one under way.
type sweep struct {
	watch    Watch
	results  []run.Result
	checksum string // of the first sequential run that did its work
}

func (s *sweep) finish(r run.Result) {
	s.results = append(s.results, r)
	if s.watch.Finished != nil {
		s.watch.Finished(r)
	}
}

// verify makes a run whose checksum is not the sequential one's a failure.
func (s *sweep) verify(r run.Result) run.Result {
	if r.Failure != nil {
		return r
	}
	if s.checksum == "" && r.Spec.Name() == baseModel {
		s.checksum = r.Checksum
	}
	if s.checksum != "" && r.Checksum != s.checksum {
		r.Failure = wrong(r.Checksum, s.checksum)
	}
	return r
}

// wrong is the failure of a run that is wrong, not fast.
func wrong(got, want string) *run.Failure {
	return &run.Failure{Kind: run.KindChecksum, Message: fmt.Sprintf(
		"The result is wrong: its checksum is %s, and the sequential run's is %s.", got, want)}
}

// Estimate is the time that the runs left should take, judged by those that
// are done: the mean of the same model and workers, else of the sequential
// runs, else of all. It is 0 while no run has told its time.
func Estimate(left []run.Spec, done []run.Result) time.Duration {
	type pair struct {
		name    string
		workers int
	}
	took := map[pair]*mean{}
	var base, all mean
	for i := range done {
		r := &done[i]
		t, told := length(r)
		if !told {
			continue
		}
		key := pair{r.Spec.Name(), r.Spec.Workers}
		if took[key] == nil {
			took[key] = &mean{}
		}
		took[key].add(t)
		all.add(t)
		if key.name == baseModel {
			base.add(t)
		}
	}
	if base.n == 0 {
		base = all
	}
	var sum time.Duration
	for _, spec := range left {
		if m := took[pair{spec.Name(), spec.Workers}]; m != nil {
			sum += m.value()
		} else {
			sum += base.value()
		}
	}
	return sum
}

// length is how long a run took; a failed one only tells it by having run
// into its time-out.
func length(r *run.Result) (d time.Duration, told bool) {
	switch {
	case r.Failure == nil:
		p := r.Phases
		return time.Duration((p.Launch + p.Prepare + p.Cold()) * float64(time.Second)), true
	case r.Failure.Kind == run.KindTimeout:
		return r.Spec.Timeout, true
	}
	return 0, false
}

// mean is a running mean.
type mean struct {
	sum time.Duration
	n   int
}

func (m *mean) add(d time.Duration) { m.sum += d; m.n++ }

func (m *mean) value() time.Duration {
	if m.n == 0 {
		return 0
	}
	return m.sum / time.Duration(m.n)
}
