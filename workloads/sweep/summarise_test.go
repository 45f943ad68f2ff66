package sweep

import (
	"math"
	"math/rand/v2"
	"reflect"
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

func TestPointByHand(t *testing.T) {
	all := slices.Concat(
		results("sequential", 1, "aa", 10, 8, 12, 9),
		results("thread-pool", 4, "aa", 3, 2, 4),
	)
	points, base, warnings := Points(all)
	if base.N != 4 || base.Median != 9.5 || base.Cold != 11 || base.First != 10 || base.Last != 9 || math.Abs(base.Drift+0.1) > 1e-12 || base.Checksum != "aa" {
		t.Errorf("the baseline is %+v", base)
	}
	if base.LaneSums.Busy != 9 {
		t.Errorf("the lower middle run of the baseline took %g s", base.LaneSums.Busy)
	}
	got := find(t, points, "thread-pool", 4)
	want := Point{
		Runtime: "go", Model: "thread-pool", Workers: 4, N: 3,
		Median: 3, ColdMedian: 4.5, Speedup: 9.5 / 3, ColdSpeedup: 11 / 4.5, Efficiency: 9.5 / 12, Overhead: 12 - 9.5, ColdOverhead: 18 - 11,
		Phases: run.Phases{Setup: 1, Run: 3, Teardown: 0.5}, LaneSums: run.Totals{Busy: 3},
		Times: []float64{3, 2, 4}, ColdTimes: []float64{4.5, 3.5, 5.5}, Memory: run.Memory{PeakPSS: 400},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the point is\n%+v, want\n%+v", got, want)
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0], "10 s at first and 9 s at last (-10 %)") {
		t.Errorf("warnings are %q", warnings)
	}
	if self := find(t, points, "sequential", 1); self.Speedup != 1 || self.Efficiency != 1 || self.Overhead != 0 {
		t.Errorf("the baseline against itself is %+v", self)
	}
}

func TestNoResultsNoPoints(t *testing.T) {
	points, base, warnings := Points(nil)
	if points == nil || len(points) > 0 || base.N != 0 || warnings == nil || len(warnings) > 0 {
		t.Errorf("%v %+v %v", points, base, warnings)
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
	_, base, warnings := Points(slices.Concat(larger, warm, all, spelled))
	if base.N != 3 || base.Median != 10 || base.Checksum != "aa" {
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
	points, base, warnings := Points(all)
	if base.Checksum != "aa" {
		t.Errorf("the reference is %s", base.Checksum)
	}
	if p := find(t, points, "goroutines", 2); p.N != 0 || p.Failed != 5 || p.Speedup != 0 || !strings.Contains(p.Reason, "wrong") {
		t.Errorf("the wrong one is %+v", p)
	}
	if p := find(t, points, "thread-pool", 2); p.N != 2 || p.Failed != 1 || p.Speedup != 2 {
		t.Errorf("the one that is sometimes wrong is %+v", p)
	}
	if len(warnings) != 2 {
		t.Errorf("warnings are %q", warnings)
	}
}

func TestWithoutABaselineNothingIsCompared(t *testing.T) {
	points, base, warnings := Points(results("threads", 2, "aa", 5, 5))
	if base.N != 0 || len(points) != 1 || points[0].Median != 5 || points[0].Speedup != 0 || points[0].Overhead != 0 {
		t.Errorf("%+v %+v", points, base)
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
		if _, _, warnings := Points(results("sequential", 1, "aa", 10, c.last)); (len(warnings) > 0) != c.told {
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
		points, base, warnings := Points(all)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again, baseAgain, warningsAgain := Points(all)
		if !reflect.DeepEqual(points, again) || !reflect.DeepEqual(base, baseAgain) || !slices.Equal(warnings, warningsAgain) {
			t.Fatalf("%+v\n%+v", points, again)
		}
	})
}

func TestEveryRunIsInAPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawResults(t)
		points, _, _ := Points(all)
		n, said := 0, 0
		for _, r := range all {
			if r.Failure == nil || r.Failure.Kind != run.KindStopped {
				said++
			}
		}
		for _, p := range points {
			n += p.N + p.Failed
			if len(p.Times) != p.N || len(p.ColdTimes) != p.N || (p.Failed > 0) != (p.Reason != "") {
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
		points, base, _ := Points(drawResults(t))
		for _, p := range points {
			if p.N == 0 {
				continue
			}
			if p.Median < slices.Min(p.Times) || p.Median > slices.Max(p.Times) || p.ColdMedian <= p.Median {
				t.Fatalf("the median of %v is %g, cold %g", p.Times, p.Median, p.ColdMedian)
			}
			if base.N > 0 && !consistent(p, base.Median) {
				t.Fatalf("S, E and T_o of %+v contradict T_s = %g", p, base.Median)
			}
		}
	})
}

// consistent tells that S = T_s/T_p, E = S/p and E = 1/(1 + T_o/T_s) hold.
func consistent(p Point, ts float64) bool {
	return near(p.Speedup*p.Median, ts) && near(p.Efficiency*float64(p.Workers), p.Speedup) && near(p.Efficiency, 1/(1+p.Overhead/ts))
}

// All times twice as long: the same speedups, twice the overhead.
func TestPointsScaleWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawResults(t)
		points, _, _ := Points(all)
		for i := range all {
			p := &all[i].Phases
			p.Setup, p.Run, p.Teardown = 2*p.Setup, 2*p.Run, 2*p.Teardown
		}
		twice, _, _ := Points(all)
		for i := range points {
			a, b := points[i], twice[i]
			if a.Speedup != b.Speedup || a.Efficiency != b.Efficiency || 2*a.Overhead != b.Overhead || 2*a.ColdMedian != b.ColdMedian {
				t.Fatalf("%+v\n%+v", a, b)
			}
		}
	})
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }
