package engine

import (
	"context"
	"os/exec"

	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/model"
	"weft/workloads/runtimes"
)

// Family is Go: this very program, which is executed once more as an engine.
func Family() runtimes.Family {
	r := &runtimes.Runtime{Name: model.Runtime, Label: "Go", About: "this program", Command: goCommand}
	for _, m := range model.All() {
		r.Models = append(r.Models, &m.Model)
	}
	return runtimes.Family{
		Owns:    func(name string) bool { return name == model.Runtime },
		Label:   func(string) string { return r.Label },
		Models:  func(string) []*runtimes.Model { return r.Models },
		Scale:   func(string) float64 { return 1 },
		Lacks:   goLacks,
		Find:    func(context.Context) []*runtimes.Runtime { return []*runtimes.Runtime{r} },
		Instant: true,
	}
}

// goLacks says why Go has no such workload.
func goLacks(workload, _ string) string {
	w, err := workloads.ByName(workload)
	if err != nil || w.Elsewhere == "" {
		return ""
	}
	return w.Elsewhere + "; choose a model of a Python, such as python3.11/" + sequential
}

// sequential is the baseline, which every runtime has.
const sequential = "sequential"

// goCommand starts this program in the engine's role.
func goCommand(l runtimes.Launch) (*exec.Cmd, error) {
	program := l.Program
	if program == "" {
		var err error
		if program, err = child.Engine(); err != nil {
			return nil, err
		}
	}
	return child.In(program, Role), nil
}
