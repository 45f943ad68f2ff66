package engine

import (
	"slices"

	"weft/workloads/model"
	"weft/workloads/run"
)

// spreads are the spreads of a run, those of nothing but zeros left out.
func (m *measurement) spreads() []run.Spread {
	var all []run.Spread
	note := func(kind string, ns []int64) {
		if s := spread(kind, ns); s.Max > 0 {
			all = append(all, s)
		}
	}
	note(run.SpreadLock, m.byLane(func(r *model.Record) int64 { return r.Lock }))
	if loop, ok := m.crew.(model.LagReporter); ok {
		// What its lanes wait for the loop is this, resumption by resumption.
		lag := loop.Lag()
		all = append(all, run.Spread{Kind: run.SpreadLag, N: lag.N, Min: seconds(lag.Min), Median: seconds(lag.Median), Max: seconds(lag.Max)})
	} else {
		note(run.SpreadGIL, m.byLane(func(r *model.Record) int64 { return r.GIL }))
	}
	queued := make([]int64, len(m.job.Records))
	for i := range queued {
		r := &m.job.Records[i]
		queued[i] = max(0, r.Start-r.Queued) // the clocks of processes may be off by a moment
	}
	note(run.SpreadQueue, queued)
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
func spread(kind string, ns []int64) run.Spread {
	n := len(ns)
	if n == 0 {
		return run.Spread{Kind: kind}
	}
	slices.Sort(ns)
	median := (seconds(ns[(n-1)/2]) + seconds(ns[n/2])) / 2
	return run.Spread{Kind: kind, N: n, Min: seconds(ns[0]), Median: median, Max: seconds(ns[n-1])}
}
