package explore

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"weft/app/planning"
	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// choices are what the person has picked: everything that a plan is made from.
// Texts stand as they were typed.
type choices struct {
	Workload  string                      `json:"workload"`
	Params    map[string]workloads.Values `json:"params"` // by workload
	Scale     string                      `json:"scale"`  // autoScale lets calibration choose
	Scaling   string                      `json:"scaling"`
	Models    []string                    `json:"models"` // as figures.ID has them: "thread-pool", "python3.11/asyncio"
	Workers   string                      `json:"workers"`
	Precision string                      `json:"precision"` // per cent
	Budget    string                      `json:"budget"`    // seconds
	Reps      string                      `json:"reps"`      // "" for as many as the precision asks for
	Options   workloads.Values            `json:"options"`   // of the models, by the option's name
}

// What the form calls a calibrated scale, and the two ways of scaling.
const (
	autoScale     = "auto"
	scalingStrong = "strong"
	scalingWeak   = "weak"
)

// firstChoices are what a new person meets: uneven work that shows at once
// what a pool gains and what a GIL costs.
func firstChoices(cores int) choices {
	return choices{
		Workload:  "primes",
		Params:    map[string]workloads.Values{},
		Scale:     autoScale,
		Scaling:   scalingStrong,
		Models:    runtimes.Usual(runtimes.Home()),
		Workers:   defaultWorkers(cores),
		Precision: text.Hundredths(sweep.DefaultPrecision),
		Budget:    text.Number(sweep.DefaultBudget.Seconds()),
		Options:   workloads.Values{},
	}
}

// defaultWorkers are 1 to the number of cores, and twice as many as there are cores.
func defaultWorkers(cores int) string {
	cores = max(cores, 1)
	if cores <= 4 {
		words := make([]string, 0, cores+1)
		for p := 1; p <= cores; p++ {
			words = append(words, strconv.Itoa(p))
		}
		return strings.Join(append(words, strconv.Itoa(2*cores)), ", ")
	}
	return fmt.Sprintf("1-%d, %d", cores, 2*cores)
}

// waitingWorkers are for work that waits, which gains from many more workers
// than there are cores.
const waitingWorkers = "1, 2, 4, 8, 32"

// suitedWorkers are the worker counts that a workload is tried with unless the
// person asks for others.
func suitedWorkers(workload string, cores int) string {
	if w, err := workloads.ByName(workload); err == nil && w.Kind == workloads.IO {
		return waitingWorkers
	}
	return defaultWorkers(cores)
}

// sound returns the choices with everything that is unknown here left out:
// they may come from a settings file of another version.
func (c choices) sound(cores int) choices {
	first := firstChoices(cores)
	if _, err := workloads.ByName(c.Workload); err != nil {
		c.Workload = first.Workload
	}
	if c.Params == nil {
		c.Params = first.Params
	}
	if c.Options == nil {
		c.Options = first.Options
	}
	c.Models = slices.DeleteFunc(slices.Clone(c.Models), func(name string) bool {
		_, err := runtimes.ModelOf(runtimes.Split(runtimes.Full(name)))
		return err != nil
	})
	if len(c.Models) == 0 {
		c.Models = first.Models
	}
	for _, one := range []struct {
		value *string
		check func(string) error
		first string
	}{
		{&c.Scale, checkScale, first.Scale},
		{&c.Workers, checkWorkers, first.Workers},
		{&c.Precision, checkPrecision, first.Precision},
		{&c.Budget, checkBudget, first.Budget},
		{&c.Reps, checkReps, first.Reps},
		{&c.Scaling, checkScaling, first.Scaling},
	} {
		if one.check(*one.value) != nil {
			*one.value = one.first
		}
	}
	return c
}

// usual tells whether everything stands as it does at first that the form
// folds away.
func (c choices) usual() bool {
	first := firstChoices(1)
	options := c.modelOptions()
	changed := slices.ContainsFunc(options, func(p workloads.Param) bool {
		value, chosen := c.Options[p.Name]
		return chosen && value != p.Default
	})
	return c.Scale == first.Scale && c.Scaling == first.Scaling && c.Reps == first.Reps && !changed
}

