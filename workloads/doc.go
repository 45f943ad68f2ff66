// Package workloads says what a workload is: a named batch of independent tasks
// with parameters, written once and run unchanged under every concurrency
// model. Here live the types that all others speak of (Workload, Batch, Param,
// Values, Waiter), the registry, and how checksums are made; a workload of its
// own does not: those are in catalogue, which registers them.
//
// The rooms below, each of which imports only those before it: sizes (scale and
// limits), input (bytes and texts to work on), child (this program again, in
// another role), servers (what tasks fetch from), catalogue (the workloads), shm
// (memory that processes share), sample (looking at the machine), model (ways to
// run tasks), run (one measured run: engine and host), sweep (many runs, and the
// points of the curves).
package workloads
