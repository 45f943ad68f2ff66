package sweep

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
)

// bench is a made-up machine: its runs take time on the clock of the test's
// bubble, p workers a p-th of a sequential run's, with noise.
type bench struct {
	runtest.Host
	random *rand.Rand
	noise  func(run.Spec) float64 // relative
	second time.Duration          // of a sequential run at scale 1
}

func newBench(noise float64) *bench {
	b := &bench{
		random: rand.New(rand.NewPCG(1, 2)), second: time.Second,
		noise: func(run.Spec) float64 { return noise },
	}
	b.Answer, b.Lasting = b.take, true
	return b
}

func (b *bench) take(spec run.Spec) run.Result {
	took := b.second.Seconds() * spec.Scale / float64(spec.Workers) * math.Exp(b.noise(spec)*b.random.NormFloat64())
	r := runtest.Took(took)
	r.Launch, r.Checksum = 0.01, fmt.Sprint(spec.Scale)
	return r
}

// adaptive is a plan that repeats as the precision asks.
func adaptive() Plan {
	p := plan()
	p.Reps, p.Scale, p.Workers = 0, 1, []int{1, 2}
	return p
}

// sweepOn runs a plan on the bench's machine and clock.
func sweepOn(t *testing.T, b *bench, p Plan, watch Watch) (out Outcome, took time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var err error
		if out, err = execute(t.Context(), b, p, watch); err != nil {
			t.Fatal(err)
		}
		took = time.Since(began)
	})
	return out, took
}

func TestRepetitionsGoWhereIntervalsAreWide(t *testing.T) {
	b := newBench(0)
	b.noise = func(s run.Spec) float64 {
		if s.Model == "goroutines" && s.Workers == 2 {
			return 0.03
		}
		return 0.001
	}
	p := adaptive()
	p.Budget = time.Hour
	out, _ := sweepOn(t, b, p, Watch{})
	if out.End != EndPrecision {
		t.Errorf("it ended by %s", out.End)
	}
	noisy := find(t, out.Summary.Points, "goroutines", 2)
	for _, q := range out.Summary.Points {
		if q.Model != "sequential" && q.Name() != noisy.Name() && q.N >= noisy.N {
			t.Errorf("%s with %d workers, which is steady, ran %d times; the noisy one %d times", q.Name(), q.Workers, q.N, noisy.N)
		}
		if !q.Precise(p.Terms()) && q.N < mostRuns {
			t.Errorf("%s with %d workers is left at %v after %d runs", q.Name(), q.Workers, q.Warm.SpeedupInterval, q.N)
		}
	}
}

func TestTheBudgetEndsASweep(t *testing.T) {
	for _, budget := range []time.Duration{20 * time.Second, time.Minute} {
		p := adaptive()
		p.Precision, p.Budget = MinPrecision, budget
		out, took := sweepOn(t, newBench(0.2), p, Watch{})
		if out.End != EndBudget || took > budget+2*time.Second || took < budget-5*time.Second {
			t.Errorf("with a budget of %v it ended after %v by %s", budget, took, out.End)
		}
	}
}

// However small the budget is, every point gets its run, and the machine's
// drift is looked at.
func TestEveryPointGetsARun(t *testing.T) {
	p := adaptive()
	p.Budget = MinBudget
	out, _ := sweepOn(t, newBench(0.01), p, Watch{})
	for _, q := range out.Summary.Points {
		if q.N == 0 {
			t.Errorf("%s with %d workers was never run", q.Name(), q.Workers)
		}
	}
	if first := out.Summary.Baselines[0]; first.N < 2 || out.End != EndBudget {
		t.Errorf("the baseline ran %d times, and the sweep ended by %s", first.N, out.End)
	}
}

