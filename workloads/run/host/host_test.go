package host

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// brief is a run of a moment.
func brief(model string, workers int) run.Spec {
	return run.Spec{Workload: "fib", Params: workloads.Values{"n": "22"}, Scale: 0.01, Runtime: "go", Model: model, Workers: workers}
}

// long is a run that only ends when it is stopped.
func long(model string, workers int) run.Spec {
	return run.Spec{
		Workload: "sleep", Params: workloads.Values{"tasks": "1000000", "ms": "10000"},
		Runtime: "go", Model: model, Workers: workers,
	}
}

// mustRun runs a spec that has to succeed.
func mustRun(t *testing.T, spec run.Spec) run.Result {
	t.Helper()
	r := (&Host{}).Run(context.Background(), spec, run.Watch{})
	if r.Failure != nil {
		t.Fatalf("%s failed (%s): %s\n%s", spec.Name(), r.Failure.Kind, r.Failure.Message, r.Failure.Detail)
	}
	return r
}

func TestRunMeasures(t *testing.T) {
	room(t)
	sequential := mustRun(t, brief("sequential", 1))
	for _, model := range []string{"thread-pool", "process-pool", "goroutines"} {
		r := mustRun(t, brief(model, 2))
		if r.Checksum != sequential.Checksum || r.Tasks != sequential.Tasks {
			t.Errorf("%s: %d tasks with checksum %s, sequentially %d with %s", model, r.Tasks, r.Checksum, sequential.Tasks, sequential.Checksum)
		}
		checkTimes(t, r)
		checkTasks(t, r)
	}
	nothingLeft(t)
}

// checkTimes looks at the clocks of a run with two workers.
func checkTimes(t *testing.T, r run.Result) {
	t.Helper()
	if p := r.Phases; min(r.Launch, p.Prepare, p.Setup, p.Run, p.Teardown) <= 0 {
		t.Errorf("%s: phases are %+v", r.Spec.Name(), p)
	}
	if s := r.LaneSums; s.Busy <= 0 || s.Longest <= 0 || s.Busy > 2*r.Phases.Run+0.001 {
		t.Errorf("%s: sums are %+v in a run of %g s", r.Spec.Name(), s, r.Phases.Run)
	}
}

// checkTasks looks at who ran what in a run with two workers.
func checkTasks(t *testing.T, r run.Result) {
	t.Helper()
	if len(r.Lanes) != 2 || r.Lanes[0].Tasks+r.Lanes[1].Tasks != r.Tasks {
		t.Errorf("%s: lanes are %+v", r.Spec.Name(), r.Lanes)
	}
	if len(r.Records.Task) != r.Tasks || r.Records.Stride != 1 {
		t.Errorf("%s: %d records of %d tasks", r.Spec.Name(), len(r.Records.Task), r.Tasks)
	}
	if r.Engine.PID == os.Getpid() || r.Engine.PID == 0 || r.Engine.Runtime != runtime.Version()+" "+runtime.GOOS+"/"+runtime.GOARCH {
		t.Errorf("%s: the engine is %+v", r.Spec.Name(), r.Engine)
	}
}

func TestResultSaysWhatWasRun(t *testing.T) {
	room(t)
	s := mustRun(t, brief("sequential", 1)).Spec
	if s.TempDir != "" || s.Scale != 0.01 || s.Timeout != run.DefaultTimeout || s.Params["n"] != "22" || s.Params["repeat"] == "" {
		t.Errorf("the spec is %+v", s)
	}
}

