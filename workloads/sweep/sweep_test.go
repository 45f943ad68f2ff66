package sweep

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/host"
	"weft/workloads/run/runtest"
)

func TestSweepRunsThePlan(t *testing.T) {
	p := plan()
	host := &runtest.Host{Answer: perfect}
	out, err := execute(context.Background(), host, p, Watch{})
	if err != nil || out.Stopped() {
		t.Fatal(out.Stopped(), err)
	}
	var want, got []string
	for _, s := range order(t, p) {
		want = append(want, name(s))
	}
	for _, s := range host.Ran() {
		got = append(got, name(s))
	}
	if !slices.Equal(got, want) || len(out.Results) != len(want) {
		t.Errorf("%d results of %v, want %v", len(out.Results), got, want)
	}
	if len(out.Summary.Warnings) > 0 || out.Summary.Baselines[0].N != p.Reps+2 || out.Summary.Baselines[0].Warm.Median != 8 {
		t.Errorf("warnings %v, baseline %+v", out.Summary.Warnings, out.Summary.Baselines)
	}
	for _, point := range out.Summary.Points {
		if point.Warm.Speedup != float64(point.Workers) || point.Warm.Overhead != 0 {
			t.Errorf("point %+v", point)
		}
	}
}

func TestWatchSeesTheSweep(t *testing.T) {
	p := plan()
	want := order(t, p)
	started, finished := 0, 0
	_, err := execute(context.Background(), &runtest.Host{Answer: perfect}, p, Watch{
		Started: func(now Status) {
			if started != finished || now.Runs != started || now.Points != 7 || name(now.Spec) != name(want[started]) {
				t.Errorf("%+v started as number %d", now, started)
			}
			if (now.Left > 0) != (started > 0) {
				t.Errorf("before run %d the time left is %v", started, now.Left)
			}
			started++
		},
		Finished: func(run.Result) { finished++ },
	})
	if err != nil || finished != len(want) {
		t.Errorf("%d of %d runs finished, %v", finished, len(want), err)
	}
}

func TestSweepRefusesAFaultyPlan(t *testing.T) {
	p := plan()
	p.Workload = "nix"
	host := &runtest.Host{Answer: perfect}
	if _, err := execute(context.Background(), host, p, Watch{}); err == nil || len(host.Ran()) > 0 {
		t.Errorf("%d runs, error %v", len(host.Ran()), err)
	}
}

func TestSweepGoesOnAfterFailures(t *testing.T) {
	p := plan()
	host := &runtest.Host{Answer: func(s run.Spec) run.Result {
		if s.Model == "goroutines" && s.Workers == 2 {
			return run.Result{Failure: &run.Failure{Kind: run.KindPanic, Message: "Task 3 panicked."}}
		}
		return perfect(s)
	}}
	out, err := execute(context.Background(), host, p, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	for _, point := range out.Summary.Points {
		failed := point.Model == "goroutines" && point.Workers == 2
		if failed != (point.Failed == p.Reps) || failed != (point.N == 0) || failed != (point.Reason != "") {
			t.Errorf("point %+v", point)
		}
	}
	if len(out.Summary.Warnings) != 1 || !strings.Contains(out.Summary.Warnings[0], "go/goroutines with 2 workers: 3 of 3 runs failed. Task 3 panicked.") {
		t.Errorf("warnings are %q", out.Summary.Warnings)
	}
}

func TestAWrongResultIsAFailure(t *testing.T) {
	host := &runtest.Host{Answer: func(s run.Spec) run.Result {
		r := perfect(s)
		if s.Model == "goroutines" && s.Workers == 4 {
			r.Checksum = "bb"
		}
		return r
	}}
	wrongs := 0
	out, err := execute(context.Background(), host, plan(), Watch{Finished: func(r run.Result) {
		isWrong := r.Spec.Model == "goroutines" && r.Spec.Workers == 4
		if isWrong != (r.Failure != nil && r.Failure.Kind == run.KindChecksum) {
			t.Errorf("%s ended as %+v", name(r.Spec), r.Failure)
		}
		if isWrong {
			wrongs++
		}
	}})
	if err != nil || wrongs != plan().Reps || out.Summary.Baselines[0].Checksum != "aa" {
		t.Errorf("%d wrong results, baseline %+v, %v", wrongs, out.Summary.Baselines, err)
	}
}

func TestRefusedPairsAreToldFirst(t *testing.T) {
	p := plan()
	p.Models, p.Workers = []string{"go/processes", "go/goroutines"}, []int{2, 100_000}
	var first *run.Result
	out, err := execute(context.Background(), &runtest.Host{Answer: perfect}, p, Watch{Finished: func(r run.Result) {
		if first == nil {
			first = &r
		}
	}})
	if err != nil || first == nil || first.Failure == nil || first.Failure.Kind != run.KindRefused {
		t.Fatalf("the first result is %+v (%v)", first, err)
	}
	at := slices.IndexFunc(out.Summary.Points, func(q Point) bool { return q.Model == "processes" && q.Workers == 100_000 })
	if at < 0 || out.Summary.Points[at].N != 0 || out.Summary.Points[at].Failed != 1 || !strings.Contains(out.Summary.Points[at].Reason, "more than") {
		t.Errorf("points are %+v", out.Summary.Points)
	}
	if len(out.Summary.Warnings) != 1 || !strings.Contains(out.Summary.Warnings[0], "100000 workers") {
		t.Errorf("warnings are %q", out.Summary.Warnings)
	}
}

func TestStopEndsTheSweepAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	host := &runtest.Host{}
	host.Answer = func(s run.Spec) run.Result {
		if len(host.Ran()) == 4 {
			cancel()
			return run.Result{Failure: &run.Failure{Kind: run.KindStopped, Message: "The run was stopped."}}
		}
		return perfect(s)
	}
	out, err := execute(ctx, host, plan(), Watch{})
	if err != nil || !out.Stopped() || len(host.Ran()) != 4 || len(out.Results) != 4 {
		t.Errorf("%d runs, stopped %v, %v", len(host.Ran()), out.Stopped(), err)
	}
	for _, p := range out.Summary.Points {
		if p.Failed > 0 || p.N == 0 {
			t.Errorf("the stopped run counts as failed: %+v", p)
		}
	}
}

