package planning

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weft/workloads"
	_ "weft/workloads/python" // its models belong to sessions of any machine
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

func TestUsualWorkers(t *testing.T) {
	for cores, want := range map[int][]int{
		0: {1, 2}, 1: {1, 2}, 2: {1, 2, 4}, 4: {1, 2, 4, 8}, 6: {1, 2, 4, 6, 12}, 8: {1, 2, 4, 8, 16}, 64: {1, 2, 4, 8, 16, 32, 64, 128},
	} {
		if got, err := ParseWorkers(SuitedWorkers("fib", cores)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%d cores: %v, want %v (%v)", cores, got, want, err)
		}
		if got, err := ParseWorkers(SuitedWorkers("scrape", cores)); err != nil || !slices.Equal(got, []int{1, 2, 4, 8, 32}) {
			t.Errorf("%d cores, work that waits: %v (%v)", cores, got, err)
		}
	}
}

func TestFirstChoicesMakeAPlan(t *testing.T) {
	plan, err := First(2).Plan(1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.Resolve(t.Context()); err != nil {
		t.Errorf("the plan of a first start can't run: %v", err)
	}
}

func TestChoicesSurviveThePlan(t *testing.T) {
	c := First(2)
	c.Workload, c.Models = "fib", []string{"sequential", "process-pool"}
	c.Params["fib"] = workloads.Values{"repeat": "3"}
	exact := c
	exact.Reps, exact.Scale, exact.Scaling, exact.Precision, exact.Budget = "4", "0.5", Weak, "0.7 %", "90"
	exact.Timeout, exact.MemoryLimit = "90s", "2GiB"
	for what, c := range map[string]Choices{"as at first": c, "everything changed": exact} {
		plan, err := c.Plan(1)
		if err != nil {
			t.Fatal(err)
		}
		back := First(8).FromPlan(plan, 8)
		again, err := back.Plan(1)
		if err != nil || !reflect.DeepEqual(plan, again) {
			t.Errorf("%s: plan %+v came back as %+v, %v", what, plan, again, err)
		}
	}
	if exact.Usual() || !c.Usual() {
		t.Error("the form folds away what is not usual, or shows what is")
	}
}

func TestSpawning(t *testing.T) {
	c := First(2)
	plan, err := Spawning{Models: c.Models}.Plan(1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.Resolve(t.Context()); err != nil {
		t.Errorf("the plan that measures workers can't run: %v", err)
	}
	if slices.Contains(plan.Models, "go/sequential") || len(plan.Models) != len(c.Models)-1 {
		t.Errorf("its models are %v, of those chosen %v", plan.Models, c.Models)
	}
	if back := c.FromPlan(plan, 2); !reflect.DeepEqual(back, c) {
		t.Errorf("a session about workers changes the choices to %+v", back)
	}
	if _, err := (Spawning{Models: []string{"sequential"}}).Plan(1); err == nil {
		t.Error("without a model that has workers there is nothing to measure, and nobody says so")
	}
}

func TestUnknownChoicesAreLeftOut(t *testing.T) {
	c := Choices{
		Workload: "gone", Models: []string{"thread-pool", "gone"}, Scale: "x", Workers: "-", Reps: "-1", Precision: "all", Scaling: "?",
		Timeout: "soon", MemoryLimit: "much",
	}.Sound(2)
	first := First(2)
	if !slices.Equal(c.Models, []string{"thread-pool"}) || c.Params == nil || c.Options == nil {
		t.Errorf("sound choices are %+v", c)
	}
	if c.Models = first.Models; !reflect.DeepEqual(c, first) {
		t.Errorf("sound choices are %+v, want %+v", c, first)
	}
}

func TestOptionsOnlyOfChosenModels(t *testing.T) {
	c := First(2)
	c.Models, c.Options = []string{"sequential"}, workloads.Values{"schedule": "static"}
	plan, err := c.Plan(1)
	if err != nil || len(plan.Options[""]) != 0 {
		t.Errorf("options of models that are not chosen: %v, %v", plan.Options, err)
	}
	if _, err := plan.Resolve(t.Context()); err != nil {
		t.Error(err)
	}
}

// An option that says what all models do by themselves is as good as none.
func TestUsualOptionsAreLeftOut(t *testing.T) {
	c := First(2)
	c.Models, c.Options = []string{"thread-pool", "gil-threads"}, workloads.Values{"interval": " 5 ", "chunk": "3"}
	plan, err := c.Plan(1)
	if want := (workloads.Values{"chunk": "3"}); err != nil || !reflect.DeepEqual(plan.Options[""], want) {
		t.Errorf("the options are %v, want %v (%v)", plan.Options[""], want, err)
	}
}

func TestEveryTextIsReadAndToldAbout(t *testing.T) {
	c := First(2)
	c.Scale, c.Workers, c.Precision, c.Budget, c.Reps, c.Scaling, c.Timeout, c.MemoryLimit = "x", "x", "x", "x", "x", "x", "x", "x"
	_, err := c.Plan(1)
	told := map[Entry]bool{}
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
		var wrong *EntryError
		if errors.As(one, &wrong) {
			told[wrong.Entry] = true
		}
	}
	for _, entry := range []Entry{Scale, Workers, Precision, Budget, Reps, Scaling, Timeout, MemoryLimit} {
		if !told[entry] {
			t.Errorf("nothing is told about the entry %s: %v", entry, err)
		}
	}
}

func TestChoicesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Choices{
			Workload: rapid.SampledFrom([]string{"fib", "primes", "noop", "", "x"}).Draw(t, "workload"),
			Scale:    rapid.String().Draw(t, "scale"), Workers: rapid.String().Draw(t, "workers"),
			Reps: rapid.String().Draw(t, "reps"), Models: rapid.SliceOf(rapid.String()).Draw(t, "models"),
			Precision: rapid.String().Draw(t, "precision"), Budget: rapid.String().Draw(t, "budget"), Scaling: rapid.String().Draw(t, "scaling"),
			Timeout: rapid.String().Draw(t, "timeout"), MemoryLimit: rapid.String().Draw(t, "memory limit"),
		}
		_, _ = c.Plan(1)
		if _, err := c.Sound(2).Plan(1); err != nil {
			t.Fatalf("sound choices give %v", err)
		}
	})
}

