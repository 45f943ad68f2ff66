package adviser

import (
	"weft/app/figures"
	"weft/charts/scaling"
	"weft/workloads/sweep"
)

// Part is one part of a point's overhead.
type Part struct {
	Key     string  // as in files: "dispatch"
	Words   string  // what it is, as the subject of "cost nothing"
	Seconds float64 // summed over lanes; may be negative where something took less than in the sequential run
	Share   float64 // of the lanes' time, p*T_p with setup and teardown; 0 where that isn't known
	WhatIf  float64 // the cold speedup if the part cost nothing; NaN where that isn't known
}

// kinds are the parts, in the order of the bars, with what they spend time on
// as it follows "x % of the lanes' time went to".
var kinds = []struct {
	key, words, went string
	of               func(scaling.Parts) float64
}{
	{"setup", "starting workers", "starting workers", func(p scaling.Parts) float64 { return p.Setup }},
	{"dispatch", "dispatch", "handing tasks out", func(p scaling.Parts) float64 { return p.Dispatch }},
	{"transfer", "serialisation and IPC", "serialisation and IPC", func(p scaling.Parts) float64 { return p.Transfer }},
	{"lock", "waiting for locks", "waiting for locks", func(p scaling.Parts) float64 { return p.Lock }},
	{turn, "waiting for their turn", "waiting for their turn", func(p scaling.Parts) float64 { return p.GIL }},
	{"cores", "waiting for a core", "waiting for a core", func(p scaling.Parts) float64 { return p.Cores }},
	{"imbalance", "imbalance", "waiting for the last tasks to end", func(p scaling.Parts) float64 { return p.Imbalance }},
	{"inflation", "inflation", "computing that took longer than alone", func(p scaling.Parts) float64 { return p.Inflation }},
	{"waits", "longer waiting", "waits that took longer than alone", func(p scaling.Parts) float64 { return p.Waits }},
	{"teardown", "ending workers", "ending workers", func(p scaling.Parts) float64 { return p.Teardown }},
	{unexplained, "what is unexplained", "nothing that was measured", func(p scaling.Parts) float64 { return p.Unexplained }},
}

// Parts with a rule of their own.
const (
	turn        = "gil"
	unexplained = "unexplained"
)

// PartsOf takes the overhead of a point apart, as the figure of the parts does;
// nil for the baseline itself and for points without one.
func PartsOf(v figures.View, p sweep.Point) []Part {
	return partsOf(v, p, float64(p.Workers)*p.Phases.Cold())
}

func partsOf(v figures.View, p sweep.Point, lanes float64) []Part {
	base, compared := v.BaseOf(p)
	v.Points, v.PartsWorkers = []sweep.Point{p}, p.Workers
	bars := figures.Parts(v).Bars
	if !compared || len(bars) != 1 {
		return nil
	}
	parts, reach := make([]Part, len(kinds)), v.ReachOf(p)
	for i, k := range kinds {
		s := k.of(bars[0].Parts)
		parts[i] = Part{
			Key: k.key, Words: k.words, Seconds: s,
			WhatIf: reach.WhatIf(s, k.key == turn, base.Phases.Run, p.Phases.Cold()),
		}
		if lanes > 0 {
			parts[i].Share = s / lanes
		}
	}
	return parts
}

// part is the one with that key; zero where the overhead isn't known.
func (c candidate) part(key string) Part {
	for _, p := range c.parts {
		if p.Key == key {
			return p
		}
	}
	return Part{Key: key}
}

// largest is the part that takes most of the lanes' time and can be explained.
func (c candidate) largest() Part {
	var most Part
	for _, p := range c.parts {
		if p.Key != unexplained && p.Seconds > most.Seconds {
			most = p
		}
	}
	return most
}

// handling is the share of the lanes' time that getting tasks to workers and
// back takes, without starting the workers.
func (c candidate) handling() float64 { return c.part("dispatch").Share + c.part("transfer").Share }
