// Package host is the parent side of a run: it starts an engine (host.go,
// line.go), follows it from its hello to its result (attempt.go), keeps it from
// taking the machine's memory (guard.go), says how it ended (ending.go), and
// makes sure that nothing of it is left. What depends on the operating system
// lies in files named after it. It knows engines only by what they say.
package host

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"weft/workloads/child"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
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

// Run executes one run and returns what became of it: failures are in
// Result.Failure. Cancelling ctx stops the run within 300 ms, or as much later
// as its runtime's engine may take to end its workers. When Run returns, all
// processes and files of the run are gone.
func (h *Host) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	started := time.Now()
	full, err := spec.Resolve(ctx)
	if err != nil {
		return run.Result{Spec: spec, Started: started, Failure: run.Refused(err)}
	}
	if watch.Began != nil {
		watch.Began(started)
	}
	result := h.run(ctx, full, watch)
	result.Spec, result.Started = full, started
	if f := result.Failure; f != nil {
		h.log().Info("run failed", "model", full.Name(), "workers", full.Workers, "kind", f.Kind, "message", f.Message)
	}
	return result
}

// run executes a checked specification.
func (h *Host) run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	fail := func(what string, err error) run.Result {
		if ctx.Err() != nil {
			return run.Result{Failure: stopped()}
		}
		return run.Result{Failure: run.Failed(run.KindLaunch, fmt.Errorf("%s: %w", what, err))}
	}
	if ctx.Err() != nil {
		return run.Result{Failure: stopped()}
	}
	dir, err := privateFolder()
	if err != nil {
		return fail("making the run's private folder", err)
	}
	defer func() {
		if err := os.RemoveAll(dir); err != nil {
			h.log().Warn("removing the run's private folder", "error", err)
		}
	}()
	spec.TempDir = dir
	r, err := runtimes.ByName(ctx, spec.Runtime)
	if err != nil {
		return fail("finding the engine", err)
	}
	cmd, err := r.Command(ctx, runtimes.Launch{Dir: dir, Program: h.Program})
	if err != nil {
		return fail("finding the engine", err)
	}
	if cmd.Env == nil {
		cmd.Env = child.Environment()
	}
	cmd.Env = child.Inherited(cmd.Env, spec.Inherit)
	cmd.Dir = dir // nothing that lies where Weft was started is run, by the engine or by what it starts
	helpers, stop, err := serve(ctx, &spec)
	if err != nil {
		return fail("starting the page server", err)
	}
	defer func() {
		if err := stop(); err != nil {
			h.log().Warn("ending the page server", "error", err)
		}
	}()
	a := newAttempt(ctx, spec, watch)
	a.beside, a.grace = helpers, graceOf(r, spec.Model)
	defer a.sampler.Close()
	a.enter(run.PhaseLaunch)
	if a.line, err = dial(cmd); err != nil {
		return fail("starting the engine", err)
	}
	a.follow()
	return a.result
}

// privateFolder makes the run's own folder and returns its whole path: engines
// have it as their current one.
func privateFolder() (string, error) {
	temp, err := filepath.Abs(os.TempDir())
	if err != nil {
		return "", err
	}
	return os.MkdirTemp(temp, protocol.TempPrefix)
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
func serve(ctx context.Context, spec *run.Spec) (helpers []sample.Helper, stop func() error, err error) {
	w, err := runtimes.Workload(spec.Runtime, spec.Workload)
	if err != nil || !w.Serves {
		return nil, func() error { return nil }, err
	}
	var pid int
	if spec.Pages, pid, stop, err = servers.StartPages(ctx); err != nil {
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
