package model

import "runtime"

// maxRunning bounds how many threads Go lets run at once: its scheduler keeps
// caches and queues for each.
const maxRunning = 256

// raiseProcs makes sure that the operating system, not Go's scheduler, decides
// which of p threads run: Go lets no more run at once than there are cores, and
// passes a core from one locked thread to another in a dear way. One more is
// for what the engine itself has to do meanwhile, and for the timers of threads
// that wait for the GIL.
func raiseProcs(p int) {
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), min(p+1, maxRunning)))
}
