package planning

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// FirstWorkload is what a new person meets: uneven work that shows at once what
// a pool gains and what a GIL costs.
const FirstWorkload = "primes"

// FirstModels are the models that are compared where nobody says which, with
// commas between.
func FirstModels() string { return strings.Join(runtimes.Usual(runtimes.Home()), ",") }

// First are the choices before a person has made any.
func First(cores int) Choices {
	return Choices{
		Workload:  FirstWorkload,
		Params:    map[string]workloads.Values{},
		Scale:     Auto,
		Scaling:   Strong,
		Models:    runtimes.Usual(runtimes.Home()),
		Workers:   workersText(usualWorkers(cores)),
		Precision: text.Percent(sweep.DefaultPrecision),
		Budget:    text.Number(sweep.DefaultBudget.Seconds()),
		Options:   workloads.Values{},
	}
}

// usualWorkers are the powers of two up to the cores, the cores, and twice the cores.
func usualWorkers(cores int) []int {
	cores = max(cores, 1)
	var counts []int
	for p := 1; p < cores; p *= 2 {
		counts = append(counts, p)
	}
	return append(counts, cores, 2*cores)
}

// WaitingWorkers are for work that waits, which gains from many more workers
// than there are cores.
const WaitingWorkers = "1, 2, 4, 8, 32"

// SuitedWorkers are the worker counts that a workload is tried with unless the
// person asks for others.
func SuitedWorkers(workload string, cores int) string {
	if w, err := workloads.ByName(workload); err == nil && w.Kind == workloads.IO {
		return WaitingWorkers
	}
	return First(cores).Workers
}

func workersText(counts []int) string {
	words := make([]string, len(counts))
	for i, n := range counts {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ")
}

// NewSeed is a seed for the order of runs, short enough to be typed again.
func NewSeed() uint64 { return uint64(rand.Uint32()) } //nolint:gosec // of an order, not of a secret

// alone is the model by which a runtime runs work once where nobody says which:
// its baseline, or the first of its usual models where it has none.
func alone(runtime string) string {
	if base, ok := runtimes.Baseline(runtime); ok {
		return base
	}
	if usual := runtimes.Usual(runtime); len(usual) > 0 {
		return usual[0]
	}
	return ""
}

// SuitedModels are the models that a workload is compared under unless the
// person asks for others. here are the runtimes of this machine, which are asked
// for only where Go lacks the workload. The error says what they lack for it.
func SuitedModels(workload string, here func() []*runtimes.Runtime) ([]string, error) {
	w, err := workloads.ByName(workload)
	if err != nil || w.Elsewhere == "" {
		return runtimes.Usual(runtimes.Home()), err
	}
	r, err := runtimeElsewhere(w, here())
	if err != nil {
		return nil, err
	}
	usual := runtimes.Usual(r.Name)
	names := slices.DeleteFunc(NamesOf(r), func(name string) bool {
		_, model := runtimes.Split(name)
		return !slices.Contains(usual, model) || runtimes.Lacks(r.Name, model, w.Name) != ""
	})
	if len(names) == 0 {
		names = []string{r.Name + "/" + alone(r.Name)}
	}
	return names, nil
}

// SuitedBaseline is the model that a workload is run by once unless the person
// asks for another; here and the error are as for [SuitedModels].
func SuitedBaseline(w *workloads.Workload, here func() []*runtimes.Runtime) (string, error) {
	if w.Elsewhere == "" {
		return runtimes.HomeBaseline(), nil
	}
	r, err := runtimeElsewhere(w, here())
	if err != nil {
		return "", err
	}
	return r.Name + "/" + alone(r.Name), nil
}

// runtimeElsewhere is the first of some runtimes that has a workload which Go
// lacks. The error tells what others lack for it.
func runtimeElsewhere(w *workloads.Workload, here []*runtimes.Runtime) (*runtimes.Runtime, error) {
	var reasons []string
	for _, r := range here {
		if r.Missing != "" {
			continue
		}
		why := runtimes.Lacks(r.Name, alone(r.Name), w.Name)
		if why == "" {
			return r, nil
		}
		reasons = append(reasons, r.Name+": "+why)
	}
	return nil, fmt.Errorf("no runtime here can run %s (%s)", w.Name, strings.Join(reasons, "; "))
}
