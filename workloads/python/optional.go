package python

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// Options of optional models.
var (
	deferred = workloads.Param{
		Name: "defer", Type: workloads.Bool, Default: "false",
		Help: "Have every task done by the reactor's thread pool (deferToThread), instead of on the reactor's own thread.",
	}
	scheduler = workloads.Param{
		Name: "scheduler", Type: workloads.Text, Max: 200,
		Help: "Address of a Dask scheduler that runs already, such as tcp://127.0.0.1:8786; empty starts a LocalCluster for the run.",
	}
	broker = workloads.Param{
		Name: "broker", Type: workloads.Text, Max: 200, Variable: "WEFT_BROKER",
		Help: "URL of a Redis that runs already, such as redis://127.0.0.1:6379/0; empty starts a redis-server for the run. " +
			"One that needs a password is named in the variable WEFT_BROKER instead, which is not saved.",
	}
)

// serversGrace is for models that have servers to end besides workers, or
// something to remove from one that stays.
const serversGrace = 2 * time.Second

// optional are the models of libraries that Python doesn't bring along.
func optional(name string) []*runtimes.Model {
	threads, cores, turn := threadsOf(name)
	const aProcess, inFlight = "each worker is a process", "each task in flight takes some KiB"
	return []*runtimes.Model{
		{
			Name: "gevent", Title: "gevent", Short: "greenlets on one thread",
			Help: "Greenlets, with blocking calls of the standard library patched so that they yield: waiting overlaps in code that is " +
				"written as if it blocked. Computing holds everybody up.",
			Params: []workloads.Param{block}, Worker: runtimes.Coroutine, MaxWorkers: maxTasks, Why: inFlight,
			InSentence: "gevent", Number: runtimes.Singular, Kind: runtimes.EventLoop, Complexity: runtimes.MediumComplexity, Burden: "blocking calls patched",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Cyan, Dash: "53", Marker: runtimes.Circle},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"gevent"},
			Under: []runtimes.Variant{blocking},
		},
		{
			Name: "trio", Title: "Trio", Short: "structured concurrency on one thread",
			Help:   "A nursery with up to p tasks in flight: as asyncio, with the rule that no task outlives the block that started it.",
			Params: []workloads.Param{block}, Worker: runtimes.Coroutine, MaxWorkers: maxTasks, Why: inFlight,
			InSentence: "Trio", Number: runtimes.Singular, Kind: runtimes.EventLoop, Complexity: runtimes.MediumComplexity, Burden: "function colours",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Blue, Dash: "4222", Marker: runtimes.Plus},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"trio"},
			Under: []runtimes.Variant{blocking},
		},
		{
			Name: "twisted", Title: "Twisted", Short: "the reactor, and deferToThread",
			Help:   "Twisted's reactor with up to p tasks in flight, as Deferreds or, with defer, on its thread pool.",
			Params: []workloads.Param{block, deferred}, Worker: runtimes.Coroutine, MaxWorkers: maxHybrid, Why: inFlight,
			InSentence: "Twisted", Number: runtimes.Singular, Kind: runtimes.EventLoop, Complexity: runtimes.HighComplexity, Burden: "callbacks",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Orange, Dash: "93", Marker: runtimes.TriangleDown},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"twisted"},
			Under: []runtimes.Variant{blocking, onThreads(name)},
		},
		{
			Name: "dask-threads", Title: "Dask threads", Short: "dask.delayed on the threaded scheduler",
			Help:   "A graph of delayed tasks on Dask's scheduler for threads. Under the GIL one of them computes at a time.",
			Worker: runtimes.Thread, MaxWorkers: maxThreads, MaxTasks: 200_000, Why: "each worker is an OS thread",
			InSentence: "Dask threads", Number: runtimes.Plural, Kind: threads, Complexity: runtimes.MediumComplexity, Burden: "locks needed, a graph",
			Cores: cores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: turn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Purple, Dash: "42", Marker: runtimes.Star},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"dask"},
		},
		{
			Name: "dask-processes", Title: "Dask processes", Short: "dask.delayed on the multiprocessing scheduler",
			Help: "A graph of delayed tasks on Dask's scheduler for processes: all cores, with every task pickled by cloudpickle. Dask itself would send six tasks " +
				"at a time and spawn its processes; both can be chosen.",
			Params: []workloads.Param{start, chunkSize}, Worker: runtimes.Process, MaxWorkers: maxProcesses, MaxTasks: 100_000, Why: aProcess,
			InSentence: "Dask processes", Number: runtimes.Plural, Kind: runtimes.Processes, Complexity: runtimes.HighComplexity, Burden: "data copied, a graph",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Brown, Dash: "7323", Marker: runtimes.TriangleUp},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"dask"},
		},
		{
			Name: "dask-cluster", Title: "Dask cluster", Short: "dask.distributed, a LocalCluster",
			Help: "Futures on a scheduler and p worker processes of one thread, over sockets: what also runs on many machines, at the price of about a millisecond for " +
				"each task. The scheduler and the nannies of a LocalCluster live on a thread of the engine. Weft lends its code to the workers of a scheduler that runs already, " +
				"and takes it back; they need one thread each, and the versions of this Python and its Dask.",
			Params: []workloads.Param{scheduler}, Worker: runtimes.Remote, MaxWorkers: maxProcesses, MaxTasks: 100_000, Why: aProcess,
			Grace:      serversGrace,
			InSentence: "Dask cluster", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.HighestComplexity, Burden: "data copied, a scheduler to run",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Green, Dash: "7323", Marker: runtimes.TriangleUp},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"dask", "distributed"},
		},
		{
			Name: "celery", Title: "Celery", Short: "prefork workers, Redis as broker",
			Help:   "A task queue: tasks go as messages through Redis to p worker processes that Celery forks, and results come back the same way.",
			Params: []workloads.Param{broker}, Worker: runtimes.Remote, MaxWorkers: maxProcesses, MaxTasks: 100_000, Why: aProcess,
			Grace:      serversGrace,
			InSentence: "Celery", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.HighestComplexity, Burden: "data copied, a broker to run",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Blue, Dash: "83", Marker: runtimes.TriangleRight},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{"celery", "redis"},
		},
	}
}