func TestProcessesOfAPoolAreReported(t *testing.T) {
	room(t)
	r := mustRun(t, brief("process-pool", 3))
	pids := slices.Clone(r.Engine.Workers)
	slices.Sort(pids)
	if len(slices.Compact(pids)) != 3 || slices.Contains(pids, r.Engine.PID) {
		t.Errorf("workers are %v, the engine is %d", r.Engine.Workers, r.Engine.PID)
	}
	if m := r.Memory; runtime.GOOS == "linux" && (m.Worker == 0 || 3*m.Worker > m.PeakUSS) {
		t.Errorf("each of three workers takes %d bytes, the tree takes %d", m.Worker, m.PeakUSS)
	}
	for _, lane := range r.Lanes {
		if !slices.Contains(pids, lane.PID) {
			t.Errorf("lane %d worked in %d, which is no worker", lane.ID, lane.PID)
		}
	}
}

func TestWatchSeesTheRun(t *testing.T) {
	room(t)
	var phases []string
	var samples []sample.Sample
	last, over := 0, false
	check := func() {
		if over {
			t.Error("a callback came after the end")
		}
	}
	spec := run.Spec{Workload: "sleep", Params: workloads.Values{"tasks": "40", "ms": "25"}, Runtime: "go", Model: "thread-pool", Workers: 2}
	r := (&Host{}).Run(context.Background(), spec, run.Watch{
		Phase: func(p string) { check(); phases = append(phases, p) },
		Progress: func(done, total int) {
			check()
			if done < last || done > total || total != 40 {
				t.Errorf("progress goes from %d to %d of %d", last, done, total)
			}
			last = done
		},
		Sample: func(s sample.Sample) { check(); samples = append(samples, s) },
	})
	over = true
	if r.Failure != nil {
		t.Fatal(r.Failure)
	}
	if want := []string{run.PhaseLaunch, run.PhasePrepare, run.PhaseSetup, run.PhaseRun, run.PhaseTeardown}; !slices.Equal(phases, want) {
		t.Errorf("phases came as %v", phases)
	}
	if last != 40 {
		t.Errorf("progress ended at %d", last)
	}
	if len(samples) == 0 || len(samples) != len(r.Samples) {
		t.Errorf("%d samples were shown, %d are in the result", len(samples), len(r.Samples))
	}
	if !slices.IsSortedFunc(samples, func(a, b sample.Sample) int { return int(1e9 * (a.At - b.At)) }) {
		t.Error("samples are not in the order of time")
	}
	if r.Memory.PeakRSS < 1<<20 {
		t.Errorf("memory is %+v", r.Memory)
	}
}

func TestQuietTakesNoSamples(t *testing.T) {
	room(t)
	spec := brief("sequential", 1)
	spec.Quiet = true
	if r := mustRun(t, spec); len(r.Samples) > 0 || !reflect.DeepEqual(r.Memory, run.Memory{}) {
		t.Errorf("%d samples, memory %+v", len(r.Samples), r.Memory)
	}
}

func TestPictureComesAsPNG(t *testing.T) {
	room(t)
	r := mustRun(t, run.Spec{Workload: "mandelbrot", Scale: 0.02, Runtime: "go", Model: "goroutine-pool", Workers: 2})
	picture, err := png.Decode(bytes.NewReader(r.Picture))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X < 8 || size.Y < 8 {
		t.Errorf("the picture has %v", size)
	}
}

func TestPageServerIsAHelper(t *testing.T) {
	room(t)
	r := mustRun(t, run.Spec{Workload: "scrape", Scale: 0.05, Runtime: "go", Model: "event-loop", Workers: 4})
	if len(r.Helpers) != 1 || r.Helpers[0].Kind != "page server" || slices.Contains(r.Engine.Workers, r.Helpers[0].PID) {
		t.Errorf("helpers are %v, workers %v", r.Helpers, r.Engine.Workers)
	}
	nothingLeft(t)
}

