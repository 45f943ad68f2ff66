package cli

import (
	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// sweepJSON is what weft sweep --json and weft show --json print. Lists are
// never null; a number that was not measured is.
type sweepJSON struct {
	Workload string         `json:"workload"`
	Params   map[string]any `json:"params"`
	Scale    float64        `json:"scale"`
	Seed     uint64         `json:"seed"`
	Points   []pointJSON    `json:"points"`
	Baseline sweep.Baseline `json:"baseline"`
	Warnings []string       `json:"warnings"`
	Summary  string         `json:"summary"`
	Machine  sample.Machine `json:"machine"`
	Runs     int            `json:"runs"`    // that ended, warm-ups too
	Failed   int            `json:"failed"`  // of these
	Stopped  bool           `json:"stopped"` // before all runs of the plan had ended
	Session  string         `json:"session,omitempty"`
	Files    []string       `json:"files"`             // charts that were written
	Problem  string         `json:"problem,omitempty"` // of a session's file that is damaged or newer
}

type pointJSON struct {
	Runtime      string     `json:"runtime"`
	Model        string     `json:"model"`
	Workers      int        `json:"workers"`
	N            int        `json:"n"`
	Median       *float64   `json:"median_s"`
	Speedup      *float64   `json:"speedup"`
	Efficiency   *float64   `json:"efficiency"`
	Overhead     *float64   `json:"overhead_s"`
	ColdMedian   *float64   `json:"cold_median_s"`
	ColdSpeedup  *float64   `json:"cold_speedup"`
	ColdOverhead *float64   `json:"cold_overhead_s"`
	Times        []float64  `json:"times_s"`
	ColdTimes    []float64  `json:"cold_times_s"`
	Memory       run.Memory `json:"memory"`
	Failed       int        `json:"failed"`
	Reason       string     `json:"reason,omitempty"`
}

func newSweepJSON(v figures.View, stopped bool) sweepJSON {
	j := sweepJSON{
		Workload: v.Plan.Workload, Scale: v.Plan.Scale, Seed: v.Plan.Seed, Points: []pointJSON{},
		Baseline: v.Baseline, Warnings: orEmpty(v.Warnings), Summary: figures.Sentence(v), Machine: v.Machine,
		Runs: len(v.Results), Stopped: stopped, Files: []string{},
	}
	params := v.Plan.Params
	if len(v.Results) > 0 { // these have their defaults filled in
		spec := v.Results[0].Spec
		j.Workload, j.Scale, params = spec.Workload, spec.Scale, spec.Params
	}
	j.Params = typed(workloadParams(j.Workload), params)
	for _, r := range v.Results {
		if r.Failure != nil && r.Failure.Kind != run.KindStopped {
			j.Failed++
		}
	}
	for _, p := range v.Points {
		ran, compared := p.N > 0, p.N > 0 && v.Baseline.N > 0
		j.Points = append(j.Points, pointJSON{
			Runtime: p.Runtime, Model: p.Model, Workers: p.Workers, N: p.N,
			Median: number(p.Median, ran), Speedup: number(p.Speedup, compared), Efficiency: number(p.Efficiency, compared),
			Overhead: number(p.Overhead, compared), ColdMedian: number(p.ColdMedian, ran),
			ColdSpeedup: number(p.ColdSpeedup, compared), ColdOverhead: number(p.ColdOverhead, compared),
			Times: orEmpty(p.Times), ColdTimes: orEmpty(p.ColdTimes), Memory: p.Memory, Failed: p.Failed, Reason: p.Reason,
		})
	}
	return j
}
