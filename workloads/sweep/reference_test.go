package sweep

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/charts/scaling"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// plainly sums up results in the plainest way there is, all at once: what a
// [Summariser] must agree with, however the results came in.
func plainly(results []run.Result, terms Terms) Summary {
	s := Summary{Points: []Point{}, Baselines: []Baseline{}, Warnings: []string{}}
	mine, others := ofOneWork(results, terms.Mode)
	right := rightOf(mine)
	good, bad := map[key][]*run.Result{}, map[key][]string{}
	for _, r := range mine {
		k, want := keyOf(r.Spec), right[workOf(r.Spec)]
		switch {
		case r.Failure != nil && r.Failure.Kind == run.KindStopped:
		case r.Failure != nil:
			bad[k] = append(bad[k], r.Failure.Message)
		case r.Checksum != want:
			bad[k] = append(bad[k], wrong(r.Checksum, want).Message)
		default:
			good[k] = append(good[k], r)
		}
	}
	points := map[key]*group{} // only to be sorted
	for k := range good {
		points[k] = newGroup(k)
	}
	for k := range bad {
		points[k] = newGroup(k)
	}
	var keys []key
	for _, g := range sorted(points) {
		keys = append(keys, g.key)
	}
	for _, wanted := range []int{0, 1, 2} {
		for _, k := range keys {
			if rank(k) == wanted && len(good[k]) > 0 && isCompared(k, keys, terms) {
				s.Baselines = append(s.Baselines, plainBaseline(k, good[k]))
			}
		}
	}
	for _, k := range keys {
		s.Points = append(s.Points, plainPoint(k, good[k], bad[k], s.Baselines, terms))
	}
	s.Warnings = append(s.Warnings, warn(s, terms, others)...)
	return s
}

// isCompared tells whether something is compared with a point.
func isCompared(k key, keys []key, terms Terms) bool {
	return slices.ContainsFunc(keys, func(other key) bool {
		self := other
		self.workers = 1
		return terms.Mode.based() && k == other.base() || terms.Against == AgainstSelf && terms.Mode != GIL && k == self
	})
}

func ofOneWork(results []run.Result, mode Mode) (mine []*run.Result, others int) {
	for i := range results {
		if !results[i].Spec.WarmUp {
			mine = append(mine, &results[i])
		}
	}
	slices.SortStableFunc(mine, func(a, b *run.Result) int { return a.Started.Compare(b.Started) })
	if mode == GIL {
		return mine, 0
	}
	all := len(mine)
	first, scales := mine, map[string]float64{}
	mine = slices.DeleteFunc(slices.Clone(mine), func(r *run.Result) bool {
		w, earliest := workOf(r.Spec), workOf(first[0].Spec)
		if _, seen := scales[r.Spec.Runtime]; !seen {
			scales[r.Spec.Runtime] = w.scale
		}
		return w.workload != earliest.workload || mode != Spawn && w.params != earliest.params || mode == Strong && w.scale != scales[r.Spec.Runtime]
	})
	return mine, all - len(mine)
}

func rightOf(results []*run.Result) map[work]string {
	right := map[work]string{}
	for _, r := range results {
		w := workOf(r.Spec)
		votes := map[string]int{}
		for _, baseOnly := range []bool{true, false} {
			for _, other := range results {
				if workOf(other.Spec) == w && other.Failure == nil && (!baseOnly || other.Spec.Model == "sequential") {
					votes[other.Checksum]++
				}
			}
			if len(votes) > 0 {
				break
			}
		}
		right[w] = commonest(votes)
	}
	return right
}

func timesOf(good []*run.Result, of func(*run.Result) float64) Times {
	var times scaling.Growing
	for _, r := range good {
		times.Add(of(r))
	}
	return newTimes(&times)
}

func middleOf(good []*run.Result) *run.Result {
	byTime := slices.Clone(good)
	slices.SortStableFunc(byTime, func(a, b *run.Result) int { return cmp.Compare(a.Phases.Run, b.Phases.Run) })
	return byTime[(len(byTime)-1)/2]
}

func plainBaseline(k key, good []*run.Result) Baseline {
	mid, loads := middleOf(good), []float64{}
	for _, r := range good {
		if load := othersLoad(r); !math.IsNaN(load) {
			loads = append(loads, load)
		}
	}
	b := Baseline{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, N: len(good),
		Warm: timesOf(good, func(r *run.Result) float64 { return r.Phases.Run }), Cold: timesOf(good, func(r *run.Result) float64 { return r.Phases.Cold() }),
		First: good[0].Phases.Run, Last: good[len(good)-1].Phases.Run, Others: math.NaN(), Checksum: mid.Checksum, Launch: mid.Launch, Phases: mid.Phases, LaneSums: mid.LaneSums,
	}
	if len(loads) > 0 {
		b.Others = scaling.Median(loads)
	}
	if b.First > 0 {
		b.Drift = b.Last/b.First - 1
	}
	return b
}

