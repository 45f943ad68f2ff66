package window

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/sweep"
)

// choices are what the person has picked: everything that a plan is made from.
type choices struct {
	Workload string                      `json:"workload"`
	Params   map[string]workloads.Values `json:"params"` // by workload
	Scale    string                      `json:"scale"`
	Models   []string                    `json:"models"` // "thread-pool"
	Workers  string                      `json:"workers"`
	Reps     string                      `json:"reps"`
	Options  workloads.Values            `json:"options"` // of the models, by the option's name
}

// firstChoices are what a new person meets: uneven work that shows at once
// what a pool gains and what a GIL costs.
func firstChoices(cores int) choices {
	return choices{
		Workload: "primes",
		Params:   map[string]workloads.Values{},
		Scale:    "1",
		Models:   []string{"sequential", "thread-pool", "gil-threads", "process-pool", "event-loop"},
		Workers:  defaultWorkers(cores),
		Reps:     "3",
		Options:  workloads.Values{},
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
		_, err := model.ByName(name)
		return err != nil
	})
	if len(c.Models) == 0 {
		c.Models = first.Models
	}
	if checkScale(c.Scale) != nil {
		c.Scale = first.Scale
	}
	if checkWorkers(c.Workers) != nil {
		c.Workers = first.Workers
	}
	if checkReps(c.Reps) != nil {
		c.Reps = first.Reps
	}
	return c
}

// fromPlan are the choices that lead to a plan, for an opened session.
func (c choices) fromPlan(p sweep.Plan, cores int) choices {
	c.Workload = p.Workload
	c.Params = maps.Clone(c.Params)
	c.Params[p.Workload] = p.Params
	c.Scale = plain(p.Scale)
	if p.Scale == 0 {
		c.Scale = "1"
	}
	c.Models = nil
	for _, name := range p.Models {
		c.Models = append(c.Models, strings.TrimPrefix(name, model.Runtime+"/"))
	}
	words := make([]string, len(p.Workers))
	for i, n := range p.Workers {
		words[i] = strconv.Itoa(n)
	}
	c.Workers = strings.Join(words, ", ")
	c.Reps = strconv.Itoa(p.Reps)
	c.Options = p.Options[""]
	return c.sound(cores)
}

// plan is the sweep that the choices ask for, sharing nothing with them. Its
// error says what to correct.
func (c choices) plan(seed uint64) (sweep.Plan, error) {
	if err := errors.Join(checkScale(c.Scale), checkWorkers(c.Workers), checkReps(c.Reps)); err != nil {
		return sweep.Plan{}, err
	}
	if len(c.Models) == 0 {
		return sweep.Plan{}, errors.New("no model is chosen: switch on at least one")
	}
	workers, _ := sweep.ParseWorkers(c.Workers)
	scale, _ := strconv.ParseFloat(strings.TrimSpace(c.Scale), 64)
	reps, _ := strconv.Atoi(strings.TrimSpace(c.Reps))
	names := make([]string, len(c.Models))
	for i, name := range c.Models {
		names[i] = model.Runtime + "/" + name
	}
	options := workloads.Values{} // those that some chosen model has
	for _, p := range c.modelOptions() {
		if value, ok := c.Options[p.Name]; ok {
			options[p.Name] = value
		}
	}
	return sweep.Plan{
		Workload: c.Workload, Params: maps.Clone(c.Params[c.Workload]), Scale: scale, Models: names,
		Options: map[string]workloads.Values{"": options}, Workers: workers, Reps: reps, Seed: seed,
	}, nil
}

func checkScale(text string) error {
	scale, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return fmt.Errorf("%q is not a number", text)
	}
	return workloads.CheckScale(scale)
}

func checkWorkers(text string) error {
	_, err := sweep.ParseWorkers(text)
	return err
}

// maxReps bounds the repetitions of each point.
const maxReps = 100

func checkReps(text string) error {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > maxReps {
		return fmt.Errorf("choose a whole number from 1 to %d", maxReps)
	}
	return nil
}

// modelOptions are the options that the chosen models have, each once, in order.
func (c choices) modelOptions() []workloads.Param {
	var params []workloads.Param
	for _, m := range model.All() {
		if !slices.Contains(c.Models, m.Name) {
			continue
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
