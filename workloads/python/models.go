package python

import (
	"weft/workloads"
	"weft/workloads/runtimes"
)

// The most workers of each kind, as in the runner.
const (
	maxThreads      = 4096
	maxProcesses    = 128
	maxInterpreters = 256
	maxTasks        = 100_000 // in flight in an event loop
	maxHybrid       = 10_000
)

// Options that several models have.
var (
	interval = workloads.Param{
		Name: "interval", Type: workloads.Float, Unit: "ms", Default: "5", Min: 0.001, Max: 10_000,
		Help: "Switch interval (sys.setswitchinterval): how long a thread waits for the GIL before it asks the holder to drop it.",
	}
	start = workloads.Param{
		Name: "start", Type: workloads.Choice, Default: "default", Choices: []string{"default", "fork", "spawn", "forkserver"},
		Help: "How worker processes are started: default is what this Python does by itself on this system.",
	}
	chunkSize = workloads.Param{
		Name: "chunksize", Type: workloads.Int, Unit: "tasks", Default: "1", Min: 1, Max: 1_000_000,
		Help: "How many tasks are sent to a worker at a time.",
	}
	dispatch = workloads.Param{
		Name: "dispatch", Type: workloads.Choice, Default: "gather", Choices: []string{"gather", "create-task"},
		Help: "gather hands all tasks to asyncio.gather; create-task creates each by itself. Either way a semaphore lets p of them go on.",
	}
	block = workloads.Param{
		Name: "block", Type: workloads.Bool, Default: "false",
		Help: "Wait with blocking calls: each stalls the whole loop, the classic mistake.",
	}
	executor = workloads.Param{
		Name: "executor", Type: workloads.Choice, Default: "processes", Choices: []string{"processes", "threads"},
		Help: "Where the loop has things computed (run_in_executor).",
	}
	channel = workloads.Param{
		Name: "channel", Type: workloads.Choice, Default: "queue", Choices: []string{"queue", "pipe"},
		Help: "queue: all workers take tasks from one multiprocessing.Queue; pipe: each has a Pipe of its own.",
	}
)

// newestModel is the model that older Pythons lack.
const newestModel = "interpreters"

// models are those of the runner under a Python of this name, in the order in
// which lists show them.
func models(name string) []*runtimes.Model {
	return append(included(name), optional(name)...)
}

