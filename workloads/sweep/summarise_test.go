package sweep

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/workloads"
	"weft/workloads/run"
)

// results makes one result a time, at successive moments.
func results(model string, workers int, checksum string, times ...float64) []run.Result {
	var all []run.Result
	for i, seconds := range times {
		r := took(seconds, checksum)
		r.Spec = run.Spec{Workload: "fib", Scale: 1, Runtime: "go", Model: model, Workers: workers}
		r.Started = time.Unix(int64(1000+i), 0)
		r.LaneSums.Busy = seconds
		r.Memory.PeakPSS = uint64(seconds * 100)
		all = append(all, r)
	}
	return all
}

// started gives a result the start of its first record, s.
func started(all []run.Result, seconds float64) []run.Result {
	for i := range all {
		all[i].Records.Start = []float64{seconds * 1e6}
	}
	return all
}

func find(t *testing.T, points []Point, model string, workers int) Point {
	t.Helper()
	for _, p := range points {
		if p.Model == model && p.Workers == workers {
			return p
		}
	}
	t.Fatalf("no point for %s with %d workers in %+v", model, workers, points)
	return Point{}
}

// figures that are worked out by hand, and what was found.
func checkFigures(t *testing.T, figures map[string][2]float64) {
	t.Helper()
	for what, pair := range figures {
		if !near(pair[0], pair[1]) {
			t.Errorf("%s is %g, want %g", what, pair[0], pair[1])
		}
	}
}

// byHand are four sequential runs and three of a pool.
func byHand() Summary {
	return Summarise(slices.Concat(
		results("sequential", 1, "aa", 10, 8, 12, 9),
		started(results("thread-pool", 4, "aa", 3, 2, 4), 0.25),
	), Terms{})
}

func TestPointByHand(t *testing.T) {
	got := byHand()
	p := find(t, got.Points, "thread-pool", 4)
	checkFigures(t, map[string][2]float64{
		"N": {float64(p.N), 3}, "warm": {p.Warm.Median, 3}, "cold": {p.Cold.Median, 4.5},
		"speedup": {p.Warm.Speedup, 9.5 / 3}, "cold speedup": {p.Cold.Speedup, 11 / 4.5}, "efficiency": {p.Warm.Efficiency, 9.5 / 12},
		"overhead": {p.Warm.Overhead, 12 - 9.5}, "cold overhead": {p.Cold.Overhead, 18 - 11}, "memory": {float64(p.Memory.PeakPSS), 400},
		"up": {p.Up.Median, 1.25}, "busy of the middle run": {p.LaneSums.Busy, 3}, "run phase of the middle run": {p.Phases.Run, 3},
	})
	if !slices.Equal(p.Warm.Values, []float64{3, 2, 4}) || !slices.Equal(p.Cold.Values, []float64{4.5, 3.5, 5.5}) {
		t.Errorf("times are %v and %v", p.Warm.Values, p.Cold.Values)
	}
	if !p.Warm.Interval.Known() || !p.Warm.Interval.Holds(3) {
		t.Errorf("the interval of the time is %v", p.Warm.Interval)
	}
}

func TestBaselineByHand(t *testing.T) {
	got := byHand()
	base := got.Baselines[0]
	checkFigures(t, map[string][2]float64{
		"N": {float64(base.N), 4}, "warm": {base.Warm.Median, 9.5}, "cold": {base.Cold.Median, 11},
		"first": {base.First, 10}, "last": {base.Last, 9}, "drift": {base.Drift, -0.1}, "busy of the lower middle run": {base.LaneSums.Busy, 9},
	})
	if base.Checksum != "aa" {
		t.Errorf("the checksum is %s", base.Checksum)
	}
	if len(got.Warnings) != 1 || !strings.Contains(got.Warnings[0], "10 s at first and 9 s at last (-10 %)") {
		t.Errorf("warnings are %q", got.Warnings)
	}
	if self := find(t, got.Points, "sequential", 1); self.Warm.Speedup != 1 || self.Warm.Efficiency != 1 || self.Warm.Overhead != 0 {
		t.Errorf("the baseline against itself is %+v", self)
	}
}

func TestNoResultsNoPoints(t *testing.T) {
	if s := Summarise(nil, Terms{}); s.Points == nil || len(s.Points) > 0 || len(s.Baselines) > 0 || s.Warnings == nil || len(s.Warnings) > 0 {
		t.Errorf("%+v", s)
	}
}

