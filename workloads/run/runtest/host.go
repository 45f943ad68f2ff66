package runtest

import (
	"context"
	"slices"
	"sync"
	"time"

	"weft/workloads/run"
)

// Host is a host without engines: its runs execute nothing and return at once
// with what Answer tells. The zero value has every run succeed in a second.
type Host struct {
	Answer  func(run.Spec) run.Result // what becomes of a run; its Spec and Started are the host's
	Fails   map[string]string         // why the runs of a model fail, by the model's name
	Blocked chan struct{}             // where it is not nil, each run receives from it before it ends
	Lasting bool                      // runs take the time that they tell, on the clock of a test's bubble

	mu    sync.Mutex
	ran   []run.Spec
	clock time.Time // of runs that take no time: each begins a second after the one before it
}

// Ran are the runs so far, in order.
func (h *Host) Ran() []run.Spec {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.ran)
}

// Run implements [run.Runner].
func (h *Host) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	started := h.begin(spec)
	r := Took(1)
	if h.Answer != nil {
		r = h.Answer(spec)
	}
	r.Spec, r.Started = spec, started
	announce(watch, &r)
	if h.Blocked != nil {
		select {
		case <-h.Blocked:
		case <-ctx.Done():
			return Failed(spec, started, run.KindStopped, "The run was stopped.")
		}
	}
	if why, fails := h.Fails[spec.Model]; fails {
		return Failed(spec, started, run.KindPanic, why)
	}
	if h.Lasting {
		time.Sleep(time.Duration(r.Lasted() * float64(time.Second)))
	}
	return r
}

// begin notes a run, and tells when it begins.
func (h *Host) begin(spec run.Spec) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ran = append(h.ran, spec)
	switch {
	case h.Lasting, h.clock.IsZero():
		h.clock = time.Now()
	default:
		h.clock = h.clock.Add(time.Second)
	}
	return h.clock
}

// announce tells a watch of a run as an engine would, in the middle of it.
func announce(watch run.Watch, r *run.Result) {
	if watch.Began != nil {
		watch.Began(r.Started)
	}
	if watch.Phase != nil {
		watch.Phase(run.PhaseRun)
	}
	if watch.Progress != nil {
		watch.Progress(r.Tasks/2, r.Tasks)
	}
	for _, s := range r.Samples {
		if watch.Sample != nil {
			watch.Sample(s)
		}
	}
}

// Took is what becomes of a run whose run phase takes so many seconds.
func Took(seconds float64) run.Result {
	return run.Result{Measured: run.Measured{
		Tasks: 4, Checksum: "00000000000000ff", Phases: run.Phases{Run: seconds}, LaneSums: run.Totals{Busy: seconds, CPU: seconds},
	}}
}

// Failed is what becomes of a run that fails.
func Failed(spec run.Spec, started time.Time, kind, why string) run.Result {
	return run.Result{Spec: spec, Started: started, Failure: &run.Failure{Kind: kind, Message: why, Detail: "a stack"}}
}

// Func is a runner that is a function.
type Func func(ctx context.Context, spec run.Spec, watch run.Watch) run.Result

// Run calls it.
func (f Func) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	return f(ctx, spec, watch)
}