func TestTheSameResultsLeadToTheSameOrder(t *testing.T) {
	order := func(seed uint64) (names []string) {
		b := newBench(0.05)
		p := adaptive()
		p.Seed = seed
		sweepOn(t, b, p, Watch{})
		for _, s := range b.Ran() {
			names = append(names, name(s))
		}
		return names
	}
	if a, b := order(7), order(7); !slices.Equal(a, b) {
		t.Errorf("the same seed gives %v and %v", a, b)
	}
	if a, b := order(7), order(8); slices.Equal(a, b) {
		t.Errorf("another seed gives the same %d runs", len(a))
	}
}

func TestAPointThatFailsIsLeftAlone(t *testing.T) {
	b := newBench(0.01)
	bad := func(s run.Spec) bool { return s.Model == "goroutines" && s.Workers == 2 }
	host := runtest.Func(func(ctx context.Context, s run.Spec, w run.Watch) run.Result {
		r := b.Run(ctx, s, w)
		if bad(s) {
			r = run.Result{Spec: s, Started: r.Started, Failure: &run.Failure{Kind: run.KindPanic, Message: "Task 1 panicked."}}
		}
		return r
	})
	synctest.Test(t, func(t *testing.T) {
		out, err := execute(t.Context(), host, adaptive(), Watch{})
		if err != nil {
			t.Fatal(err)
		}
		if p := find(t, out.Summary.Points, "goroutines", 2); p.Failed != mostFailures || out.End == EndStopped {
			t.Errorf("it failed %d times; the sweep ended by %s", p.Failed, out.End)
		}
	})
}

// What is told to be left must be near what then is: within a third from the
// second round on, when runs have the same length every time.
func TestTheTimeLeftIsHonest(t *testing.T) {
	p := adaptive()
	p.Reps = 4
	var told []Status
	_, took := sweepOn(t, newBench(0), p, Watch{Started: func(now Status) { told = append(told, now) }})
	for _, now := range told[len(told)/3:] {
		truth := took - now.Elapsed
		if off := (now.Left - truth).Abs(); off > truth/3+time.Second/2 {
			t.Errorf("after %v it told %v left, and it was %v", now.Elapsed, now.Left, truth)
		}
	}
	if last := told[len(told)-1]; last.Share() < 0.9 || last.Share() > 1 || last.Precise != last.Points {
		t.Errorf("before the last run it stands at %+v", last)
	}
}

func TestShortRunsAreMadeLonger(t *testing.T) {
	for name, c := range map[string]struct {
		second time.Duration
		scale  float64
		want   func(scale float64) bool
	}{
		"too short":      {100 * time.Millisecond, 0, func(s float64) bool { return s == 4 }}, // the shortest is half as long as the sequential one
		"long enough":    {time.Second, 0, func(s float64) bool { return s == 1 }},
		"too long":       {20 * time.Second, 0, func(s float64) bool { return s < 1 && s >= 0.02 }},
		"as it is asked": {time.Millisecond, 1, func(s float64) bool { return s == 1 }},
	} {
		b := newBench(0.001)
		b.second = c.second
		p := adaptive()
		p.Scale = c.scale
		out, _ := sweepOn(t, b, p, Watch{})
		if !c.want(out.Scales["go"]) {
			t.Errorf("%s: the scale is %g", name, out.Scales["go"])
		}
		for _, s := range b.Ran() {
			if s.Scale != out.Scales["go"] && !s.WarmUp {
				t.Errorf("%s: %s ran at %g, the sweep at %g", name, s.Name(), s.Scale, out.Scales["go"])
			}
		}
		if len(out.Summary.Warnings) > 0 {
			t.Errorf("%s: %q", name, out.Summary.Warnings)
		}
	}
}

// The first milliseconds of a run can be ten times as slow as the rest: then
// what the calibration foretold is looked at again.
func TestCalibrationLooksAgain(t *testing.T) {
	b := newBench(0)
	b.second = 20 * time.Millisecond
	host := runtest.Func(func(ctx context.Context, s run.Spec, w run.Watch) run.Result {
		r := b.Run(ctx, s, w)
		if s.Scale == 1 {
			r.Phases.Run *= 5
		}
		return r
	})
	p := adaptive()
	p.Scale = 0
	synctest.Test(t, func(t *testing.T) {
		out, err := execute(t.Context(), host, p, Watch{})
		if err != nil || out.Scales["go"] < 19 || out.Scales["go"] > 21 { // 20 ms on two workers become 200 ms
			t.Errorf("the scale is %g, %v", out.Scales["go"], err)
		}
	})
}

// A workload that can't be made large enough is made as large as it can be.
func TestCalibrationStaysWithinTheWorkload(t *testing.T) {
	b := newBench(0)
	b.second = 10 * time.Microsecond
	p := adaptive()
	p.Workload, p.Params, p.Scale = "noop", workloads.Values{"tasks": "500000"}, 0
	out, _ := sweepOn(t, b, p, Watch{})
	if out.Scales["go"] < 5 || out.Scales["go"] > 10 { // five million are the most
		t.Errorf("half a million tasks are multiplied by %g", out.Scales["go"])
	}
}

func TestWeakScalingGrowsTheWork(t *testing.T) {
	p := adaptive()
	p.Mode, p.Reps, p.Scale = Weak, 2, 0.5
	b := newBench(0.001)
	out, _ := sweepOn(t, b, p, Watch{})
	for _, s := range b.Ran() {
		if s.Model != "sequential" && s.Scale != 0.5*float64(s.Workers) {
			t.Errorf("%s with %d workers has the scale %g", s.Name(), s.Workers, s.Scale)
		}
	}
	for _, q := range out.Summary.Points {
		if q.Model != "sequential" && math.Abs(q.Warm.Speedup-float64(q.Workers)) > 0.1 {
			t.Errorf("%s with %d workers has the speedup %g", q.Name(), q.Workers, q.Warm.Speedup)
		}
	}
}

func TestSpawnPlans(t *testing.T) {
	p := Spawning([]string{"go/threads", "go/goroutine-pool", "go/process-pool", "go/event-loop"}, 3)
	if err := fault(t, p); err != nil {
		t.Fatal(err)
	}
	most := map[string]int{}
	for _, s := range order(t, p) {
		most[s.Model] = max(most[s.Model], s.Workers)
		if s.Params["tasks"] != fmt.Sprint(s.Workers) || s.Workload != spawnWorkload {
			t.Errorf("%s with %d workers runs %s %v", s.Name(), s.Workers, s.Workload, s.Params)
		}
	}
	for model, want := range map[string]int{"threads": 1000, "goroutine-pool": 10_000, "process-pool": 50, "event-loop": 10_000, "sequential": 0} {
		if most[model] != want {
			t.Errorf("%s goes up to %d workers, want %d", model, most[model], want)
		}
	}
}

func TestPreview(t *testing.T) {
	p := plan()
	v := resolve(t, p).Preview(time.Second)
	if v.Open || v.Points != 7 || v.Least != 3 || len(v.Order) != 2+3*7+1 || v.AtMost != time.Duration(len(v.Order))*time.Second {
		t.Errorf("%d points, at least %d runs of each, %d runs, %v", v.Points, v.Least, len(v.Order), v.AtMost)
	}
	p.Reps = 0
	if v = resolve(t, p).Preview(0); !v.Open || v.AtMost != DefaultBudget || v.Least != leastRuns || len(v.Order) != 2+leastRuns*7+1 {
		t.Errorf("%+v", v)
	}
}

// Least is what the order of a preview shows of each point.
func TestPreviewCountsTheFewest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		p.Mode = rapid.SampledFrom([]Mode{Strong, Weak}).Draw(t, "mode")
		r, err := p.Resolve(context.Background())
		if err != nil {
			t.Skip(err)
		}
		v, counts := r.Preview(0), map[key]int{}
		for _, s := range v.Order {
			if !s.WarmUp {
				counts[keyOf(s)]++
			}
		}
		if got := slices.Min(slices.Collect(maps.Values(counts))); got != v.Least {
			t.Fatalf("%d runs of each at least, and it says %d", got, v.Least)
		}
	})
}