func plainPoint(k key, good []*run.Result, bad []string, bases []Baseline, terms Terms) Point {
	p := Point{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, Case: k.of, N: len(good), Failed: len(bad), Base: -1,
		Warm: timesOf(good, func(r *run.Result) float64 { return r.Phases.Run }), Cold: timesOf(good, func(r *run.Result) float64 { return r.Phases.Cold() }),
		Up: timesOf(good, upTime),
	}
	if len(bad) > 0 {
		p.Reason = bad[0]
	}
	if p.Base = baseOf(k, bases, terms); p.N == 0 {
		p.Base = -1
		return p
	}
	mid := middleOf(good)
	p.Launch, p.Phases, p.LaneSums, p.Metrics, p.TaskTimes = mid.Launch, mid.Phases, mid.LaneSums, mid.AllMetrics(), mid.TaskTimes
	for _, r := range good {
		p.Memory = p.Memory.Most(r.Memory)
		for _, m := range r.AllMetrics() {
			if p.MetricValues == nil {
				p.MetricValues = map[string][]float64{}
			}
			p.MetricValues[m.Name] = append(p.MetricValues[m.Name], m.Value)
		}
	}
	p.Tasks, p.TaskLength = good[0].Tasks, medianTask(good[0].Records)
	var base *Baseline
	if p.Base >= 0 {
		if base = &bases[p.Base]; base.key() == k {
			p.Warm.Speedup, p.Cold.Speedup, p.Warm.Efficiency, p.Cold.Efficiency = 1, 1, 1/float64(k.workers), 1/float64(k.workers)
		} else {
			p.Warm = plainlyAgainst(p.Warm, base.Warm, k.workers)
			p.Cold = plainlyAgainst(p.Cold, base.Cold, k.workers)
		}
	}
	c := circumstances(p, base, terms)
	p.Stability = scaling.Examine(p.Warm.Values, slices.Sorted(slices.Values(p.Warm.Values)), c.Precision).Judge(c)
	return p
}

func plainlyAgainst(t, base Times, p int) Times {
	if t.Median <= 0 || base.Median <= 0 {
		return t
	}
	t.Speedup, t.SpeedupInterval = base.Median/t.Median, scaling.RatioInterval(base.Values, t.Values)
	t.Efficiency, t.Overhead = t.Speedup/float64(p), float64(p)*t.Median-base.Median
	return t
}

// drawResult is any result of a small world, at some second.
func drawResult(t *rapid.T) run.Result {
	pick := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "pick") }
	model := pick("sequential", "sequential", "thread-pool", "process-pool", "goroutines")
	workers := rapid.IntRange(1, 3).Draw(t, "workers")
	if model == "sequential" {
		workers = 1
	}
	r := took(rapid.SampledFrom([]float64{0, 0.5, 1, 1.01, 1.02, 2}).Draw(t, "seconds"), pick("aa", "aa", "aa", "aa", "bb"))
	r.Spec = run.Spec{
		Workload: "fib", Params: workloads.Values{"n": pick("20", "20", "20", "21")}, Scale: rapid.SampledFrom([]float64{0, 1, 1, 1, 1, 2}).Draw(t, "scale"),
		Runtime: pick("go", "go", "python3.11"), Model: model, Workers: workers, WarmUp: rapid.IntRange(0, 9).Draw(t, "warm-up") == 0,
	}
	if rapid.IntRange(0, 30).Draw(t, "workload") == 0 {
		r.Spec.Workload, r.Spec.Params = "primes", nil
	}
	r.CPUFrom, r.LaneSums = run.CPUThread, run.Totals{Busy: r.Phases.Run, CPU: r.Phases.Run / 2}
	r.Samples = []sample.Sample{{Cores: []float64{50, 100 * rapid.Float64Range(0, 1).Draw(t, "load")}}}
	r.Memory.PeakPSS = uint64(rapid.IntRange(0, 3).Draw(t, "memory"))
	r.Metrics = []workloads.Metric{{Name: "m", Value: r.Phases.Run}}[:rapid.IntRange(0, 1).Draw(t, "metrics")]
	if kind := pick("", "", "", "", "", run.KindPanic, run.KindStopped, run.KindRefused); kind != "" {
		r.Failure = &run.Failure{Kind: kind, Message: "It failed: " + kind}
	}
	return r
}

