package cli

import (
	"weft/app/planning"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

// runJSON is what weft run --json prints. Lists are never null.
type runJSON struct {
	Workload   string             `json:"workload"`
	Runtime    string             `json:"runtime"`
	Model      string             `json:"model"`
	Workers    int                `json:"workers"`
	Params     map[string]any     `json:"params"`
	Options    map[string]any     `json:"options"`
	Scale      float64            `json:"scale"`
	Started    string             `json:"started"`
	Tasks      int                `json:"tasks"`
	Checksum   string             `json:"checksum"`
	Phases     phasesJSON         `json:"phases"`
	Lanes      []run.Lane         `json:"lanes"`
	LaneSums   run.Totals         `json:"lane_sums"`
	CPUSource  string             `json:"cpu_source"`
	CPUPercent [][]float64        `json:"cpu_percent"`
	Memory     run.Memory         `json:"memory"`
	Metrics    []workloads.Metric `json:"figures"`
	Engine     engineJSON         `json:"engine"`
	Warnings   []string           `json:"warnings"`
	Failure    *run.Failure       `json:"failure,omitempty"`
}

// phasesJSON are all phases of a run, in seconds.
type phasesJSON struct {
	Launch float64 `json:"launch_s"`
	run.Phases
}

// engineJSON names the processes of a run.
type engineJSON struct {
	run.Engine
	Helpers []sample.Helper `json:"helpers,omitempty"`
}

func newRunJSON(r run.Result) runJSON {
	j := runJSON{
		Workload: r.Spec.Workload, Runtime: r.Spec.Runtime, Model: r.Spec.Model, Workers: r.Spec.Workers,
		Params: typed(workloadParams(r.Spec.Workload, r.Spec.Name()), r.Spec.Params), Options: typed(modelParams(r.Spec.Name()), r.Spec.Options),
		Scale: r.Spec.Scale, Started: r.Started.UTC().Format(timeLayout),
		Tasks: r.Tasks, Checksum: r.Checksum, Phases: phasesJSON{r.Launch, r.Phases},
		Lanes: orEmpty(r.Lanes), LaneSums: r.LaneSums, CPUSource: r.CPUFrom, CPUPercent: [][]float64{},
		Memory: r.Memory, Metrics: orEmpty(r.AllMetrics()), Engine: engineJSON{r.Engine, r.Helpers}, Warnings: orEmpty(r.Warnings), Failure: r.Failure,
	}
	for _, s := range r.Samples {
		if len(s.Cores) > 0 {
			j.CPUPercent = append(j.CPUPercent, s.Cores)
		}
	}
	return j
}

// timeLayout is RFC 3339 with milliseconds.
const timeLayout = "2006-01-02T15:04:05.000Z07:00"

// orEmpty makes JSON say [] where there is nothing.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// typed are values as JSON should carry them: numbers as numbers.
func typed(params []workloads.Param, values workloads.Values) map[string]any {
	all := map[string]any{}
	for name, value := range values {
		all[name] = value
	}
	for _, p := range params {
		if value, ok := values[p.Name]; ok {
			all[p.Name] = p.Number(value)
		}
	}
	return all
}

func workloadParams(name string, models ...string) []workloads.Param {
	w, err := planning.FindWork(name, models...)
	if err != nil {
		return nil // of another release; its values stay text
	}
	return w.Params
}

func modelParams(name string) []workloads.Param {
	m, err := runtimes.ModelOf(runtimes.Split(name))
	if err != nil {
		return nil // as above
	}
	return m.Params
}