func TestPace(t *testing.T) {
	spec := func(model string, workers int) run.Spec {
		return run.Spec{Runtime: "go", Model: model, Workers: workers, Timeout: time.Minute}
	}
	done := func(s run.Spec, seconds float64) run.Result {
		return run.Result{Spec: s, Observed: run.Observed{Launch: 0.25}, Measured: run.Measured{Phases: run.Phases{Prepare: 0.25, Run: seconds - 0.5}}}
	}
	base, pool, pool2 := spec("sequential", 1), spec("thread-pool", 1), spec("thread-pool", 2)
	hung := run.Result{Spec: pool2, Failure: &run.Failure{Kind: run.KindTimeout}}
	refused := run.Result{Spec: pool2, Failure: &run.Failure{Kind: run.KindRefused}}
	for name, c := range map[string]struct {
		left []run.Spec
		done []run.Result
		want time.Duration
	}{
		"nothing known":    {[]run.Spec{base, pool}, nil, 0},
		"nothing left":     {nil, []run.Result{done(base, 8)}, 0},
		"as its like":      {[]run.Spec{pool, pool2}, []run.Result{done(base, 8), done(pool, 6), done(pool, 4), done(pool2, 3)}, 8 * time.Second},
		"as the baseline":  {[]run.Spec{pool, pool2}, []run.Result{done(base, 8)}, 16 * time.Second},
		"as any":           {[]run.Spec{pool2}, []run.Result{done(pool, 6), done(base, 2)}, 2 * time.Second},
		"without baseline": {[]run.Spec{pool2}, []run.Result{done(pool, 6)}, 6 * time.Second},
		"after a time-out": {[]run.Spec{pool2}, []run.Result{done(base, 8), hung}, time.Minute},
		"after a refusal":  {[]run.Spec{pool2}, []run.Result{done(base, 8), refused}, 8 * time.Second},
	} {
		var got time.Duration
		pace := newPace()
		for i := range c.done {
			pace.add(&c.done[i])
		}
		for _, s := range c.left {
			got += pace.of(s)
		}
		if got.Round(time.Millisecond) != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A sweep on this machine: real engines, the same checksum everywhere, and a
// faulty workload whose runs all fail without ending the sweep.
func TestSweepForReal(t *testing.T) {
	p := plan()
	p.Models, p.Workers, p.Reps = []string{"go/thread-pool", "go/process-pool"}, []int{1, 2}, 1
	out, err := execute(context.Background(), &host.Host{}, p, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Summary.Points) != 5 || out.Summary.Baselines[0].N != 3 || out.Summary.Baselines[0].Warm.Median <= 0 {
		t.Errorf("%d points, baseline %+v, warnings %q", len(out.Summary.Points), out.Summary.Baselines, out.Summary.Warnings)
	}
	for _, q := range out.Summary.Points {
		if q.Failed > 0 || q.Warm.Speedup <= 0 {
			t.Errorf("point %+v", q)
		}
	}

	p.Workload, p.Params = "fault", workloads.Values{"how": "exit"}
	out, err = execute(context.Background(), &host.Host{}, p, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Results) != len(order(t, p)) || len(out.Summary.Baselines) != 0 {
		t.Errorf("%d of %d runs, baseline %+v", len(out.Results), len(order(t, p)), out.Summary.Baselines)
	}
	for _, q := range out.Summary.Points {
		if q.N > 0 || q.Failed == 0 || q.Reason == "" {
			t.Errorf("point %+v", q)
		}
	}
}
