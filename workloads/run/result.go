package run

import (
	"encoding/json"
	"slices"
	"time"

	"weft/workloads"
	"weft/workloads/sample"
)

// Result is what became of one run: what the engine measured and what the host
// observed meanwhile, or why there is no measurement. Where Failure is set, the
// rest is as far as the run came.
type Result struct {
	Spec    Spec
	Started time.Time
	Failure *Failure // nil when the run did its work
	Measured
	Observed
}

// Measured is what the engine knows when a run is over: the result message of
// the engine protocol, whole.
type Measured struct {
	Tasks     int                `json:"tasks"`
	Checksum  string             `json:"checksum"` // 16 hexadecimal digits
	Phases    Phases             `json:"phases"`
	Lanes     []Lane             `json:"lanes"`             // at most MaxLanes, the first ones
	LaneSums  Totals             `json:"lane_sums"`         // over all lanes
	TaskTimes []TaskTimes        `json:"spreads,omitempty"` // only the kinds that the model has
	CPUFrom   string             `json:"cpu_source"`        // how task CPU times were got: CPUThread, CPUShared or CPUNone
	Records   Records            `json:"records"`
	Metrics   []workloads.Metric `json:"figures,omitempty"` // the workload's own
	Engine    Engine             `json:"engine"`
	Warnings  []string           `json:"warnings,omitempty"`
	Picture   []byte             `json:"picture,omitempty"` // PNG, for workloads that make one
}

// Observed is what only the host can know of a run, whatever its runtime.
type Observed struct {
	// Launch is the time from the start of the engine process to its hello, in
	// seconds; never in a model's time. Helpers are processes that are neither the
	// engine nor its workers: the page server, and what the model's library needs.
	Launch  float64         `json:"-"` // among the phases, see filed
	Helpers []sample.Helper `json:"-"` // beside the workers, see filed

	Samples []sample.Sample `json:"samples,omitempty"`
	Memory  Memory          `json:"memory"`

	// Lost is what came between the run and its cores in its run phase, as the
	// system counted it; nil where the phase was not reached or nobody looked.
	Lost *sample.Disturbance `json:"lost,omitempty"`

	Reviewed []workloads.Metric `json:"reviewed,omitempty"` // drawn by the workload from the times of its tasks
}

// AllMetrics are the workload's own numbers, whoever told them.
func (r *Result) AllMetrics() []workloads.Metric { return slices.Concat(r.Metrics, r.Reviewed) }

// Lasted is the time from the start of the engine to the end of teardown, in seconds.
func (r *Result) Lasted() float64 { return r.Launch + r.Phases.Prepare + r.Phases.Cold() }

// filed is the form of a result in sessions. There the launch stands among the
// phases, and helpers stand beside the engine's workers, whoever told them.
type filed struct {
	Spec    *Spec      `json:"spec"`
	Started *time.Time `json:"started"`
	Failure *Failure   `json:"failure,omitempty"`
	*Measured
	*Observed
	Phases filedPhases `json:"phases"` // in place of Measured's
	Engine filedEngine `json:"engine"` // in place of Measured's
}

type filedPhases struct {
	Launch *float64 `json:"launch_s"`
	*Phases
}

type filedEngine struct {
	*Engine
	Helpers []sample.Helper `json:"helpers,omitempty"`
}

// filed is a view of the result: what is decoded into it arrives in r, but for
// what may be left out.
func (r *Result) filed() *filed {
	return &filed{
		&r.Spec, &r.Started, r.Failure, &r.Measured, &r.Observed,
		filedPhases{&r.Launch, &r.Phases},
		filedEngine{&r.Engine, r.Helpers},
	}
}

// MarshalJSON writes the form of sessions.
func (r Result) MarshalJSON() ([]byte, error) { return json.Marshal(r.filed()) }

// UnmarshalJSON reads the form of sessions.
func (r *Result) UnmarshalJSON(text []byte) error {
	f := r.filed()
	err := json.Unmarshal(text, f)
	r.Failure, r.Helpers = f.Failure, f.Engine.Helpers
	return err
}

// How task CPU times were got.
const (
	CPUThread = "thread"      // the clock of the thread that ran the task
	CPUShared = "apportioned" // the process's CPU time, shared out by the time tasks were on a lane and not waiting
	CPUNone   = ""            // not known on this system
)

