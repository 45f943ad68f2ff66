package workloads

import (
	"fmt"
	"image"
)

// Kind groups workloads by what limits them.
type Kind string

// The kinds, in the order in which lists show them.
const (
	CPU      Kind = "cpu"
	Memory   Kind = "memory"
	IO       Kind = "io"
	Mixed    Kind = "mixed"
	Sharing  Kind = "sharing"
	Overhead Kind = "overhead"
	Faults   Kind = "faults" // left out of lists: they exist to prove that a failing run harms nothing
)

// Kinds are the kinds that lists show, in order.
var Kinds = []Kind{CPU, Memory, IO, Mixed, Sharing, Overhead}

// Title is the kind's name in headings.
func (k Kind) Title() string {
	switch k {
	case CPU:
		return "CPU"
	case IO:
		return "I/O"
	}
	return string(k[0]-'a'+'A') + string(k[1:])
}

// Workload is a named batch of tasks with parameters.
type Workload struct {
	Name    string  // one lower-case word, as on the command line
	Kind    Kind    // what limits it
	Short   string  // a few words for lists: "uneven ranges, trial division"
	Teaches string  // one paragraph: what running it shows
	Params  []Param // in the order in which forms show them
	Serves  bool    // tasks fetch from the page server or use its echo, so the run starts one

	// Prepare builds the batch for settled parameter values. Work grows in
	// proportion to scale (0.01 to 100). It is called once in the engine, and
	// once in every worker process with env.Worker set; both must build the
	// same tasks.
	Prepare func(env Env, v Values, scale float64) (*Batch, error)

	// Elsewhere is why Go has no such workload while another runtime has; "" where
	// Go has it. Prepare is nil then, and Count tells how many tasks there are, or
	// at most, for settled parameter values.
	Elsewhere string
	Count     func(v Values, scale float64) (int, error)

	// Families are the other families of runtimes that may run the workload; one
	// that is not among them has no such workload.
	Families []InFamily

	// Review makes metrics of when the tasks of a run were on their lanes,
	// whichever runtime ran them. The host calls it when the run is over. May be nil.
	Review func(times []TaskSpan) []Metric
}

// InFamily is a workload as a family of runtimes other than Go has it.
type InFamily struct {
	Family string // a key that nobody but the family reads
	// Scale is that of the work where nobody chooses one: at which a sequential
	// run of the usual parameters takes 1 to 2 s in the family where Go's takes as
	// long, or somewhat longer, at the scale of 1. Within MinScale and MaxScale.
	Scale float64
	Needs []string // libraries, by the names that the family has for them
	Lacks string   // why the family has no such workload; "" where it has, and Scale is said
}

// In is the workload as a family has it, by the family's key; false where it has
// said nothing of it.
func (w *Workload) In(family string) (InFamily, bool) {
	for _, in := range w.Families {
		if in.Family == family {
			return in, true
		}
	}
	return InFamily{}, false
}

// TaskSpan is when a task was on its lane, in seconds after the run phase began.
type TaskSpan struct {
	Task       int
	Start, End float64
}

// Env is what the run gives to a workload.
type Env struct {
	TempDir string // a private folder that the run removes
	Pages   string // host:port of the run's page server, "" unless the workload Serves
	Worker  bool   // this is a worker process: Data arrives from the engine, so don't build it
}

// Batch is a workload with its parameters settled: tasks 0 to Tasks-1, which
// may run in any order, on any lane, at the same time.
type Batch struct {
	Tasks int // at least 1

	// Data is the read-only input of all tasks, and In says which part of it
	// task i works on: what has to be sent to a worker that shares no memory.
	// Both are nil when a task needs its index alone. In a worker process
	// Data is nil, but In works.
	Data []byte
	In   func(i int) (lo, hi int)

	// Result takes the output of all tasks, and Out says which part of it
	// task i writes. Both are nil when a task's checksum is its only result.
	// In a worker process Result is nil, but Out works.
	Result []byte
	Out    func(i int) (lo, hi int)

	// Run executes task i. in and out are its parts of Data and Result (or
	// copies: never use Data or Result in Run), nil where those are. It
	// returns the 64-bit checksum of the task's own result, which the engine
	// passes through Sign before it adds it to the run's. It is called from many
	// threads at once.
	Run func(w Waiter, i int, in, out []byte) (uint64, error)

	// Compute is the computing part of a task that also waits: Run calls it
	// through Waiter.Compute, and the model decides where it executes. nil when
	// tasks of this workload have no separate computing part.
	Compute func(w Waiter, in []byte) (uint64, error)
	// Waits tells that tasks spend their time waiting rather than computing,
	// so that a model that splits the two leaves them where the waiting is done.
	Waits bool

	// Report gives the workload's own metrics after the run (lost updates,
	// pages fetched). It runs in the engine and in every worker process; metrics
	// of the same name are added up. May be nil.
	Report func() []Metric
	// Picture shows Result as an image after the run. May be nil.
	Picture func(result []byte) image.Image
	// Close gives back what Prepare took. May be nil.
	Close func() error
}

// Metric is one number that a workload reports beside its checksum.
type Metric struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Help  string  `json:"help,omitempty"`
	Alarm bool    `json:"alarm,omitempty"` // unless it is 0 it belongs beside the time
}

// Build checks values and scale and prepares the batch.
func (w *Workload) Build(env Env, v Values, scale float64) (*Batch, error) {
	if err := CheckScale(scale); err != nil {
		return nil, err
	}
	full, err := Resolve(w.Name, w.Params, v)
	if err != nil {
		return nil, err
	}
	if w.Prepare == nil {
		return nil, fmt.Errorf("preparing %s: Go has no such workload: %s", w.Name, w.Elsewhere)
	}
	b, err := w.Prepare(env, full, scale)
	if err != nil {
		return nil, fmt.Errorf("preparing %s: %w", w.Name, err)
	}
	if b.Tasks < 1 {
		return nil, fmt.Errorf("preparing %s: no tasks", w.Name)
	}
	return b, nil
}

// Tasks is how many tasks a workload that Go lacks has, or at most, by the same
// checks as Build.
func (w *Workload) Tasks(v Values, scale float64) (int, error) {
	if err := CheckScale(scale); err != nil {
		return 0, err
	}
	full, err := Resolve(w.Name, w.Params, v)
	if err != nil {
		return 0, err
	}
	n, err := w.Count(full, scale)
	if err != nil {
		return 0, fmt.Errorf("preparing %s: %w", w.Name, err)
	}
	return n, nil
}

// Scale bounds.
const (
	MinScale = 0.01
	MaxScale = 100
)

// CheckScale tells whether work may be multiplied by scale.
func CheckScale(scale float64) error {
	if !(scale >= MinScale && scale <= MaxScale) {
		return fmt.Errorf("scale %g is out of range: choose %g to %g", scale, MinScale, float64(MaxScale))
	}
	return nil
}
