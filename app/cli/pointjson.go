package cli

import (
	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// pointJSON is one model with one number of workers. Times are in seconds,
// memory in bytes; intervals are 95 % ones.
type pointJSON struct {
	Runtime  string  `json:"runtime"`
	Model    string  `json:"model"`
	Workers  int     `json:"workers"`
	Scale    float64 `json:"scale"`
	Case     string  `json:"case,omitempty"` // the kind of work, where there are several
	N        int     `json:"n"`
	Baseline *string `json:"baseline"` // the model that speedups refer to; null where there is none

	Median      *float64 `json:"median_s"`
	Low         *float64 `json:"ci_low_s"`
	High        *float64 `json:"ci_high_s"`
	Speedup     *float64 `json:"speedup"`
	SpeedupLow  *float64 `json:"speedup_low"`
	SpeedupHigh *float64 `json:"speedup_high"`
	Efficiency  *float64 `json:"efficiency"`
	Overhead    *float64 `json:"overhead_s"`
	Serial      *float64 `json:"serial_fraction"` // Karp and Flatt's, of more than one worker
	SerialLow   *float64 `json:"serial_fraction_low"`
	SerialHigh  *float64 `json:"serial_fraction_high"`

	ColdMedian      *float64 `json:"cold_median_s"`
	ColdLow         *float64 `json:"cold_ci_low_s"`
	ColdHigh        *float64 `json:"cold_ci_high_s"`
	ColdSpeedup     *float64 `json:"cold_speedup"`
	ColdSpeedupLow  *float64 `json:"cold_speedup_low"`
	ColdSpeedupHigh *float64 `json:"cold_speedup_high"`
	ColdEfficiency  *float64 `json:"cold_efficiency"`
	ColdOverhead    *float64 `json:"cold_overhead_s"`

	Up     *float64 `json:"up_s"` // from the beginning of setup until the last worker was at its first task
	UpLow  *float64 `json:"up_ci_low_s"`
	UpHigh *float64 `json:"up_ci_high_s"`

	Stability stabilityJSON       `json:"stability"`
	Parts     map[string]*float64 `json:"overhead_parts_s"` // of the cold run in the middle; null without a baseline
	WhatIf    map[string]*float64 `json:"what_if"`          // the cold speedup if a part cost nothing
	Spreads   []spreadJSON        `json:"spreads"`

	Times           []float64  `json:"times_s"`
	ColdTimes       []float64  `json:"cold_times_s"`
	Memory          run.Memory `json:"memory"`
	MemoryPerWorker *float64   `json:"memory_per_worker_bytes"` // the slope of the model's memory against its workers
	Failed          int        `json:"failed"`
	Reason          string     `json:"reason,omitempty"`
}

type stabilityJSON struct {
	Grade    string   `json:"grade"`
	Spread   *float64 `json:"spread"` // of the times, as a share of their median
	Outliers []int    `json:"outliers"`
	Findings []string `json:"findings"`
}

// spreadJSON is how one kind of waiting spreads, in seconds.
type spreadJSON struct {
	Kind   string   `json:"kind"`
	N      int      `json:"n"`
	Min    *float64 `json:"min_s"`
	Median *float64 `json:"median_s"`
	Max    *float64 `json:"max_s"`
}

// baselineJSON is what speedups stand on.
type baselineJSON struct {
	Runtime    string     `json:"runtime"`
	Model      string     `json:"model"`
	Workers    int        `json:"workers"`
	Scale      float64    `json:"scale"`
	N          int        `json:"n"`
	Median     *float64   `json:"median_s"`
	Low        *float64   `json:"ci_low_s"`
	High       *float64   `json:"ci_high_s"`
	ColdMedian *float64   `json:"cold_median_s"`
	First      *float64   `json:"first_s"`
	Last       *float64   `json:"last_s"`
	Drift      *float64   `json:"drift"`
	Others     *float64   `json:"others_load"` // of the machine by other programs, 0 to 1
	Checksum   string     `json:"checksum"`
	Phases     phasesJSON `json:"phases"`
	LaneSums   run.Totals `json:"lane_sums"`
}

func newBaselineJSON(b sweep.Baseline) baselineJSON {
	return baselineJSON{
		Runtime: b.Runtime, Model: b.Model, Workers: b.Workers, Scale: b.Scale, N: b.N,
		Median: number(b.Warm.Median, true), Low: number(b.Warm.Interval.Low, true), High: number(b.Warm.Interval.High, true),
		ColdMedian: number(b.Cold.Median, true), First: number(b.First, true), Last: number(b.Last, true),
		Drift: number(b.Drift, b.N > 1), Others: number(b.Others, true), Checksum: b.Checksum, Phases: phasesJSON{b.Launch, b.Phases}, LaneSums: b.LaneSums,
	}
}

func newPointJSON(v figures.View, p sweep.Point) pointJSON {
	ran := p.N > 0
	base, compared := v.BaseOf(p)
	compared = compared && ran
	warm, cold := p.Warm, p.Cold
	j := pointJSON{
		Runtime: p.Runtime, Model: p.Model, Workers: p.Workers, Scale: p.Scale, Case: p.Case, N: p.N,
		Median: number(warm.Median, ran), Low: number(warm.Interval.Low, ran), High: number(warm.Interval.High, ran),
		Speedup: number(warm.Speedup, compared), SpeedupLow: number(warm.SpeedupInterval.Low, compared),
		SpeedupHigh: number(warm.SpeedupInterval.High, compared), Efficiency: number(warm.Efficiency, compared), Overhead: number(warm.Overhead, compared),
		ColdMedian: number(cold.Median, ran), ColdLow: number(cold.Interval.Low, ran), ColdHigh: number(cold.Interval.High, ran),
		ColdSpeedup: number(cold.Speedup, compared), ColdSpeedupLow: number(cold.SpeedupInterval.Low, compared),
		ColdSpeedupHigh: number(cold.SpeedupInterval.High, compared), ColdEfficiency: number(cold.Efficiency, compared), ColdOverhead: number(cold.Overhead, compared),
		Up: number(p.Up.Median, ran), UpLow: number(p.Up.Interval.Low, ran), UpHigh: number(p.Up.Interval.High, ran),
		Stability: stabilityJSON{
			Grade: p.Stability.Grade, Spread: number(p.Stability.Spread, ran),
			Outliers: orEmpty(p.Stability.Outliers), Findings: unstableOf(p.Stability),
		},
		Spreads: []spreadJSON{}, Times: orEmpty(warm.Values), ColdTimes: orEmpty(cold.Values), Memory: p.Memory,
		MemoryPerWorker: number(v.MemoryPerWorker(figures.ID(p)).Value, true), Failed: p.Failed, Reason: p.Reason,
	}
	if compared {
		j.Baseline = orNull(base.Name())
	}
	if e, ok := v.SerialFraction(p); ok {
		j.Serial, j.SerialLow, j.SerialHigh = number(e.E, true), number(e.Interval.Low, true), number(e.Interval.High, true)
	}
	j.Parts, j.WhatIf = partsJSON(v, p)
	for _, s := range p.TaskTimes {
		j.Spreads = append(j.Spreads, spreadJSON{s.Kind, s.N, number(s.Min, true), number(s.Median, true), number(s.Max, true)})
	}
	return j
}
