package model

import (
	"context"
	"os/exec"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// Family is the runtime that is this program itself. command makes its engine,
// ready to be started.
func Family(command func(context.Context, runtimes.Launch) (*exec.Cmd, error)) runtimes.Family {
	r := &runtimes.Runtime{Name: Runtime, Label: "Go", About: "this program", Models: descriptions(Runtime), Command: command}
	return runtimes.Family{
		Name: r.Label, Home: Runtime, Examples: []string{Runtime},
		Owns:     func(name string) bool { return name == Runtime },
		Label:    func(string) string { return r.Label },
		Models:   descriptions,
		Runs:     runtimes.OurWorkloads,
		Verified: runtimes.ByChecksum,
		Apart:    runtimes.AsDescribed,
		Baseline: sequential().Name,
		Usual:    []string{sequential().Name, threadPool().Name, gilThreads().Name, processPool().Name, eventLoop().Name},
		Trial:    processPool().Name,
		Scale:    func(string) float64 { return 1 },
		Lacks:    lacks,
		Find:     func(context.Context) []*runtimes.Runtime { return []*runtimes.Runtime{r} },
		Instant:  true,
	}
}

// descriptions are those of all models.
func descriptions(string) []*runtimes.Model {
	var models []*runtimes.Model
	for _, m := range all() {
		models = append(models, &m.Model)
	}
	return models
}

// lacks says why Go has no such workload.
func lacks(workload, _ string) string {
	w, err := workloads.ByName(workload)
	if err != nil || w.Elsewhere == "" {
		return ""
	}
	return w.Elsewhere + "; choose a model of a Python, such as python3.11/sequential"
}
