package run

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"weft/workloads"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/servers"
)

// Host executes runs, each in an engine process of its own. The zero value is
// ready. Its runs should not overlap, for they would disturb each other's
// times.
type Host struct {
	Program string       // the program to start as Go's engine; "" takes child.Engine()
	Log     *slog.Logger // nil logs nothing
}

// Watch receives what happens during a run. Each callback may be nil. All are
// called from the goroutine that called Host.Run, never after it returned, and
// must be quick: while one runs, nobody watches the engine.
type Watch struct {
	Phase    func(phase string)         // one of the Phase constants, as it begins
	Progress func(done, total int)      // tasks, at most 10 times a second
	Sample   func(sample sample.Sample) // about 10 times a second
}

// The phases of a run, in their order.
const (
	PhaseLaunch   = "launch"
	PhasePrepare  = "prepare"
	PhaseSetup    = "setup"
	PhaseRun      = "run"
	PhaseTeardown = "teardown"
)

// Run executes one run and returns what became of it: failures are in
// Result.Failure. Cancelling ctx stops the run within 300 ms, or as much later
// as its runtime's engine may take to end its workers. When Run returns, all
// processes and files of the run are gone.
func (h *Host) Run(ctx context.Context, spec Spec, watch Watch) Result {
	started := time.Now()
	full, err := spec.Resolve()
	if err != nil {
		return Result{Spec: spec, Started: started, Failure: refused(err), Warnings: []string{}}
	}
	result := h.run(ctx, full, watch)
	result.Spec, result.Started = full, started
	if f := result.Failure; f != nil {
		h.log().Info("run failed", "model", full.Name(), "workers", full.Workers, "kind", f.Kind, "message", f.Message)
	}
	return result
}

// run executes a checked specification.
func (h *Host) run(ctx context.Context, spec Spec, watch Watch) Result {
	fail := func(what string, err error) Result {
		return Result{Failure: failed(KindLaunch, fmt.Errorf("%s: %w", what, err)), Warnings: []string{}}
	}
	if ctx.Err() != nil {
		return Result{Failure: stopped(), Warnings: []string{}}
	}
	dir, err := os.MkdirTemp("", tempPrefix)
	if err != nil {
		return fail("making the run's private folder", err)
	}
	defer func() {
		if err := os.RemoveAll(dir); err != nil {
			h.log().Warn("removing the run's private folder", "error", err)
		}
	}()
	spec.TempDir = dir
	r, err := runtimes.ByName(spec.Runtime)
	if err != nil {
		return fail("finding the engine", err)
	}
	cmd, err := r.Command(runtimes.Launch{Dir: dir, Program: h.Program})
	if err != nil {
		return fail("finding the engine", err)
	}
	helpers, stop, err := serve(&spec)
	if err != nil {
		return fail("starting the page server", err)
	}
	defer func() {
		if err := stop(); err != nil {
			h.log().Warn("ending the page server", "error", err)
		}
	}()
	a := newAttempt(ctx, spec, watch)
	a.helpers, a.grace = helpers, graceOf(r, spec.Model)
	defer a.sampler.Close()
	a.enter(PhaseLaunch)
	if a.line, err = dial(cmd); err != nil {
		return fail("starting the engine", err)
	}
	a.follow()
	return a.result
}

// graceOf is how long an engine may take to go by itself when it was told to.
func graceOf(r *runtimes.Runtime, model string) time.Duration {
	grace := max(stopGrace, r.Grace)
	if m, err := r.Model(model); err == nil {
		grace = max(grace, m.Grace)
	}
	return grace
}

// serve starts the page server of a workload that fetches, the same for all
// runtimes. It is the host's child and not the engine's, whose time and memory
// are measured. stop ends it.
func serve(spec *Spec) (helpers []sample.Helper, stop func() error, err error) {
	w, err := workloads.ByName(spec.Workload)
	if err != nil || !w.Serves {
		return nil, func() error { return nil }, err
	}
	var pid int
	if spec.Pages, pid, stop, err = servers.StartPages(); err != nil {
		return nil, nil, err
	}
	return []sample.Helper{{PID: pid, Kind: "page server"}}, stop, nil
}

func (h *Host) log() *slog.Logger {
	if h.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return h.Log
}
