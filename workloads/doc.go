// Package workloads says what a workload is: a named batch of independent tasks
// with parameters, written once and run unchanged under every concurrency
// model. Here live the types that all others speak of (Workload, Batch, Param,
// Values, Waiter), the registry, which refuses a workload of which a fact is
// missing, and how checksums are made. No workload lives here: they are in
// catalogue, which registers them.
//
// The rooms below, each of which imports only those before it: sizes (scale and
// limits), input (bytes and texts to work on), child (this program again, in
// another role), servers (what tasks fetch from), catalogue (the workloads), shm
// (memory that processes share), sample (looking at the machine), runtimes (what
// can execute a run, and its models), model and python (the two families of
// them), run (one measured run: engine and host), families (which families there
// are), sweep (many runs, and the points of the curves).
package workloads
