package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/model/worker"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
)

// prepared is a batch that is ready to be run.
type prepared struct {
	job   *model.Job
	model *model.Model
	close func() error // ends what preparing began
}

// prepare builds the batch and checks that the model can run it.
func (e *engine) prepare(spec run.Spec) (p prepared, err error) {
	if spec, err = spec.Resolve(context.Background()); err != nil { // an engine's own runtime is at hand
		return p, run.Refused(err)
	}
	w, err := workloads.ByName(spec.Workload)
	if err != nil {
		return p, run.Refused(err)
	}
	if p.model, err = model.ByName(spec.Model); err != nil {
		return p, run.Refused(err)
	}
	recipe := worker.Recipe{Workload: w.Name, Values: spec.Params, Scale: spec.Scale, TempDir: spec.TempDir, Pages: spec.Pages}
	batch, err := recipe.Build(false)
	if err != nil {
		return p, run.Refused(err)
	}
	if p.close = batch.Close; p.close == nil {
		p.close = func() error { return nil }
	}
	if err := p.model.Check(spec.Workers, batch.Tasks); err != nil {
		return p, errors.Join(run.Refused(err), p.close())
	}
	p.job = model.NewJob(recipe, batch, spec.Workers, spec.Options)
	return p, nil
}

// execute is the run: prepare, setup, run, teardown, and summing up.
func (e *engine) execute(spec run.Spec) (result *run.Measured, err error) {
	began := time.Now()
	if err := e.phase(run.PhasePrepare); err != nil {
		return nil, err
	}
	p, err := e.prepare(spec)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closing := p.close(); closing != nil && err == nil {
			result, err = nil, fmt.Errorf("clearing up after the workload: %w", closing)
		}
	}()
	runtime.GC() // so that the run doesn't pay for the garbage of preparing
	m := &measurement{prepared: p}
	m.phases.Prepare = time.Since(began).Seconds()
	if err := e.measure(m); err != nil {
		return nil, err
	}
	result, err = m.sumUp()
	if err != nil {
		return nil, err
	}
	if n, head := e.out.Printed(); n > 0 {
		return nil, printedFailure(n, head)
	}
	return result, nil
}

// phase announces a phase.
func (e *engine) phase(name string) error { return e.send(protocol.Message{Phase: name}) }

// measure takes the crew through setup, run and teardown by the clock.
func (e *engine) measure(m *measurement) error {
	if err := e.phase(run.PhaseSetup); err != nil {
		return err
	}
	began := time.Now()
	crew, err := m.model.Start(m.job)
	if err != nil {
		return run.Failed(run.KindLaunch, fmt.Errorf("setting up %d workers: %w", m.job.Workers, err))
	}
	m.phases.Setup = time.Since(began).Seconds()
	m.crew, m.pids = crew, crew.Processes()
	e.owns(m.pids...)
	err = errors.Join(
		e.send(protocol.Message{Workers: &protocol.Workers{PIDs: m.pids}}),
		e.phase(run.PhaseRun))
	if err != nil {
		return errors.Join(err, crew.Close())
	}

	delays := readDelays(crew.Threads())
	stop := e.report(m.job)
	before := readUsage()
	m.job.Begin()
	began = time.Now()
	err = crew.Run()
	m.phases.Run = time.Since(began).Seconds()
	m.used = readUsage().spent(before)
	stop()
	m.delay = readDelays(crew.Threads()).since(delays)
	m.findLanes()

	phaseErr := e.phase(run.PhaseTeardown)
	e.awaitSeen()
	began = time.Now()
	closing := crew.Close()
	m.phases.Teardown = time.Since(began).Seconds()
	m.switched = readUsage().spent(before)
	if err != nil {
		return err // what closing says after a failure is a consequence
	}
	var printed *worker.Printed
	if closing != nil && !errors.As(closing, &printed) {
		closing = run.Failed(run.KindExit, fmt.Errorf("ending the workers: %w", closing))
	}
	return errors.Join(phaseErr, closing)
}

// seenPatience is the most time that the host gets for its look; reading the
// memory of a hundred processes takes a tenth of a second.
const seenPatience = time.Second

// awaitSeen gives the host time to look at the memory of the whole tree before
// workers end and the engine takes memory of its own to sum up.
func (e *engine) awaitSeen() {
	select {
	case <-e.seen:
	case <-time.After(seenPatience):
	}
}

// reportEvery is the time between two progress messages.
const reportEvery = 100 * time.Millisecond

// report sends progress until stop is called; stop returns when that has ended.
func (e *engine) report(j *model.Job) (stop func()) {
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		ticker := time.NewTicker(reportEvery)
		defer ticker.Stop()
		last := 0
		for {
			select {
			case <-quit:
				return
			case <-ticker.C:
			}
			if done := j.Done(); done != last {
				last = done
				_ = e.send(protocol.Message{Progress: &protocol.Progress{Done: done, Total: j.Batch.Tasks}}) // a host that has gone is seen by listen
			}
		}
	}()
	return func() {
		close(quit)
		<-gone
	}
}
