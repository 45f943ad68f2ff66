package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

// Times of a run under way.
const (
	launchTimeout = 30 * time.Second       // from the start of the engine to its hello
	sampleEvery   = 100 * time.Millisecond // between two samples
	stopGrace     = 50 * time.Millisecond  // for an engine to go by itself when it was told to, unless its runtime needs more
	goodbyeGrace  = 2 * time.Second        // for an engine to go by itself after its result
	dumpGrace     = 200 * time.Millisecond // for an engine that hangs to say where
	exitGrace     = 250 * time.Millisecond // between the end of an engine's output and its own
)

// attempt is a run under way, as the host sees it. It belongs to one goroutine.
type attempt struct {
	ctx     context.Context // ends when the run is stopped
	spec    run.Spec
	watch   run.Watch
	line    *line
	sampler *sample.Sampler
	guard   *guard

	began   time.Time
	phase   string
	greeted bool
	before  sample.Ledger   // when the run phase began; zero where nobody looked
	over    bool            // the run phase is over: memory is no longer the model's
	ended   bool            // the result or a failure is there
	grace   time.Duration   // for the engine to go by itself when it was told to
	beside  []sample.Helper // processes that the host started beside the engine
	done    int             // tasks, as the engine counted last
	total   int
	stride  int // of the ticks, how many make one kept sample
	ticks   int
	timeout *time.Timer
	result  run.Result
}

func newAttempt(ctx context.Context, spec run.Spec, watch run.Watch) *attempt {
	now := time.Now()
	return &attempt{
		ctx: ctx, spec: spec, watch: watch, sampler: sample.New(now), began: now, guard: newGuard(spec.MemoryLimit), stride: 1, grace: stopGrace,
		timeout: time.NewTimer(launchTimeout),
	}
}

// follow goes with the run from the engine's start to its end.
func (a *attempt) follow() {
	a.result.Helpers = a.beside
	a.sampler.SetPIDs(a.line.tree.cmd.Process.Pid, nil, a.beside)
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	defer a.timeout.Stop()
	look := time.NewTimer(guardEvery)
	defer look.Stop()
	exited := a.line.exited
	var silence <-chan time.Time
	for !a.ended {
		select {
		case <-exited: // workers that were forked may hold its output open: its end never comes then
			exited, silence = nil, time.After(exitGrace)
		case <-silence:
			a.lost()
		case <-a.ctx.Done():
			a.fail(stopped())
		case h := <-a.line.heard:
			a.hear(h)
		case <-tick.C:
			a.sample()
		case <-look.C:
			if f := a.guard.look(a.sampler); f != nil {
				a.fail(f)
			}
			look.Reset(a.guard.next)
		case <-a.timeout.C:
			a.expire()
		}
	}
	a.line.hangUp(a.patience())
	if f := a.result.Failure; f != nil && f.Detail == "" {
		f.Detail = a.line.stderr.String()
	}
}

// patience is the time for the engine to go by itself.
func (a *attempt) patience() time.Duration {
	switch f := a.result.Failure; {
	case f == nil:
		return goodbyeGrace
	case f.Kind == run.KindMemory: // which grows meanwhile
		return stopGrace
	default:
		return a.grace
	}
}

// enter notes that a phase begins.
func (a *attempt) enter(phase string) {
	a.phase = phase
	if a.watch.Phase != nil {
		a.watch.Phase(phase)
	}
}

// fail ends the attempt.
func (a *attempt) fail(f *run.Failure) {
	a.ended = true
	a.result.Failure = f
}

// hear takes what the engine said, or the end of it.
func (a *attempt) hear(h heard) {
	var nonsense *protocol.LineError
	switch {
	case h.err == nil:
		a.take(h.Message)
	case errors.As(h.err, &nonsense):
		a.fail(&run.Failure{
			Kind:    run.KindProtocol,
			Message: fmt.Sprintf("The engine said something that is not the protocol: %s.", protocol.Quote(nonsense.Line)),
			Detail:  nonsense.Error(),
		})
	case errors.Is(h.err, io.EOF):
		a.lost()
	default:
		a.fail(run.Failed(run.KindProtocol, fmt.Errorf("listening to the engine: %w", h.err)))
	}
}

// take acts on one message. An engine says hello first, and once.
func (a *attempt) take(m protocol.Message) {
	if a.greeted == (m.Hello != nil) || m.Run != nil || m.Seen != "" {
		line, _ := protocol.Encode(m) // it came over the line, so it can be encoded
		a.fail(&run.Failure{Kind: run.KindProtocol, Message: "The engine said this out of turn: " + protocol.Quote(line) + "."})
		return
	}
	switch {
	case m.Hello != nil:
		a.greet(m.Hello)
	case m.Phase != "":
		a.begin(m.Phase)
	case m.Workers != nil:
		a.result.Engine.Workers, a.result.Helpers = m.Workers.PIDs, slices.Concat(a.beside, m.Workers.Helpers)
		a.sampler.SetPIDs(a.result.Engine.PID, a.result.Engine.Workers, a.result.Helpers)
	case m.Progress != nil:
		a.done, a.total = m.Progress.Done, m.Progress.Total
		if a.watch.Progress != nil {
			a.watch.Progress(a.done, a.total)
		}
	case m.Result != nil:
		a.accept(m.Result)
	case m.Error != nil:
		a.fail(m.Error)
	}
}