// lacksLibraries says which libraries an interpreter lacks for a model or a
// workload, and how to install them there, or why one doesn't work; "" where there
// is nothing to say.
func lacksLibraries(needed []string, i interpreter) string {
	var lacking, broken []string
	for _, library := range needed {
		if !slices.Contains(i.Libraries, library) {
			lacking = append(lacking, library)
		} else if why := i.broken(library); why != "" {
			broken = append(broken, fmt.Sprintf("%s is installed there, but can't be imported: %s", library, why))
		}
	}
	if len(lacking) == 0 {
		return strings.Join(broken, "; ")
	}
	return fmt.Sprintf("%s not installed there; give: %s", strings.Join(lacking, " and "), install(lacking, i))
}

// installAll is the command that installs every library that an interpreter
// lacks for optional models and for workloads, "" where it lacks none or can't be used.
func installAll(i interpreter) string {
	var needed []string
	for _, w := range workloads.All() {
		needed = append(needed, here(w.Name).Needs...)
	}
	for _, m := range optional(nameOf(i)) {
		needed = append(needed, m.Needs...)
	}
	lacking := slices.DeleteFunc(needed, func(library string) bool { return slices.Contains(i.Libraries, library) })
	if len(lacking) == 0 || i.problem != "" {
		return ""
	}
	slices.Sort(lacking)
	return install(slices.Compact(lacking), i)
}

// install is the command that installs libraries for an interpreter.
func install(lacking []string, i interpreter) string {
	if i.Managed {
		return "sudo apt install python3-" + strings.Join(lacking, " python3-")
	}
	return i.program() + " -m pip install " + strings.Join(lacking, " ")
}
