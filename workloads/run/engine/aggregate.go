package engine

import (
	"bytes"
	"cmp"
	"fmt"
	"image/png"
	"os"
	"slices"
	"time"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/model/lane"
	"weft/workloads/run"
)

// measurement is what the engine knows of a run: what ran, and what the clocks said.
type measurement struct {
	prepared
	crew     model.Crew
	pids     []int // of the worker processes
	lanes    []run.Lane
	left     []int64       // when each lane had no more to do, ns after the run began
	delay    time.Duration // of all lanes' threads in the run phase, 0 where not known
	phases   run.Phases
	used     usage // by the engine in the run phase
	switched usage // in run and teardown: worker processes count once they have ended
}

// findLanes notes where lanes worked, while their workers exist.
func (m *measurement) findLanes() {
	m.lanes = make([]run.Lane, min(m.job.Workers, run.MaxLanes))
	for i := range m.lanes {
		m.lanes[i].ID = i
		m.lanes[i].PID, m.lanes[i].TID = m.crew.Where(i)
	}
	m.left = make([]int64, m.job.Workers)
	if crew, ok := m.crew.(model.LeaveReporter); ok {
		for i := range m.left {
			m.left[i] = crew.Left(i)
		}
	}
}

// sumUp turns task records into the run's result.
func (m *measurement) sumUp() (*run.Measured, error) {
	records := m.job.Records
	for i := range records {
		if r := &records[i]; !r.Done || r.Lane < 0 || int(r.Lane) >= m.job.Workers {
			return nil, &run.Failure{
				Kind:    run.KindChecksum,
				Message: fmt.Sprintf("Task %d of %d has no result: the model %s lost it.", i, len(records), m.model.Name),
			}
		}
	}
	r := &run.Measured{
		Tasks: len(records), Checksum: fmt.Sprintf("%016x", m.job.Checksum()),
		Phases: m.phases,
		Engine: run.Engine{
			PID: os.Getpid(), Workers: m.pids, Runtime: goRuntime(),
			ContextSwitches: -1, Involuntary: -1,
		},
	}
	if m.switched.counts {
		r.Engine.ContextSwitches, r.Engine.Involuntary = m.switched.switches, m.switched.forced
	}
	r.CPUFrom = shareOut(records, m.ownCPU(), m.used.known)
	m.sumLanes(r)
	r.TaskTimes = m.taskTimes()
	r.Records = columns(records)
	r.Metrics = m.metrics()
	if show := m.job.Batch.Picture; show != nil {
		var file bytes.Buffer
		if err := png.Encode(&file, show(m.job.Batch.Result)); err != nil {
			return nil, fmt.Errorf("encoding the picture: %w", err)
		}
		r.Picture = file.Bytes()
	}
	return r, nil
}

// ownCPU is the CPU time that the engine's own process spent on tasks whose
// share nobody measured, in ns.
func (m *measurement) ownCPU() int64 {
	left := int64(m.used.cpu)
	for i := range m.job.Records {
		r := &m.job.Records[i]
		here := int(r.Lane) >= len(m.lanes) || m.lanes[r.Lane].PID == os.Getpid()
		if here && r.CPU > 0 {
			left -= r.CPU
		}
	}
	return max(0, left)
}

// shareOut gives every task whose CPU time is unknown (-1) its part of cpu, in
// proportion to the time that it was active and never more than that. It
// returns where the CPU times of the records come from.
func shareOut(records []lane.Record, cpu int64, known bool) string {
	var all int64
	unknown := 0
	for i := range records {
		if records[i].CPU < 0 {
			unknown++
			all += records[i].Active()
		}
	}
	switch {
	case unknown == 0:
		return run.CPUThread
	case !known:
		for i := range records {
			records[i].CPU = max(0, records[i].CPU)
		}
		return run.CPUNone
	}
	part := 0.0
	if all > 0 {
		part = min(1, float64(cpu)/float64(all))
	}
	for i := range records {
		if records[i].CPU < 0 {
			records[i].CPU = int64(part * float64(records[i].Active()))
		}
	}
	return run.CPUShared
}