// included are the models that need nothing but the standard library.
func included(name string) []*runtimes.Model {
	threads, cores, turn := threadsOf(name)
	title, short, since := interpreters(name)
	const aThread, aProcess = "each worker is an OS thread", "each worker is a process"
	return []*runtimes.Model{
		{
			Name: baseline, Title: "sequential", Short: "one after another",
			Help:   "One thread runs all tasks one after another. It is the baseline: speedup is measured against it.",
			Worker: runtimes.Thread, MaxWorkers: 1, Why: "one after another is what it means",
			InSentence: "running one after another", Number: runtimes.Singular, Kind: runtimes.OneAfterAnother, Complexity: runtimes.NoComplexity, Burden: "nothing to share",
			Cores: runtimes.OneCore, Waiting: runtimes.OneByOne, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Grey, Dash: runtimes.SolidLine, Marker: runtimes.Bar},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "threads", Title: "thread a task", Short: "one threading.Thread a task",
			Help:   "Every task gets a thread of its own, with at most p at a time. Under the GIL one of them computes at a time; waiting overlaps.",
			Params: []workloads.Param{interval}, Worker: runtimes.Thread, MaxWorkers: maxThreads, MaxTasks: 200_000, Why: aThread,
			InSentence: "a thread a task", Number: runtimes.Singular, Kind: threads, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: cores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: turn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Purple, Dash: "93", Marker: runtimes.TriangleDown},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "thread-pool", Title: "thread pool", Short: "concurrent.futures.ThreadPoolExecutor",
			Help:   "p threads take tasks from a queue. Under the GIL one of them computes at a time; waiting overlaps, and so does C code that lets go of it.",
			Params: []workloads.Param{interval}, Worker: runtimes.Thread, MaxWorkers: maxThreads, Why: aThread,
			InSentence: "thread pool", Number: runtimes.Singular, Kind: threads, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: cores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: turn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Orange, Dash: "63", Marker: runtimes.Square},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "processes", Title: "process a task", Short: "one multiprocessing.Process a task",
			Help:   "Every task gets a process of its own, with at most p at a time: all cores, at the price of a start for each task.",
			Params: []workloads.Param{start}, Worker: runtimes.Process, MaxWorkers: maxProcesses, MaxTasks: 20_000, Why: aProcess,
			InSentence: "a process a task", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.MediumComplexity, Burden: "data copied, start-up",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Cyan, Dash: "53", Marker: runtimes.Ring},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "pool", Title: "multiprocessing pool", Short: "multiprocessing.Pool",
			Help:   "p processes take chunks of tasks from one pipe: the older and leaner of the two pools of the standard library.",
			Params: []workloads.Param{start, chunkSize}, Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: aProcess,
			InSentence: "multiprocessing pool", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.MediumComplexity, Burden: "data copied",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Vermillion, Dash: "7323", Marker: runtimes.TriangleUp},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "process-pool", Title: "process pool", Short: "concurrent.futures.ProcessPoolExecutor",
			Help:   "p processes behind the interface of executors: all cores, with inputs and results pickled, and some 0.1 ms for each task.",
			Params: []workloads.Param{start, chunkSize}, Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: aProcess,
			InSentence: "process pool", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.MediumComplexity, Burden: "data copied",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Blue, Dash: runtimes.SolidLine, Marker: runtimes.Circle},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "queue-workers", Title: "queue and workers", Short: "processes fed by a Queue or Pipes",
			Help:   "p processes that loop over what arrives, written by hand as many programs have it.",
			Params: []workloads.Param{start, channel}, Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: aProcess,
			InSentence: "queue and workers", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.HighComplexity, Burden: "data copied, queues by hand",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Violet, Dash: "8222", Marker: runtimes.Hexagon},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "shared-memory", Title: "shared memory", Short: "processes, payloads in multiprocessing.shared_memory",
			Help:   "A process pool whose inputs and outputs lie in memory that all share: only the number of a task is pickled.",
			Params: []workloads.Param{start, chunkSize}, Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: aProcess,
			InSentence: "shared memory", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.HighComplexity, Burden: "layouts by hand",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SharedSegment, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Brown, Dash: "4222", Marker: runtimes.Plus},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		{
			Name: "asyncio", Title: "asyncio", Short: "coroutines on one thread",
			Help:   "An event loop with up to p tasks in flight. Waiting overlaps at the cost of microseconds; computing holds everybody up.",
			Params: []workloads.Param{dispatch, block}, Worker: runtimes.Coroutine, MaxWorkers: maxTasks, Why: "each task in flight takes some KiB",
			InSentence: "asyncio", Number: runtimes.Singular, Kind: runtimes.EventLoop, Complexity: runtimes.MediumComplexity, Burden: "function colours",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Green, Dash: "22", Marker: runtimes.Diamond},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
			Under: []runtimes.Variant{blocking},
		},
		{
			Name: "hybrid", Title: "asyncio + executor", Short: "waiting on a loop, computing in a pool",
			Help:   "An event loop with up to p tasks in flight that has its computing done by an executor.",
			Params: []workloads.Param{dispatch, block, executor, start}, Worker: runtimes.Coroutine, MaxWorkers: maxHybrid,
			Why:        "each task under way may hold a connection and its bytes",
			InSentence: "event loop with processes", Number: runtimes.Singular, Kind: runtimes.LoopWithProcesses, Complexity: runtimes.HighestComplexity, Burden: "function colours, data copied",
			Cores: runtimes.CoresPool, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Olive, Dash: "83", Marker: runtimes.TriangleRight},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
			Under: []runtimes.Variant{blocking, inThreads(name)},
		},
		{
			Name: newestModel, Title: title, Short: short,
			Help:   "p interpreters in one process, each with a GIL of its own (PEP 684, PEP 734): all cores without processes. " + since,
			Worker: runtimes.Interpreter, MaxWorkers: maxInterpreters, Why: "each worker is an interpreter with modules of its own",
			InSentence: "subinterpreters", Number: runtimes.Plural, Kind: subinterpreters, Complexity: runtimes.HighComplexity, Burden: "data copied, few libraries",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Yellow, Dash: "42", Marker: runtimes.Star},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
	}
}

// interpreters is how the model of that name is called under a Python of a name,
// what it is made of there, and since when.
func interpreters(name string) (title, short, since string) {
	const called = "subinterpreters"
	if m := runtimeName.FindStringSubmatch(name); m != nil && (m[2] == "3.12" || m[2] == "3.13") {
		return called + " (experimental)", "interpreters on threads, by CPython's private modules",
			"Python 3.14 made them public; before, they are private and untried, and some C extensions refuse to be loaded."
	}
	return called, "concurrent.futures.InterpreterPoolExecutor", "From Python 3.14 on; experimental in 3.12 and 3.13."
}

// lacksInterpreters says why an interpreter has none beside it that run at once;
// "" where it has.
func lacksInterpreters(i interpreter) string {
	switch {
	case !i.atLeast(3, 12):
		return "it needs Python 3.12 or newer, and this is " + i.Version
	case !i.atLeast(3, 14) && i.FreeThreaded:
		return "without a GIL it needs Python 3.14 or newer, and this is " + i.Version
	}
	return ""
}

// modelsOf are the models with what an interpreter lacks for them.
func modelsOf(name string, i interpreter) []*runtimes.Model {
	all := models(name)
	for _, m := range all {
		if m.Missing = lacksLibraries(m.Needs, i); m.Name == newestModel {
			m.Missing = lacksInterpreters(i)
		}
	}
	return all
}
