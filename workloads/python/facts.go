package python

import "weft/workloads/runtimes"

// subinterpreters are a kind of their own: threads that share no objects.
const subinterpreters runtimes.Kind = "subinterpreters"

// threadsOf are the facts of threads under a Python of this name: they take
// turns where it has a GIL.
func threadsOf(name string) (kind runtimes.Kind, cores runtimes.Cores, turn runtimes.Turn) {
	if freeThreaded(name) {
		return runtimes.Threads, runtimes.AllCores, runtimes.NobodysTurn
	}
	return runtimes.ThreadsUnderGIL, runtimes.OneCore, runtimes.GILsTurn
}

// blocking is a loop whose tasks wait with blocking calls.
var blocking = runtimes.Variant{Option: block.Name, Value: "true", Becomes: func(m *runtimes.Model) { m.Waiting = runtimes.OneByOne }}

// inThreads is a loop that has its computing done by threads.
func inThreads(name string) runtimes.Variant {
	return runtimes.Variant{Option: executor.Name, Value: "threads", Becomes: func(m *runtimes.Model) {
		m.InSentence, m.Burden, m.Memory = "event loop with threads", "function colours, locks needed", runtimes.OneProcess
		m.Kind = "event loop with threads"
		if _, cores, _ := threadsOf(name); cores == runtimes.OneCore {
			m.Cores = cores
		}
	}}
}

// onThreads is a loop that has whole tasks done by threads, which wait with
// blocking calls as threads do.
func onThreads(name string) runtimes.Variant {
	return runtimes.Variant{Option: deferred.Name, Value: "true", Becomes: func(m *runtimes.Model) {
		m.Kind, m.Cores, m.Turn = threadsOf(name)
		m.Worker, m.Waiting, m.Burden = runtimes.Thread, runtimes.Overlapped, "callbacks, locks needed"
	}}
}