// fromPlan are the choices that lead to a plan, for an opened session. What
// spawning costs and how like GILs are is not asked by the form, so that such plans
// change nothing in it.
func (c choices) fromPlan(p sweep.Plan, cores int) choices {
	if !p.Mode.Ranks() {
		return c
	}
	c.Workload = p.Workload
	c.Params = maps.Clone(c.Params)
	c.Params[p.Workload] = p.Params
	c.Scale = autoScale
	if p.Scale != 0 {
		c.Scale = text.Number(p.Scale)
	}
	c.Scaling = scalingStrong
	if p.Mode == sweep.Weak {
		c.Scaling = scalingWeak
	}
	c.Models = nil
	for _, name := range p.Models {
		c.Models = append(c.Models, runtimes.Short(name))
	}
	words := make([]string, len(p.Workers))
	for i, n := range p.Workers {
		words[i] = strconv.Itoa(n)
	}
	c.Workers = strings.Join(words, ", ")
	c.Reps = ""
	if p.Reps > 0 {
		c.Reps = strconv.Itoa(p.Reps)
	}
	if p.Precision > 0 {
		c.Precision = text.Hundredths(p.Precision)
	}
	if p.Budget > 0 {
		c.Budget = text.Number(p.Budget.Seconds())
	}
	c.Options = p.Options[""]
	return c.sound(cores)
}

// plan is the sweep that the choices ask for, sharing nothing with them. Its
// error says what to correct.
func (c choices) plan(seed uint64) (sweep.Plan, error) {
	scale, scaleErr := parseScale(c.Scale)
	workers, workersErr := planning.ParseWorkers(c.Workers)
	precision, precisionErr := parsePrecision(c.Precision)
	budget, budgetErr := parseBudget(c.Budget)
	reps, repsErr := parseReps(c.Reps)
	mode, modeErr := parseScaling(c.Scaling)
	if err := errors.Join(scaleErr, workersErr, precisionErr, budgetErr, repsErr, modeErr); err != nil {
		return sweep.Plan{}, err
	}
	if len(c.Models) == 0 {
		return sweep.Plan{}, errors.New("no model is chosen: switch on at least one")
	}
	options := workloads.Values{} // those that some chosen model has
	for _, p := range c.modelOptions() {
		if value, ok := c.Options[p.Name]; ok {
			options[p.Name] = value
		}
	}
	return sweep.Plan{
		Workload: c.Workload, Params: maps.Clone(c.Params[c.Workload]), Scale: scale, Mode: mode, Models: c.modelNames(),
		Options: map[string]workloads.Values{"": options}, Workers: workers, Seed: seed,
		Reps: reps, Precision: precision, Budget: budget,
	}, nil
}

// sameScale is the scale at which all chosen runtimes do the same work; ok is
// false where that is no question.
func (c choices) sameScale() (scale string, ok bool) {
	if c.Scale != autoScale {
		return "", false
	}
	least, ok := sweep.Plan{Workload: c.Workload, Models: c.modelNames()}.SameScale()
	return text.Number(least), ok
}

// spawning is the plan that measures what workers of the chosen models cost.
func (c choices) spawning(seed uint64) (sweep.Plan, error) {
	if !slices.ContainsFunc(c.Models, func(name string) bool { return !isSequential(name) }) {
		return sweep.Plan{}, errors.New("no model with workers is chosen: switch on another than the sequential one")
	}
	c.Models = slices.DeleteFunc(slices.Clone(c.Models), isSequential)
	return sweep.Spawning(c.modelNames(), seed), nil
}

// isSequential tells whether a model is a baseline, which has no workers to speak of.
func isSequential(name string) bool { return runtimes.IsBaseline(runtimes.Split(runtimes.Full(name))) }

// modelNames are the chosen models as plans name them.
func (c choices) modelNames() []string {
	names := make([]string, len(c.Models))
	for i, name := range c.Models {
		names[i] = runtimes.Full(name)
	}
	return names
}

// modelOptions are the options that the chosen models have, each once, in order.
func (c choices) modelOptions() []workloads.Param {
	var params []workloads.Param
	for _, name := range c.Models {
		m, err := runtimes.ModelOf(runtimes.Split(runtimes.Full(name)))
		if err != nil {
			continue // of another release
		}
		for _, p := range m.Params {
			known := slices.ContainsFunc(params, func(q workloads.Param) bool { return q.Name == p.Name })
			if !known {
				params = append(params, p)
			}
		}
	}
	return params
}