// alike tells whether summaries are equal, where what is not known is equal too.
func alike(a, b Summary) bool { return text(a) == text(b) }

// text writes a summary with every number in full.
func text(s Summary) string {
	var b strings.Builder
	for _, p := range s.Points {
		fmt.Fprintf(&b, "%+v\n", p)
	}
	for _, one := range s.Baselines {
		fmt.Fprintf(&b, "%+v\n", one)
	}
	fmt.Fprintf(&b, "%q", s.Warnings)
	return b.String()
}

// However results come in - one by one or several at once, in the order of their
// start or not, of right and wrong runs, of several works - what is said after
// each is what is said of all together.
func TestGrowingSummaryIsThatOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := Terms{
			Mode:    rapid.SampledFrom([]Mode{Strong, Strong, Weak, Spawn, GIL}).Draw(t, "mode"),
			Against: rapid.SampledFrom([]Against{AgainstRuntime, AgainstSelf, AgainstBest}).Draw(t, "against"), Cores: 2,
		}
		s := NewSummariser(terms)
		var results []run.Result
		clock := 0
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			var added []run.Result
			for range rapid.IntRange(1, 3).Draw(t, "at once") {
				r := drawResult(t)
				if clock++; rapid.IntRange(0, 9).Draw(t, "late") == 0 {
					clock -= rapid.IntRange(1, 4).Draw(t, "by")
				}
				r.Started = time.Unix(int64(clock), 0)
				added = append(added, r)
			}
			results = append(results, added...)
			s.Add(added...)
			if rapid.Bool().Draw(t, "asked") {
				continue
			}
			if got, want := s.Summary(), plainly(results, terms); !alike(got, want) {
				t.Fatalf("after %d results it says\n%s\nand of all together\n%s", len(results), text(got), text(want))
			}
		}
		if got, want := Summarise(results, terms), plainly(results, terms); !alike(got, want) {
			t.Fatalf("Summarise says\n%s\nand it is\n%s", text(got), text(want))
		}
	})
}

// What was said before stays as it was while more results come in.
func TestAnEarlierSummaryStays(t *testing.T) {
	s := NewSummariser(Terms{})
	s.Add(results("sequential", 1, "aa", 10, 8, 12)...)
	s.Add(results("thread-pool", 4, "aa", 3, 2, 4)...)
	first := s.Summary()
	before := text(first)
	for range 5 {
		s.Add(results("thread-pool", 4, "aa", 5, 6)...)
		s.Add(results("sequential", 1, "aa", 7)...)
		s.Summary()
	}
	if text(first) != before {
		t.Errorf("it said\n%s\nand now\n%s", before, text(first))
	}
	if again := s.Summary(); text(again) != text(s.Summary()) {
		t.Error("asked twice it says something else")
	}
}

// A run costs its own point, and where it is a baseline those that are compared
// with it; nothing else is worked out again.
func TestARunCostsOnlyItsPoint(t *testing.T) {
	s, clock := NewSummariser(Terms{}), time.Unix(1000, 0)
	add := func(model string, workers int, times ...float64) {
		for _, r := range results(model, workers, "aa", times...) {
			clock = clock.Add(time.Second)
			r.Started = clock
			s.Add(r)
		}
	}
	add("sequential", 1, 10, 8, 12)
	add("thread-pool", 4, 3, 2, 4)
	add("goroutines", 4, 3, 2, 4)
	// Working a point out makes a new slice of its times in ascending order.
	worked := func() map[string]*float64 {
		all := map[string]*float64{}
		for _, p := range s.Summary().Points {
			all[p.Model] = &p.Warm.sorted[0]
		}
		return all
	}
	before := worked()
	judged := s.points[keyOf(results("goroutines", 4, "aa", 1)[0].Spec)].against.value.Stability.Findings
	add("thread-pool", 4, 5)
	after := worked()
	for model, want := range map[string]bool{"sequential": false, "thread-pool": true, "goroutines": false} {
		if again := before[model] != after[model]; again != want {
			t.Errorf("after a run of the thread pool, %s is worked out again: %v", model, again)
		}
	}
	again := func() bool {
		now := s.points[keyOf(results("goroutines", 4, "aa", 1)[0].Spec)].against.value.Stability.Findings
		return &now[0] != &judged[0]
	}
	if again() {
		t.Error("after a run of the thread pool, the goroutines are judged again")
	}
	add("sequential", 1, 9)
	s.Summary()
	if !again() {
		t.Error("after a run of the baseline, the goroutines are not compared with it again")
	}
}