func TestWarmUpsAndOtherWorkAreLeftOut(t *testing.T) {
	all := results("sequential", 1, "aa", 10, 10)
	warm := results("sequential", 1, "aa", 99)
	warm[0].Spec.WarmUp = true
	larger := results("sequential", 1, "bb", 50, 50, 50)
	for i := range larger {
		larger[i].Started = time.Unix(2000, 0)
		larger[i].Spec.Scale = 2
	}
	spelled := results("sequential", 1, "aa", 10) // the same work, defaults written out
	spelled[0].Spec.Params = workloads.Values{"n": "32"}
	if w, err := workloads.ByName("fib"); err == nil {
		for _, p := range w.Params {
			spelled[0].Spec.Params[p.Name] = p.Default
		}
	}
	spelled[0].Started = time.Unix(3000, 0)
	s := Summarise(slices.Concat(larger, warm, all, spelled), Terms{})
	base, warnings := s.Baselines[0], s.Warnings
	if base.N != 3 || base.Warm.Median != 10 || base.Checksum != "aa" {
		t.Errorf("the baseline is %+v", base)
	}
	if len(warnings) != 1 || !strings.HasPrefix(warnings[0], "3 runs are of other work") {
		t.Errorf("warnings are %q", warnings)
	}
}

func TestWhatIsWrongIsNotFast(t *testing.T) {
	all := slices.Concat(
		results("sequential", 1, "aa", 10, 10, 10),
		results("goroutines", 2, "bb", 0.1, 0.1, 0.1, 0.1, 0.1),
		results("thread-pool", 2, "aa", 5, 5),
		results("thread-pool", 2, "bb", 0.1),
	)
	s := Summarise(all, Terms{})
	points, base, warnings := s.Points, s.Baselines[0], s.Warnings
	if base.Checksum != "aa" {
		t.Errorf("the reference is %s", base.Checksum)
	}
	if p := find(t, points, "goroutines", 2); p.N != 0 || p.Failed != 5 || p.Warm.Speedup != 0 || !strings.Contains(p.Reason, "wrong") {
		t.Errorf("the wrong one is %+v", p)
	}
	if p := find(t, points, "thread-pool", 2); p.N != 2 || p.Failed != 1 || p.Warm.Speedup != 2 {
		t.Errorf("the one that is sometimes wrong is %+v", p)
	}
	if len(warnings) != 2 {
		t.Errorf("warnings are %q", warnings)
	}
}

func TestWithoutABaselineNothingIsCompared(t *testing.T) {
	s := Summarise(results("threads", 2, "aa", 5, 5), Terms{})
	points, warnings := s.Points, s.Warnings
	if len(s.Baselines) != 0 || len(points) != 1 || points[0].Base != -1 || points[0].Warm.Median != 5 || points[0].Warm.Speedup != 0 || points[0].Warm.Overhead != 0 {
		t.Errorf("%+v", s)
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0], "No sequential run") {
		t.Errorf("warnings are %q", warnings)
	}
}

func TestDriftIsToldFromFivePercentOn(t *testing.T) {
	for _, c := range []struct {
		last float64
		told bool
	}{{10.4, false}, {10.6, true}, {9.6, false}, {9.4, true}} {
		if warnings := Summarise(results("sequential", 1, "aa", 10, c.last), Terms{}).Warnings; (len(warnings) > 0) != c.told {
			t.Errorf("from 10 s to %g s: %q", c.last, warnings)
		}
	}
}

// drawResults is any session of one work, a result a second.
func drawResults(t *rapid.T) []run.Result {
	n := rapid.IntRange(0, 30).Draw(t, "runs")
	all := make([]run.Result, n)
	for i := range all {
		model := rapid.SampledFrom([]string{"sequential", "thread-pool", "goroutines", "of another release"}).Draw(t, "model")
		workers := 1
		if model != "sequential" {
			workers = rapid.IntRange(1, 4).Draw(t, "workers")
		}
		checksum := rapid.SampledFrom([]string{"aa", "aa", "aa", "bb"}).Draw(t, "checksum")
		all[i] = results(model, workers, checksum, rapid.Float64Range(0.001, 100).Draw(t, "seconds"))[0]
		all[i].Started = time.Unix(int64(i), 0)
		if rapid.IntRange(0, 5).Draw(t, "fails") == 0 {
			all[i].Failure = &run.Failure{Kind: rapid.SampledFrom([]string{run.KindPanic, run.KindStopped}).Draw(t, "kind"), Message: "It failed."}
		}
	}
	return all
}

func TestPointsDoNotDependOnTheOrderOfResults(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawResults(t)
		// Intervals that are unknown are NaN, which equals nothing: their texts do.
		first := fmt.Sprintf("%+v", Summarise(all, Terms{}))
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if again := fmt.Sprintf("%+v", Summarise(all, Terms{})); again != first {
			t.Fatalf("%s\n%s", first, again)
		}
	})
}

func TestEveryRunIsInAPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawResults(t)
		points := Summarise(all, Terms{}).Points
		n, said := 0, 0
		for _, r := range all {
			if r.Failure == nil || r.Failure.Kind != run.KindStopped {
				said++
			}
		}
		for _, p := range points {
			n += p.N + p.Failed
			if len(p.Warm.Values) != p.N || len(p.Cold.Values) != p.N || (p.Failed > 0) != (p.Reason != "") {
				t.Fatalf("point %+v", p)
			}
		}
		if n != said {
			t.Fatalf("%d runs in points, %d went in", n, said)
		}
	})
}

func TestPointsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Summarise(drawResults(t), Terms{})
		for _, p := range s.Points {
			if p.N == 0 {
				continue
			}
			if p.Warm.Median < slices.Min(p.Warm.Values) || p.Warm.Median > slices.Max(p.Warm.Values) || p.Cold.Median <= p.Warm.Median {
				t.Fatalf("the median of %v is %g, cold %g", p.Warm.Values, p.Warm.Median, p.Cold.Median)
			}
			if p.Base >= 0 && !consistent(p.Warm, p.Workers, s.Baselines[p.Base].Warm.Median) {
				t.Fatalf("S, E and T_o of %+v contradict T_s = %g", p, s.Baselines[p.Base].Warm.Median)
			}
			if i := p.Warm.SpeedupInterval; i.Known() && (i.Low > p.Warm.Speedup || i.High < p.Warm.Speedup) {
				t.Fatalf("the speedup %g lies outside %v", p.Warm.Speedup, i)
			}
		}
	})
}

// consistent tells that S = T_s/T_p, E = S/p and E = 1/(1 + T_o/T_s) hold.
func consistent(t Times, workers int, ts float64) bool {
	return near(t.Speedup*t.Median, ts) && near(t.Efficiency*float64(workers), t.Speedup) && near(t.Efficiency, 1/(1+t.Overhead/ts))
}

// All times twice as long: the same speedups, twice the overhead.
func TestPointsScaleWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawResults(t)
		points := Summarise(all, Terms{}).Points
		for i := range all {
			p := &all[i].Phases
			p.Setup, p.Run, p.Teardown = 2*p.Setup, 2*p.Run, 2*p.Teardown
		}
		twice := Summarise(all, Terms{}).Points
		for i := range points {
			a, b := points[i].Warm, twice[i].Warm
			if a.Speedup != b.Speedup || a.Efficiency != b.Efficiency || 2*a.Overhead != b.Overhead || 2*a.Median != b.Median {
				t.Fatalf("%+v\n%+v", a, b)
			}
			if x, y := a.SpeedupInterval, b.SpeedupInterval; x.Known() != y.Known() || x.Known() && x != y {
				t.Fatalf("the interval of a ratio depends on the unit: %v, %v", x, y)
			}
		}
	})
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// In weak scaling every point is compared with the sequential run of as much
// work as it did.
func TestWeakScalingComparesTheSameWork(t *testing.T) {
	grown := func(model string, workers int, scale float64, times ...float64) []run.Result {
		all := results(model, workers, fmt.Sprint("sum of ", scale), times...)
		for i := range all {
			all[i].Spec.Scale = scale
		}
		return all
	}
	all := slices.Concat(
		grown("sequential", 1, 1, 2, 2, 2), grown("sequential", 1, 4, 8, 8, 8),
		grown("thread-pool", 1, 1, 2, 2, 2), grown("thread-pool", 4, 4, 2.5, 2.5, 2.5),
	)
	s := Summarise(all, Terms{Mode: Weak})
	if p := find(t, s.Points, "thread-pool", 4); p.Warm.Speedup != 8/2.5 || s.Baselines[p.Base].Scale != 4 {
		t.Errorf("the point is %+v", p)
	}
	if strong := Summarise(all, Terms{}); len(strong.Warnings) != 1 || !strings.HasPrefix(strong.Warnings[0], "6 runs are of other work") {
		t.Errorf("as strong scaling the warnings are %q", strong.Warnings)
	}
}

func TestBaselinesCanBeChosen(t *testing.T) {
	other := results("sequential", 1, "aa", 40, 40, 40)
	pool := results("thread-pool", 4, "aa", 10, 10, 10)
	for i := range other {
		other[i].Spec.Runtime, pool[i].Spec.Runtime = "python3.11", "python3.11"
	}
	all := slices.Concat(
		results("sequential", 1, "aa", 8, 8, 8), results("threads", 1, "aa", 10, 10, 10), results("threads", 2, "aa", 5, 5, 5), other, pool,
	)
	for against, want := range map[Against][2]float64{ // of Go's threads and Python's pool
		AgainstRuntime: {8.0 / 5, 4}, AgainstSelf: {2, 0}, AgainstBest: {8.0 / 5, 0.8},
	} {
		s := Summarise(all, Terms{Against: against})
		if got := find(t, s.Points, "threads", 2).Warm.Speedup; !near(got, want[0]) {
			t.Errorf("against %q threads have %g, want %g", against, got, want[0])
		}
		if got := find(t, s.Points, "thread-pool", 4).Warm.Speedup; !near(got, want[1]) {
			t.Errorf("against %q Python's pool has %g, want %g", against, got, want[1])
		}
		if s.Baselines[0].Name() != "go/sequential" {
			t.Errorf("against %q the first baseline is %s", against, s.Baselines[0].Name())
		}
	}
}