// seconds converts ns.
func seconds(ns int64) float64 { return time.Duration(ns).Seconds() }

// sumLanes adds up records by lane and over all lanes.
func (m *measurement) sumLanes(r *run.Measured) {
	r.Lanes = m.lanes
	last := m.left
	var total lane.Record // its fields hold sums; End-Start is busy time
	var longest, longestOwn int64
	for i := range m.job.Records {
		t := &m.job.Records[i]
		busy := t.End - t.Start
		longest, longestOwn = max(longest, busy), max(longestOwn, own(t, r.CPUFrom))
		last[t.Lane] = max(last[t.Lane], t.End)
		total.End += busy
		total.CPU += t.CPU
		total.Wait += t.Wait
		total.Lock += t.Lock
		total.GIL += t.GIL
		total.Transfer += t.Transfer
		if int(t.Lane) < len(r.Lanes) {
			add(&r.Lanes[t.Lane], t)
		}
	}
	for i := range r.Lanes {
		r.Lanes[i].Last = seconds(last[i])
	}
	r.LaneSums = run.Totals{
		Busy: seconds(total.End), CPU: seconds(total.CPU), Wait: seconds(total.Wait), Lock: seconds(total.Lock),
		GIL: seconds(total.GIL), Transfer: seconds(total.Transfer), Delay: m.delay.Seconds(),
		Longest: seconds(longest), LongestOwn: seconds(longestOwn),
	}
	for _, end := range last {
		r.LaneSums.IdleEnd += max(0, m.phases.Run-seconds(end))
	}
}

// own is the time that a task took by itself, whoever else ran, ns.
func own(t *lane.Record, cpuFrom string) int64 {
	if cpuFrom == run.CPUNone {
		return t.Active() + t.Wait // as near as it comes without
	}
	return t.CPU + t.Wait
}

// add counts a task into its lane.
func add(l *run.Lane, t *lane.Record) {
	l.Tasks++
	l.Busy += seconds(t.End - t.Start)
	l.CPU += seconds(t.CPU)
	l.Wait += seconds(t.Wait)
	l.Lock += seconds(t.Lock)
	l.GIL += seconds(t.GIL)
	l.Transfer += seconds(t.Transfer)
}

// columns puts records in the order of their start, every Stride-th of them.
func columns(records []lane.Record) run.Records {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(records[a].Start, records[b].Start) })
	stride := max(1, (len(records)+run.MaxRecords-1)/run.MaxRecords)
	n := (len(records) + stride - 1) / stride
	c := run.Records{
		Stride: stride, Task: make([]int, n), Lane: make([]int, n), Queued: make([]float64, n),
		Start: make([]float64, n), End: make([]float64, n), CPU: make([]float64, n), Wait: make([]float64, n),
	}
	const us = 1e3 // ns
	for k := range n {
		i := order[k*stride]
		r := &records[i]
		c.Task[k], c.Lane[k] = i, int(r.Lane)
		c.Queued[k], c.Start[k], c.End[k] = float64(r.Queued)/us, float64(r.Start)/us, float64(r.End)/us
		c.CPU[k], c.Wait[k] = float64(r.CPU)/us, float64(r.Wait+r.Lock+r.GIL)/us
	}
	return c
}

// metrics are the workload's own, those of worker processes added.
func (m *measurement) metrics() []workloads.Metric {
	var all []workloads.Metric
	if m.job.Batch.Report != nil {
		all = m.job.Batch.Report()
	}
	workers, ok := m.crew.(model.MetricReporter)
	if !ok {
		return all
	}
	for _, f := range workers.Metrics() {
		at := slices.IndexFunc(all, func(g workloads.Metric) bool { return g.Name == f.Name })
		if at < 0 {
			all = append(all, f)
			continue
		}
		all[at].Value += f.Value
	}
	return all
}
