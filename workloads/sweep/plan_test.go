package sweep

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/workloads"
	"weft/workloads/run"
)

func TestCheckTellsEverything(t *testing.T) {
	with := func(change func(*Plan)) Plan {
		p := plan()
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		plan Plan
		says []string
	}{
		"fine":      {plan(), nil},
		"models":    {with(func(p *Plan) { p.Models = nil }), []string{"no model"}},
		"workers":   {with(func(p *Plan) { p.Workers = nil }), []string{"no number of workers"}},
		"negative":  {with(func(p *Plan) { p.Workers = []int{2, -1} }), []string{"-1 workers"}},
		"reps":      {with(func(p *Plan) { p.Reps = -1 }), []string{"-1 repetitions"}},
		"adaptive":  {with(func(p *Plan) { p.Reps = 0 }), nil},
		"precision": {with(func(p *Plan) { p.Precision = 2 }), []string{"precision of 200 %", "0.1 to 50 %"}},
		"no number": {with(func(p *Plan) { p.Precision = math.NaN() }), []string{"precision"}},
		"budget":    {with(func(p *Plan) { p.Budget = time.Millisecond }), []string{"budget of 1ms", "1s to 24h"}},
		"mode":      {with(func(p *Plan) { p.Mode = "week" }), []string{`"week"`, "did you mean weak"}},
		"many runs": {with(func(p *Plan) { p.Reps, p.Workers = MaxReps, make([]int, 200) }), []string{"runs are more than"}},
		"workload":  {with(func(p *Plan) { p.Workload = "fibb" }), []string{"did you mean fib"}},
		"model":     {with(func(p *Plan) { p.Models = []string{"go/thread-pol"} }), []string{"thread-pool"}},
		"runtime":   {with(func(p *Plan) { p.Models = []string{"rust/threads"} }), []string{`no runtime is called "rust"`}},
		"bare name": {with(func(p *Plan) { p.Models = []string{"threads"} }), []string{"go/sequential"}},
		"param":     {with(func(p *Plan) { p.Params = workloads.Values{"m": "1"} }), []string{"no parameter"}},
		"scale":     {with(func(p *Plan) { p.Scale = -1 }), []string{"out of range"}},
		"common option": {
			with(func(p *Plan) { p.Options = map[string]workloads.Values{"": {"chunks": "2"}} }), []string{`option "chunks"`, "chunk"},
		},
		"option": {
			with(func(p *Plan) { p.Options = map[string]workloads.Values{"go/thread-pool": {"chunk": "x"}} }), []string{"whole number"},
		},
		"option of another": {
			with(func(p *Plan) { p.Options = map[string]workloads.Values{"go/threads": {}} }), []string{"go/threads, which is not chosen"},
		},
		"nothing can run": {
			with(func(p *Plan) { p.Models, p.Workers = []string{"go/processes"}, []int{1_000_000} }), []string{"nothing", "more than"},
		},
		"batch": {
			with(func(p *Plan) { p.Workload, p.Params, p.Scale = "noop", workloads.Values{"tasks": "1000000"}, 100 }), []string{"noop"},
		},
		"several": {
			Plan{Workload: "nix", Models: []string{"go/nix", "threads"}, Workers: []int{0}},
			[]string{`workload is called "nix"`, `model is called "nix"`, "no runtime before it", "0 workers"},
		},
	} {
		err := fault(t, c.plan)
		if (err == nil) != (c.says == nil) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, part := range c.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q is not in: %v", name, part, err)
			}
		}
		if err != nil && strings.Count(err.Error(), `workload is called`) > 1 {
			t.Errorf("%s: the same fault is told twice: %v", name, err)
		}
	}
}

func TestCheckLeavesNoFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	for _, w := range workloads.All() {
		p := plan()
		p.Workload, p.Params = w.Name, nil
		if err := fault(t, p); (err != nil) != (w.Elsewhere != "") {
			t.Errorf("%s: %v", w.Name, err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("%v are left (%v)", files, err)
	}
}

func TestRefusedPairsLeaveTheOthers(t *testing.T) {
	p := plan()
	p.Models, p.Workers = []string{"go/processes", "go/goroutines"}, []int{2, 100_000}
	if err := fault(t, p); err != nil {
		t.Fatal(err)
	}
	refused := resolve(t, p).Refused
	if len(refused) != 1 || refused[0].Spec.Model != "processes" || refused[0].Spec.Workers != 100_000 || refused[0].Reason == "" {
		t.Fatalf("refused are %+v", refused)
	}
	for _, s := range order(t, p) {
		if s.Model == "processes" && s.Workers != 2 {
			t.Errorf("%s runs all the same", name(s))
		}
	}
}

func TestOptionsReachTheirModels(t *testing.T) {
	p := plan()
	p.Options = map[string]workloads.Values{"": {"chunk": "3"}, "go/thread-pool": {"schedule": "guided"}}
	for _, s := range order(t, p) {
		want := map[string]workloads.Values{
			"thread-pool": {"chunk": "3", "schedule": "guided"}, "goroutines": {}, "sequential": {},
		}[s.Model]
		for option, value := range want {
			if s.Options[option] != value {
				t.Errorf("%s has options %v", name(s), s.Options)
			}
		}
		if len(want) == 0 && len(s.Options) > 0 {
			t.Errorf("%s has options %v", name(s), s.Options)
		}
	}
}

// drawPlan is any plan without faults.
func drawPlan(t *rapid.T) Plan {
	p := plan()
	models := []string{"go/sequential", "go/thread-pool", "go/goroutines", "go/process-pool", "go/event-loop", "go/gil-threads"}
	p.Models = rapid.SliceOfNDistinct(rapid.SampledFrom(models), 1, len(models), rapid.ID).Draw(t, "models")
	p.Workers = rapid.SliceOfNDistinct(rapid.IntRange(1, 16), 1, 5, rapid.ID).Draw(t, "workers")
	p.Reps = rapid.IntRange(1, 6).Draw(t, "reps")
	p.Seed = rapid.Uint64().Draw(t, "seed")
	return p
}

// base is what is measured first and last.
const base = "go/sequential"

func TestOrderOfRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		runs := order(t, p)
		if !runs[0].WarmUp || runs[0].Name() != base {
			t.Fatalf("it begins with %+v", runs[0])
		}
		runs = runs[1:]
		if slices.ContainsFunc(runs, func(s run.Spec) bool { return s.WarmUp }) {
			t.Fatal("there are several warm-ups")
		}
		if runs[0].Name() != base || runs[len(runs)-1].Name() != base {
			t.Fatalf("the baseline is not at both ends: %s, %s", runs[0].Name(), runs[len(runs)-1].Name())
		}
		middle := runs[1 : len(runs)-1]
		want := map[string]bool{base + "/1": true}
		for _, model := range p.Models {
			for _, w := range p.Workers {
				if model == base {
					w = 1
				}
				want[name(p.spec(model, w))] = true
			}
		}
		if len(middle) != p.Reps*len(want) {
			t.Fatalf("%d runs, want %d times %d", len(middle), p.Reps, len(want))
		}
		for round := range p.Reps { // every round has each point once
			seen := map[string]bool{}
			for _, s := range middle[round*len(want) : (round+1)*len(want)] {
				if !want[name(s)] || seen[name(s)] {
					t.Fatalf("round %d has %s, twice or unasked", round, name(s))
				}
				seen[name(s)] = true
			}
		}
	})
}

func TestSameSeedSameOrder(t *testing.T) {
	names := func(p Plan) (names []string) {
		for _, s := range order(t, p) {
			names = append(names, name(s))
		}
		return names
	}
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		if a, b := names(p), names(p); !slices.Equal(a, b) {
			t.Fatalf("%v\n%v", a, b)
		}
	})
	p, q := plan(), plan()
	q.Seed++
	if slices.Equal(names(p), names(q)) {
		t.Error("another seed gives the same order of", len(names(p)), "runs")
	}
}