func TestRefusals(t *testing.T) {
	room(t)
	with := func(change func(*run.Spec)) run.Spec {
		s := brief("thread-pool", 2)
		change(&s)
		return s
	}
	for name, c := range map[string]struct {
		spec run.Spec
		says string
	}{
		"workload": {with(func(s *run.Spec) { s.Workload = "fibb" }), "fib"},
		"model":    {with(func(s *run.Spec) { s.Model = "thread-pol" }), "thread-pool"},
		"runtime":  {with(func(s *run.Spec) { s.Runtime = "goo" }), "go"},
		"param":    {with(func(s *run.Spec) { s.Params = workloads.Values{"m": "1"} }), "no parameter"},
		"value":    {with(func(s *run.Spec) { s.Params = workloads.Values{"n": "x"} }), "whole number"},
		"option":   {with(func(s *run.Spec) { s.Options = workloads.Values{"chunks": "1"} }), "chunk"},
		"scale":    {with(func(s *run.Spec) { s.Scale = 1000 }), "out of range"},
		"workers":  {with(func(s *run.Spec) { s.Workers = 0 }), "at least 1"},
		"threads":  {with(func(s *run.Spec) { s.Workers = 10_000_000 }), "more than"},
		"time-out": {with(func(s *run.Spec) { s.Timeout = -1 }), "negative"},
		"tasks": {with(func(s *run.Spec) {
			s.Workload, s.Params, s.Scale, s.Model = "noop", workloads.Values{"tasks": "1000000"}, 1, "processes"
		}), "tasks are more than"},
	} {
		r := (&Host{}).Run(context.Background(), c.spec, run.Watch{})
		if r.Failure == nil || r.Failure.Kind != run.KindRefused || !strings.Contains(r.Failure.Message, c.says) {
			t.Errorf("%s: %+v, want a refusal that says %q", name, r.Failure, c.says)
		}
	}
	r := (&Host{}).Run(context.Background(), run.Spec{Workload: "nix", Runtime: "nix", Timeout: -1}, run.Watch{})
	for _, part := range []string{"workload", "runtime", "negative"} {
		if !strings.Contains(r.Failure.Message, part) || strings.Contains(r.Failure.Message, "\n") {
			t.Errorf("of several faults it says: %q", r.Failure.Message)
		}
	}
	nothingLeft(t)
}

func TestLongRunsKeepTheirSamplesBounded(t *testing.T) {
	a := newAttempt(context.Background(), run.Spec{}, run.Watch{})
	defer a.sampler.Close()
	for i := range 2 * maxSamples {
		a.keep(sample.Sample{At: float64(i)})
		if len(a.result.Samples) > maxSamples {
			t.Fatalf("%d samples after %d ticks", len(a.result.Samples), i)
		}
	}
	kept := a.result.Samples
	if len(kept) < maxSamples/4 || kept[0].At > 8 || kept[len(kept)-1].At < 2*maxSamples-8 {
		t.Errorf("%d samples are kept, from %g to %g", len(kept), kept[0].At, kept[len(kept)-1].At)
	}
}

func TestTailKeepsTheEnd(t *testing.T) {
	tail := newTail()
	for range 3 {
		if _, err := tail.Write(bytes.Repeat([]byte("x"), tailSize)); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = tail.Write([]byte("the end"))
	if s := tail.String(); len(s) != tailSize || !strings.HasSuffix(s, "xthe end") {
		t.Errorf("%d bytes are kept", len(s))
	}
}

func TestStoppedBeforeItStarted(t *testing.T) {
	room(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r := (&Host{}).Run(ctx, brief("sequential", 1), run.Watch{}); r.Failure == nil || r.Failure.Kind != run.KindStopped {
		t.Errorf("the run ended as %+v", r.Failure)
	}
	nothingLeft(t)
}

func TestTimeoutNamesTheTasks(t *testing.T) {
	room(t)
	spec := long("thread-pool", 2)
	spec.Timeout = 300 * time.Millisecond
	r := (&Host{}).Run(context.Background(), spec, run.Watch{})
	if r.Failure == nil || r.Failure.Kind != run.KindTimeout || !strings.Contains(r.Failure.Message, "no task had ended") {
		t.Errorf("the run ended as %+v", r.Failure)
	}
	nothingLeft(t)
}
