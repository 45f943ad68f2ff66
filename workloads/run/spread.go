package run

import (
	"slices"

	"weft/workloads/model"
)

// Spread tells how unevenly something fell, for an average would hide it. Times
// are in seconds.
type Spread struct {
	Kind   string  `json:"kind"` // one of the Spread constants
	N      int     `json:"n"`    // how many values it sums up
	Min    float64 `json:"min_s"`
	Median float64 `json:"median_s"`
	Max    float64 `json:"max_s"`
}

// The kinds of spread. A result has those that its model has.
const (
	SpreadLock  = "lock"  // of lanes that had tasks: all their waiting for locks
	SpreadGIL   = "gil"   // of lanes that had tasks: all their waiting for the GIL
	SpreadLag   = "lag"   // of an event loop's resumptions: from due to resumed; the median within 1/32 of it
	SpreadQueue = "queue" // of tasks: from being handed to a lane until it took them
)

// spreads are the spreads of a run, those of nothing but zeros left out.
func (m *measurement) spreads() []Spread {
	var all []Spread
	note := func(kind string, ns []int64) {
		if s := spread(kind, ns); s.Max > 0 {
			all = append(all, s)
		}
	}
	note(SpreadLock, m.byLane(func(r *model.Record) int64 { return r.Lock }))
	if loop, ok := m.crew.(model.LagReporter); ok {
		// What its lanes wait for the loop is this, resumption by resumption.
		lag := loop.Lag()
		all = append(all, Spread{SpreadLag, lag.N, seconds(lag.Min), seconds(lag.Median), seconds(lag.Max)})
	} else {
		note(SpreadGIL, m.byLane(func(r *model.Record) int64 { return r.GIL }))
	}
	queued := make([]int64, len(m.job.Records))
	for i := range queued {
		r := &m.job.Records[i]
		queued[i] = max(0, r.Start-r.Queued) // the clocks of processes may be off by a moment
	}
	note(SpreadQueue, queued)
	return all
}

// byLane adds up a time of the records for each lane that had tasks, ns.
func (m *measurement) byLane(of func(*model.Record) int64) []int64 {
	sums := make([]int64, m.job.Workers)
	had := make([]bool, m.job.Workers)
	for i := range m.job.Records {
		r := &m.job.Records[i]
		sums[r.Lane] += of(r)
		had[r.Lane] = true
	}
	kept := sums[:0]
	for lane, sum := range sums {
		if had[lane] {
			kept = append(kept, sum)
		}
	}
	return kept
}

// spread sorts ns and sums them up.
func spread(kind string, ns []int64) Spread {
	n := len(ns)
	if n == 0 {
		return Spread{Kind: kind}
	}
	slices.Sort(ns)
	median := (seconds(ns[(n-1)/2]) + seconds(ns[n/2])) / 2
	return Spread{Kind: kind, N: n, Min: seconds(ns[0]), Median: median, Max: seconds(ns[n-1])}
}