func TestSuitedModels(t *testing.T) {
	never := func() []*runtimes.Runtime {
		t.Error("runtimes are looked for although Go has the workload")
		return nil
	}
	if names, err := SuitedModels("fib", never); err != nil || !slices.Equal(names, First(2).Models) {
		t.Errorf("fib is compared under %v, %v", names, err)
	}
	models, err := runtimes.ModelOf("python3.11", "dask-threads")
	if err != nil {
		t.Fatal(err)
	}
	python := &runtimes.Runtime{Name: "python3.11"}
	for _, name := range []string{"sequential", "threads", "thread-pool", "dask-threads"} {
		m := *models
		m.Name, m.Missing = name, ""
		python.Models = append(python.Models, &m)
	}
	here := func() []*runtimes.Runtime {
		return append(runtimes.AtHand(), &runtimes.Runtime{Name: "python3.9", Missing: "broken"}, python)
	}
	names, err := SuitedModels("dask-array", here)
	if err != nil || !slices.Contains(names, "python3.11/dask-threads") || slices.Contains(names, "python3.11/threads") {
		t.Errorf("Dask's work is compared under %v, %v", names, err)
	}
	_, err = SuitedModels("dask-array", runtimes.AtHand)
	if err == nil || !strings.Contains(err.Error(), "no runtime here can run dask-array (go: ") {
		t.Errorf("without a Python it says %v", err)
	}
}

func TestFromPlanOfAnotherMode(t *testing.T) {
	c := First(2)
	if back := c.FromPlan(sweep.Plan{Mode: sweep.GIL}, 2); !reflect.DeepEqual(back, c) {
		t.Errorf("a comparison of GILs changes the choices to %+v", back)
	}
}

// withPython are the runtimes that are at hand, and a Python with some models.
func withPython(t *testing.T, names ...string) func() []*runtimes.Runtime {
	t.Helper()
	var models []*runtimes.Model
	for _, name := range names {
		m, err := runtimes.ModelOf("python3.11", name)
		if err != nil {
			t.Fatal(err)
		}
		there := *m
		there.Missing = ""
		models = append(models, &there)
	}
	return func() []*runtimes.Runtime {
		return append(runtimes.AtHand(), &runtimes.Runtime{Name: "python3.11", Models: models})
	}
}

// Another workload brings what suits it, unless the person has asked for something
// else.
func TestAnotherWorkloadBringsWhatSuitsIt(t *testing.T) {
	pick := func(c Choices, workload string, here func() []*runtimes.Runtime) Choices {
		t.Helper()
		next, err := c.For(workload, 2, here)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	here := withPython(t, "sequential", "threads", "dask-threads")
	first := First(2)
	waiting := pick(first, "scrape", here)
	if waiting.Workers != WaitingWorkers || !slices.Equal(waiting.Models, first.Models) {
		t.Errorf("work that waits is tried so: %+v", waiting)
	}
	dask := pick(waiting, "dask-array", here)
	if dask.Workers != first.Workers || !slices.Contains(dask.Models, "python3.11/dask-threads") || slices.Contains(dask.Models, "thread-pool") {
		t.Errorf("Dask's work is tried so: %+v", dask)
	}
	if back := pick(dask, "fib", here); !slices.Equal(back.Models, first.Models) {
		t.Errorf("back at Go's work it is tried under %v", back.Models)
	}
	own := first
	own.Models, own.Workers = []string{"threads"}, "1, 16"
	if next := pick(own, "scrape", here); next.Workers != "1, 16" || !slices.Equal(next.Models, own.Models) {
		t.Errorf("the person's own choices became %+v", next)
	}
	// Where nothing can run it, that is said; and what was chosen before stays until something can.
	stuck, err := first.For("dask-array", 2, runtimes.AtHand)
	if err == nil || !slices.Equal(stuck.Models, first.Models) || stuck.Workload != "dask-array" {
		t.Errorf("without a Python: %+v, %v", stuck, err)
	}
	if found := pick(stuck, "dask-array", here); !slices.Contains(found.Models, "python3.11/dask-threads") {
		t.Errorf("when a Python was found: %v", found.Models)
	}
}
