package sweep

import (
	"slices"

	"weft/charts/scaling"
	"weft/workloads"
	"weft/workloads/run"
)

// Times are the times of a point or baseline, either warm (the run phase) or
// cold (with setup and teardown), in seconds. Intervals are 95 % ones.
type Times struct {
	Values   []float64        // of every run that succeeded, in the order of the runs
	Median   float64          // T_p; 0 when no run succeeded
	Interval scaling.Interval // of T_p
	sorted   []float64        // Values, ascending

	// What follows compares with the point's baseline; 0 and unknown without one.
	Speedup         float64          // S = T_s/T_p
	SpeedupInterval scaling.Interval // of S; both times vary
	Efficiency      float64          // E = S/p
	Overhead        float64          // T_o = p*T_p - T_s
}

// Ascending are the values in ascending order, for those who look at nothing but
// that; they must not be changed.
func (t Times) Ascending() []float64 {
	if len(t.sorted) != len(t.Values) { // made by hand
		return slices.Sorted(slices.Values(t.Values))
	}
	return t.sorted
}

// Point is what the runs of one model with one number of workers say together.
type Point struct {
	Runtime string
	Model   string
	Workers int     // p
	Scale   float64 // of the work
	Case    string  // what its runs belong to, where there is more than one kind of work
	N       int     // runs that succeeded

	Warm, Cold Times
	Up         Times // from the beginning of setup until the last of p workers was at its first task
	Base       int   // index of the baseline in Summary.Baselines; -1 for none

	Stability scaling.Stability

	// Of the run in the middle (the lower one of two), for taking the overhead apart.
	Launch    float64 // s
	Phases    run.Phases
	LaneSums  run.Totals
	TaskTimes []run.TaskTimes
	Metrics   []workloads.Metric // the workload's own

	MetricValues map[string][]float64 // of every run that succeeded, by the metric's name

	// Of the first run that succeeded.
	Tasks      int     // of the run
	TaskLength float64 // how long the median task was on its lane, s; NaN where not known

	Memory run.Memory // the highest peaks of all runs, bytes
	Failed int        // runs that failed; those that were stopped don't count
	Reason string     // why the first of them failed
}

// Name is the model with its runtime, as on the command line: "go/thread-pool".
func (p Point) Name() string { return p.Runtime + "/" + p.Model }

// Baseline is what speedups stand on: a point whose time is T_s.
type Baseline struct {
	Runtime string
	Model   string
	Workers int
	Scale   float64
	N       int // runs that succeeded

	Warm, Cold  Times
	First, Last float64 // warm times of the first and the last run, s
	Drift       float64 // Last/First - 1: what the machine itself changed meanwhile
	Others      float64 // load of the machine by other programs during these runs, 0 to 1; NaN where not known
	Checksum    string

	// Of the run in the middle.
	Launch   float64 // s
	Phases   run.Phases
	LaneSums run.Totals
}

// Name is the model with its runtime.
func (b Baseline) Name() string { return b.Runtime + "/" + b.Model }

// Summary is what results say together.
type Summary struct {
	Points    []Point    // in the order of the list of models, then of workers
	Baselines []Baseline // those that points are compared with; the first one is the program's own sequential, if there is any
	Warnings  []string   // what a reader of the points should know
}

// Against says which baseline points are compared with.
type Against string

// The baselines. A comparison of times is only made between runs of the same work.
const (
	AgainstRuntime Against = ""     // the sequential run of the same runtime
	AgainstSelf    Against = "self" // the model's own run with one worker
	AgainstBest    Against = "best" // the fastest sequential run of any runtime
)

// Terms are what results are summarised on.
type Terms struct {
	Mode      Mode
	Against   Against
	Precision float64 // that was asked for; 0 takes DefaultPrecision

	// Of the machine that was measured on, for advice on what disturbs; zero where not known.
	Cores    int
	Governor string
	Battery  bool
}

// Terms are those of a plan that ran on a machine.
func (p Plan) Terms() Terms {
	return Terms{Mode: p.Mode, Precision: p.settled().Precision}
}
