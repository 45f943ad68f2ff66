// Package workloads says what is run: every workload is a named batch of
// independent tasks with parameters, written once and run unchanged under
// every concurrency model. One file holds one workload; workload.go, param.go,
// waiter.go, checksum.go, noise.go, size.go and gates.go hold what all of them
// share, and pages.go the web server that some fetch from. How tasks are run is
// the business of package model: no task starts a goroutine, and the only ones
// here are the counter's channel owner and those of the page server.
//
// The rooms below, each of which imports only those before it: nearest (names
// that were mistyped), child (this program again, in another role), shm (memory
// that processes share), sample (looking at the machine), model (ways to run
// tasks), run (one measured run: engine and host), sweep (many runs, and the
// points of the curves).
package workloads
