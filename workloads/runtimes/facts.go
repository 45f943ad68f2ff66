package runtimes

// A fact is a judgement that no measurement gives: what a model is by its nature.
// Facts are said once, beside the model's description, and their zero value
// means that nobody has said anything, which [Register] refuses.

// Kind groups models that are used in the same way, whatever they cost: pools
// and threads made for each task are of one kind. Families may have others.
type Kind string

// The kinds that several families have.
const (
	OneAfterAnother   Kind = "one after another"
	Threads           Kind = "threads"
	ThreadsUnderGIL   Kind = "threads under a GIL"
	Goroutines        Kind = "goroutines"
	EventLoop         Kind = "event loop"
	Processes         Kind = "processes"
	LoopWithProcesses Kind = "event loop with processes"
)

// Number is the grammatical number of a model's name in a sentence.
type Number int

// The numbers.
const (
	Singular Number = iota + 1
	Plural
)

// Complexity ranks what somebody who writes and mends the code has to keep in
// mind, from the least to the most.
type Complexity int

// The degrees of complexity.
const (
	NoComplexity Complexity = iota + 1
	LowComplexity
	MediumComplexity
	HighComplexity
	HighestComplexity
)

// String is the degree in a word.
func (c Complexity) String() string {
	switch c {
	case NoComplexity:
		return "none"
	case LowComplexity:
		return "low"
	case MediumComplexity:
		return "medium"
	}
	return "high"
}

// Cores is where a model's tasks compute.
type Cores int

// Where tasks compute.
const (
	OneCore   Cores = iota + 1 // one at a time, however many workers there are
	AllCores                   // each worker on a core of its own, as far as there are any
	CoresPool                  // the lanes take turns, and a pool beside them computes on all cores
)

// Spread tells whether tasks compute on several cores at once.
func (c Cores) Spread() bool { return c == AllCores || c == CoresPool }

// Waiting is what tasks that wait do to each other.
type Waiting int

// How tasks wait.
const (
	OneByOne   Waiting = iota + 1 // while one waits, none goes on
	Overlapped                    // they wait at the same time
)

// Memory is where a model's workers have their bytes.
type Memory int

// Where bytes are.
const (
	OneProcess       Memory = iota + 1 // all in one process: nothing is sent to a worker
	SeveralProcesses                   // what a worker in another process needs is sent there
	SharedSegment                      // in several processes, with payloads in memory that all of them see
)

// Turn is what a lane waits for before it computes, besides a core.
type Turn int

// Whose turn it is.
const (
	NobodysTurn Turn = iota + 1 // lanes compute whenever they like
	GILsTurn                    // a global interpreter lock, which one thread holds at a time
	LoopsTurn                   // the one thread of an event loop, whose coroutines they are
)

// Worker is what a model's worker is to the operating system.
type Worker string

// The kinds of worker, from the cheapest to the dearest.
const (
	Coroutine   Worker = "coroutine"   // scheduled within the program: coroutines, goroutines
	Thread      Worker = "thread"      // scheduled by the system, in one address space
	Interpreter Worker = "interpreter" // one of several in a process, on a thread of its own
	Process     Worker = "process"     // with an address space of its own
	Remote      Worker = "remote"      // a process that takes its tasks over sockets, and may run on another machine
)

// Listing is where lists that fold have a model.
type Listing int

// Where lists have it.
const (
	ListedFirst Listing = iota + 1 // with those that most people ask about
	ListedLater                    // below the fold
)

// Standing is when a table of kinds has a row for a model.
type Standing int

// When a table of kinds has it.
const (
	ForItsKind   Standing = iota + 1 // also where it was not measured, unless another of its kind was
	WhenMeasured                     // only where it was measured
)

// Nothing is what most models emulate.
const Nothing = "nothing"