// greet checks who is there and says what to run.
func (a *attempt) greet(h *protocol.Hello) {
	if h.Version != protocol.Version {
		a.fail(&run.Failure{Kind: run.KindProtocol, Message: fmt.Sprintf(
			"The engine speaks version %d of the protocol and this program version %d: use an engine of the same release.", h.Version, protocol.Version)})
		return
	}
	a.greeted = true
	a.result.Launch = time.Since(a.began).Seconds()
	a.result.Engine.PID, a.result.Engine.Runtime = h.PID, h.Runtime
	a.timeout.Reset(a.spec.Timeout)
	a.line.ask(a.spec)
}

// begin notes a phase that the engine announced. The time-out counts from
// setup on; preparing may take as long again.
func (a *attempt) begin(phase string) {
	switch phase {
	case run.PhasePrepare:
	case run.PhaseRun:
		if !a.spec.Quiet {
			a.before = a.sampler.Ledger()
		}
	case run.PhaseSetup:
		a.timeout.Reset(a.spec.Timeout)
	case run.PhaseTeardown: // the run is over: looking at its memory disturbs nothing that is timed
		a.settle()
		a.enter(phase)
		a.lastLook()
		a.line.seen(phase)
		return
	default:
		a.fail(&run.Failure{Kind: run.KindProtocol, Message: fmt.Sprintf("The engine announced a phase that there is not: %s.", protocol.Quote([]byte(phase)))})
		return
	}
	a.enter(phase)
}

// settle notes what came between the run and its cores, at once when it is over.
func (a *attempt) settle() {
	if a.before.At.IsZero() {
		return
	}
	lost := a.sampler.Ledger().Since(a.before)
	a.result.Lost = &lost
}

// lastLook reads the memory while all workers are still there, however short
// the run was; what the engine takes to sum up is not the model's.
func (a *attempt) lastLook() {
	a.sampler.Hurry()
	a.sample()
	a.result.Memory.Worker = a.sampler.WorkerUSS()
	a.over = true
}

// accept takes what the engine measured.
func (a *attempt) accept(m *run.Measured) {
	a.result.Measured = *m
	a.result.Reviewed = review(a.spec, m.Records)
	a.ended = true
	if a.watch.Progress != nil {
		a.watch.Progress(m.Tasks, m.Tasks)
	}
}

// review makes the metrics that a workload draws from the times of its tasks.
func review(s run.Spec, r run.Records) []workloads.Metric {
	w, err := runtimes.Workload(s.Runtime, s.Workload)
	if err != nil || w.Review == nil || len(r.Start) != len(r.Task) || len(r.End) != len(r.Task) {
		return nil
	}
	const us = 1e6
	times := make([]workloads.TaskSpan, len(r.Task))
	for k, task := range r.Task {
		times[k] = workloads.TaskSpan{Task: task, Start: r.Start[k] / us, End: r.End[k] / us}
	}
	return w.Review(times)
}

// expire ends a run that takes too long.
func (a *attempt) expire() {
	if !a.greeted {
		a.fail(&run.Failure{Kind: run.KindLaunch, Message: fmt.Sprintf("The engine did not answer within %v.", launchTimeout)})
		return
	}
	a.line.tree.dump()
	a.line.stderr.wait(dumpGrace)
	f := &run.Failure{Kind: run.KindTimeout, Message: fmt.Sprintf(
		"The phase %s did not end within %v: choose a longer time-out or less work.", a.phase, a.spec.Timeout)}
	if a.phase == run.PhaseRun {
		f.Message = fmt.Sprintf(
			"The run did not end within %v (%s): choose a longer time-out or less work, or look for tasks that wait for each other.", a.spec.Timeout, a.progress())
	}
	a.fail(f)
}

func (a *attempt) progress() string {
	if a.total == 0 {
		return "no task had ended"
	}
	return fmt.Sprintf("%d of %d tasks had ended", a.done, a.total)
}

// lost finds out how an engine ended that went without a result.
func (a *attempt) lost() {
	if !a.line.exitedWithin(exitGrace) {
		a.fail(&run.Failure{Kind: run.KindProtocol, Message: "The engine closed its output but went on."})
		return
	}
	a.line.stderr.wait(lastWords)
	kind := run.KindExit
	if !a.greeted {
		kind = run.KindLaunch
	}
	message := fmt.Sprintf("The engine %s in the phase %s", ending(a.line.tree.cmd), a.phase)
	if why := reason(a.line.stderr.String()); why != "" {
		message += ": " + why
	}
	a.fail(&run.Failure{Kind: kind, Message: text.Sentence(message)})
}

// sample takes one tick.
func (a *attempt) sample() {
	if a.spec.Quiet || a.over {
		return
	}
	s := a.sampler.Tick(a.ctx)
	a.result.Memory.Note(s)
	if a.watch.Sample != nil {
		a.watch.Sample(s)
	}
	a.keep(s)
}

// maxSamples bounds the samples that a result carries; a longer run keeps
// every second one, then every fourth, and so on.
const maxSamples = 20_000

func (a *attempt) keep(s sample.Sample) {
	if a.ticks++; a.ticks%a.stride != 0 {
		return
	}
	a.result.Samples = append(a.result.Samples, s)
	if len(a.result.Samples) == maxSamples {
		a.result.Samples = thin(a.result.Samples)
		a.stride *= 2
	}
}

// thin keeps every second sample.
func thin(samples []sample.Sample) []sample.Sample {
	kept := samples[:0]
	for i := 1; i < len(samples); i += 2 {
		kept = append(kept, samples[i])
	}
	return kept
}
