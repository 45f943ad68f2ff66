// Package windowtest is what tests of the window's rooms share: a host without
// engines, a UI goroutine that is the test itself, and hands for dialogs.
package windowtest

import (
	"context"
	"sync"
	"time"

	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/sample"
)

// Host stands for engines: a model's runs take a time that depends on the
// model, without taking it.
type Host struct {
	Fails   map[string]string // why the runs of some models fail
	Blocked chan struct{}     // runs wait for it when it is not nil
}

// Run implements run.Runner.
func (h *Host) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	host := runtest.Host{Answer: answer, Fails: h.Fails, Blocked: h.Blocked}
	return host.Run(ctx, spec, watch)
}

// answer is what becomes of a run.
func answer(spec run.Spec) run.Result {
	took := 1.0
	if spec.Model == "thread-pool" {
		took /= float64(spec.Workers)
	}
	r := runtest.Took(took)
	if spec.Model == "process-pool" {
		r.Phases.Setup = 1
	}
	r.LaneSums = run.Totals{Busy: 1, CPU: 1}
	r.Samples = []sample.Sample{{At: 0.1, Cores: []float64{90, 10}, PSS: 10 << 20}}
	r.Memory = run.Memory{PeakPSS: 10 << 20}
	return r
}

// Queue stands for the UI goroutine, which the test itself is: what others
// hand to it waits until the test runs it.
type Queue struct {
	mu      sync.Mutex
	waiting []func()
}

// Do takes in what the UI goroutine is asked to do.
func (q *Queue) Do(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, f)
}

// Run runs what has come in, and what that brings about.
func (q *Queue) Run() {
	for {
		q.mu.Lock()
		waiting := q.waiting
		q.waiting = nil
		q.mu.Unlock()
		if len(waiting) == 0 {
			return
		}
		for _, f := range waiting {
			f()
		}
	}
}

// Never stands for what calls a function after some time: it never does.
func Never(time.Duration, func()) (callOff func()) { return func() {} }
