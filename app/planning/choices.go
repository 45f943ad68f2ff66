// Package planning makes plans from what a person chose, for the window and the
// command line alike: what is chosen where nobody says otherwise, how what is
// typed is read, and what is said about it when it can't be. Both take their
// plans from here, so that the same choices lead to the same plan. Nothing here
// runs, draws or asks anybody.
package planning

import (
	"errors"
	"maps"
	"slices"
	"strconv"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// Choices are what a person has picked: everything that the plan of a sweep is
// made from. Texts stand as they were typed; each has a parser, such as
// [ParseScale], that says what it may hold.
type Choices struct {
	Workload    string                      `json:"workload"`
	Params      map[string]workloads.Values `json:"params"` // by workload
	Scale       string                      `json:"scale"`  // Auto lets calibration choose
	Scaling     string                      `json:"scaling"`
	Models      []string                    `json:"models"` // "thread-pool", "python3.11/asyncio"; one without a runtime is Go's
	Workers     string                      `json:"workers"`
	Precision   string                      `json:"precision"`                 // "2 %" or "0.02"
	Budget      string                      `json:"budget"`                    // "60", "60 s" or "1m"
	Reps        string                      `json:"reps"`                      // "" for as many as the precision asks for
	Options     workloads.Values            `json:"options"`                   // of the models, by the option's name
	Timeout     string                      `json:"timeout,omitempty"`         // of each run; "" for the usual
	MemoryLimit string                      `json:"memory_limit,omitempty"`    // of each run; "" for the usual
	Inherit     []string                    `json:"inherit_environ,omitempty"` // variables of the environment that runs have as well
}

// Sound returns the choices with everything that is unknown here left out:
// they may come from a settings file of another version.
func (c Choices) Sound(cores int) Choices {
	first := First(cores)
	if _, err := FindWork(c.Workload, c.Models...); err != nil {
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
		{&c.Scale, CheckScale, first.Scale},
		{&c.Workers, CheckWorkers, first.Workers},
		{&c.Precision, CheckPrecision, first.Precision},
		{&c.Budget, CheckBudget, first.Budget},
		{&c.Reps, CheckReps, first.Reps},
		{&c.Scaling, CheckScaling, first.Scaling},
		{&c.Timeout, CheckTimeout, first.Timeout},
		{&c.MemoryLimit, CheckMemoryLimit, first.MemoryLimit},
	} {
		if one.check(*one.value) != nil {
			*one.value = one.first
		}
	}
	return c
}

// Usual tells whether everything stands as it does at first that few people
// change: scale, scaling, exact runs and the options of the models.
func (c Choices) Usual() bool {
	first := First(1)
	changed := slices.ContainsFunc(c.ModelOptions(), func(p workloads.Param) bool {
		value, chosen := c.Options[p.Name]
		return chosen && value != p.Default
	})
	return c.Scale == first.Scale && c.Scaling == first.Scaling && c.Reps == first.Reps && !changed
}

// For are the choices with another workload. Unless the person has asked for
// other numbers of workers, or for other models, these become what suits it. The
// error tells why no model of the runtimes at hand does; the models stay then.
func (c Choices) For(workload string, cores int, here func() []*runtimes.Runtime) (Choices, error) {
	if c.Workers == SuitedWorkers(c.Workload, cores) {
		c.Workers = SuitedWorkers(workload, cores)
	}
	before, _ := SuitedModels(c.Workload, here) // where none suits, the first ones have stayed
	now, err := SuitedModels(workload, here)
	if err == nil && (c.has(before) || c.has(First(cores).Models)) {
		c.Models = nil
		for _, name := range now {
			c.Models = append(c.Models, runtimes.Short(name))
		}
	}
	c.Workload = workload
	return c, err
}

// has tells whether the chosen models are these, in whatever order.
func (c Choices) has(models []string) bool {
	mine, those := c.ModelNames(), Choices{Models: models}.ModelNames()
	slices.Sort(mine)
	slices.Sort(those)
	return slices.Equal(mine, those)
}

// FromPlan are the choices that lead to a plan. What spawning costs and how
// like GILs are is not among the choices, so that such plans change nothing.
func (c Choices) FromPlan(p sweep.Plan, cores int) Choices {
	if !p.Mode.Ranks() {
		return c
	}
	c.Workload = p.Workload
	c.Params = maps.Clone(c.Params)
	c.Params[p.Workload] = p.Params
	c.Scale = Auto
	if p.Scale != 0 {
		c.Scale = text.Number(p.Scale)
	}
	c.Scaling = Strong
	if p.Mode == sweep.Weak {
		c.Scaling = Weak
	}
	c.Models = nil
	for _, name := range p.Models {
		c.Models = append(c.Models, runtimes.Short(name))
	}
	c.Workers = workersText(p.Workers)
	c.Reps = ""
	if p.Reps > 0 {
		c.Reps = strconv.Itoa(p.Reps)
	}
	if p.Precision > 0 {
		c.Precision = text.Percent(p.Precision)
	}
	if p.Budget > 0 {
		c.Budget = text.Number(p.Budget.Seconds())
	}
	c.Timeout, c.MemoryLimit = "", ""
	if p.Timeout > 0 && p.Timeout != run.DefaultTimeout {
		c.Timeout = p.Timeout.String()
	}
	if p.MemoryLimit > 0 {
		c.MemoryLimit = strconv.FormatUint(p.MemoryLimit, 10)
	}
	c.Options, c.Inherit = p.Options[""], p.Inherit
	return c.Sound(cores)
}

// Plan is the sweep that the choices ask for, sharing nothing with them. Its
// error holds an [EntryError] for each text that can't be read.
func (c Choices) Plan(seed uint64) (sweep.Plan, error) {
	var r reading
	p := sweep.Plan{
		Workload: c.Workload, Models: c.ModelNames(), Seed: seed, Inherit: slices.Clone(c.Inherit),
		Options:     map[string]workloads.Values{"": c.chosenOptions()},
		Scale:       read(&r, Scale, c.Scale, ParseScale),
		Workers:     read(&r, Workers, c.Workers, ParseWorkers),
		Precision:   read(&r, Precision, c.Precision, ParsePrecision),
		Budget:      read(&r, Budget, c.Budget, ParseBudget),
		Reps:        read(&r, Reps, c.Reps, ParseReps),
		Mode:        read(&r, Scaling, c.Scaling, ParseScaling),
		Timeout:     read(&r, Timeout, c.Timeout, ParseTimeout),
		MemoryLimit: read(&r, MemoryLimit, c.MemoryLimit, ParseBytes),
	}
	p.Params = maps.Clone(c.Params[c.Workload])
	if w, err := FindWork(c.Workload, c.Models...); err == nil { // sweeps tell of one that is unknown
		params, err := workloads.Resolve(w.Name, w.Params, p.Params)
		r.note(err)
		p.Params = params
	}
	if len(c.Models) == 0 {
		r.note(errors.New("no model is chosen: switch on at least one"))
	}
	if err := r.err(); err != nil {
		return sweep.Plan{}, err
	}
	return p, nil
}

// chosenOptions are the options that some chosen model has and that differ from
// what it has by itself: models may have different defaults for the same option.
func (c Choices) chosenOptions() workloads.Values {
	options := workloads.Values{}
	for _, m := range c.described() {
		for _, p := range m.Params {
			value, ok := c.Options[p.Name]
			if canonical, err := p.Check(value); err == nil {
				value = canonical
			}
			if ok && value != p.Default {
				options[p.Name] = value
			}
		}
	}
	return options
}

// SameScale is the scale at which all chosen runtimes do the same work; ok is
// false where that is no question.
func (c Choices) SameScale() (scale string, ok bool) {
	if c.Scale != Auto {
		return "", false
	}
	least, ok := sweep.Plan{Workload: c.Workload, Models: c.ModelNames()}.SameScale()
	return text.Number(least), ok
}

// ModelNames are the chosen models as plans name them.
func (c Choices) ModelNames() []string {
	names := make([]string, len(c.Models))
	for i, name := range c.Models {
		names[i] = runtimes.Full(name)
	}
	return names
}

// ModelOptions are the options that the chosen models have, each once, in order.
func (c Choices) ModelOptions() []workloads.Param {
	var params []workloads.Param
	for _, m := range c.described() {
		for _, p := range m.Params {
			known := slices.ContainsFunc(params, func(q workloads.Param) bool { return q.Name == p.Name })
			if !known {
				params = append(params, p)
			}
		}
	}
	return params
}

// described are the chosen models, but for those of another release.
func (c Choices) described() []*runtimes.Model {
	var models []*runtimes.Model
	for _, name := range c.ModelNames() {
		if m, err := runtimes.ModelOf(runtimes.Split(name)); err == nil {
			models = append(models, m)
		}
	}
	return models
}

// reading collects what is wrong with some texts.
type reading struct{ wrong []error }

func (r *reading) note(err error) {
	if err != nil {
		r.wrong = append(r.wrong, err)
	}
}

func (r *reading) err() error { return errors.Join(r.wrong...) }

// read takes a text by its parser, and notes what is wrong with it.
func read[T any](r *reading, entry Entry, text string, parse func(string) (T, error)) T {
	value, err := parse(text)
	if err != nil {
		r.note(&EntryError{entry, err})
	}
	return value
}
