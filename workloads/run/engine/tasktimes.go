package engine

import (
	"slices"

	"weft/workloads/model"
	"weft/workloads/model/lane"
	"weft/workloads/run"
)

// taskTimes are the task times of a run, those of nothing but zeros left out.
func (m *measurement) taskTimes() []run.TaskTimes {
	var all []run.TaskTimes
	note := func(kind string, ns []int64) {
		if s := summed(kind, ns); s.Max > 0 {
			all = append(all, s)
		}
	}
	note(run.TimesLock, m.byLane(func(r *lane.Record) int64 { return r.Lock }))
	if loop, ok := m.crew.(model.LagReporter); ok {
		// What its lanes wait for the loop is this, resumption by resumption.
		lag := loop.Lag()
		all = append(all, run.TaskTimes{Kind: run.TimesLag, N: lag.N, Min: seconds(lag.Min), Median: seconds(lag.Median), Max: seconds(lag.Max)})
	} else {
		note(run.TimesGIL, m.byLane(func(r *lane.Record) int64 { return r.GIL }))
	}
	queued := make([]int64, len(m.job.Records))
	for i := range queued {
		r := &m.job.Records[i]
		queued[i] = max(0, r.Start-r.Queued) // the clocks of processes may be off by a moment
	}
	note(run.TimesQueue, queued)
	return all
}

// byLane adds up a time of the records for each lane that had tasks, ns.
func (m *measurement) byLane(of func(*lane.Record) int64) []int64 {
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

// summed sorts ns and sums them up.
func summed(kind string, ns []int64) run.TaskTimes {
	n := len(ns)
	if n == 0 {
		return run.TaskTimes{Kind: kind}
	}
	slices.Sort(ns)
	median := (seconds(ns[(n-1)/2]) + seconds(ns[n/2])) / 2
	return run.TaskTimes{Kind: kind, N: n, Min: seconds(ns[0]), Median: median, Max: seconds(ns[n-1])}
}