// Phases are the parts of a run that an engine goes through, in seconds.
type Phases struct {
	Prepare  float64 `json:"prepare_s"`  // building the batch (data, page server); never in a model's time
	Setup    float64 `json:"setup_s"`    // creating workers until all stand at the barrier
	Run      float64 `json:"run_s"`      // first dispatch to last result: the warm T_p
	Teardown float64 `json:"teardown_s"` // ending the workers
}

// Cold is the time with setup and teardown, in seconds.
func (p Phases) Cold() float64 { return p.Setup + p.Run + p.Teardown }

// Lane sums up one lane. Times are in seconds.
type Lane struct {
	ID    int     `json:"id"`
	PID   int     `json:"pid"`
	TID   int     `json:"tid"` // 0 where a lane has no thread of its own
	Tasks int     `json:"tasks"`
	Busy  float64 `json:"busy_s"` // from taking a task to its result, added up
	CPU   float64 `json:"cpu_s"`
	Wait  float64 `json:"wait_s"` // of Busy: sleeping or waiting for I/O
	Lock  float64 `json:"lock_s"` // of Busy: waiting for a lock
	GIL   float64 `json:"gil_s"`  // of Busy: waiting for the GIL, or for the thread of an event loop
	Last  float64 `json:"last_s"` // end of its last task after the run began

	// Transfer is, of Busy, serialisation and IPC: a worker process taking
	// inputs in and handing results over.
	Transfer float64 `json:"transfer_s"`
}

// MaxLanes bounds the lanes that a result carries one by one.
const MaxLanes = 1000

// Totals are sums over all lanes, in seconds; see Lane.
type Totals struct {
	Busy     float64 `json:"busy_s"`
	CPU      float64 `json:"cpu_s"`
	Wait     float64 `json:"wait_s"`
	Lock     float64 `json:"lock_s"`
	GIL      float64 `json:"gil_s"`
	Transfer float64 `json:"transfer_s"`
	IdleEnd  float64 `json:"idle_end_s"` // time between a lane's last task and the end of the run

	// Delay is how long the lanes' threads were ready to run without a core
	// during the run phase, in tasks and between them, as the kernel counts it; 0
	// where it doesn't, or where tasks have no threads that last.
	Delay float64 `json:"delay_s"`

	// Longest is the longest time that a task was on its lane. LongestOwn is the
	// most that any task took by itself, CPU and waiting for what it asked for:
	// without its waiting for a lock, its turn, a core or a pipe, which other
	// tasks cause. However many workers there are, a run takes no less.
	Longest    float64 `json:"longest_task_s"`
	LongestOwn float64 `json:"longest_own_s"`
}

// Records are task records as columns, in order of their start; times in
// microseconds after the run phase began. When a run has more than MaxRecords
// tasks, every Stride-th is kept.
type Records struct {
	Stride int       `json:"stride"`
	Task   []int     `json:"task"`
	Lane   []int     `json:"lane"`
	Queued []float64 `json:"queued_us"`
	Start  []float64 `json:"start_us"`
	End    []float64 `json:"end_us"`
	CPU    []float64 `json:"cpu_us"`
	Wait   []float64 `json:"wait_us"` // waiting for I/O, a lock or its turn
}

// MaxRecords bounds the task records that a result carries.
const MaxRecords = 20_000

// Engine describes the process that executed the run.
type Engine struct {
	PID             int    `json:"pid"`
	Workers         []int  `json:"worker_pids,omitempty"`
	Runtime         string `json:"runtime"`              // "go1.26.8 linux/amd64"
	ContextSwitches int64  `json:"context_switches"`     // of the tree during the run phase; -1 where not known
	Involuntary     int64  `json:"involuntary_switches"` // of these, how many were forced
}

// Memory are peaks over the samples of a run, and what a worker took at its
// end, in bytes; 0 where not known.
type Memory struct {
	PeakPSS uint64 `json:"peak_pss_bytes"`
	PeakUSS uint64 `json:"peak_uss_bytes"`
	PeakRSS uint64 `json:"peak_rss_bytes"`

	// Helpers are the peaks of helpers, which the others leave out: the PSS (or
	// RSS) of all of a kind together.
	Helpers map[string]uint64 `json:"peak_helpers_bytes,omitempty"`

	// Worker is the median USS of the worker processes at the end of the run
	// phase, when all of them still exist.
	Worker uint64 `json:"worker_uss_bytes"`
}
