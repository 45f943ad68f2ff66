// Package sample looks at the machine while a run goes on: the load of every
// core, the memory and the context switches of an engine's process tree, and
// once the machine itself. It is the only package that imports gopsutil;
// whatever differs between systems lives in files named after them. Nothing
// here knows what is being run, and everything that a system can't tell is
// left out rather than failed on.
package sample

// Sample is one tick. Missing metrics are nil or 0: not every system has them
// all, and what is costly to read (all but cores and RSS) is not read at every tick.
type Sample struct {
	At       float64   `json:"t"`                  // seconds since the session or run began
	Cores    []float64 `json:"cores,omitempty"`    // load of each core since the last tick, 0 to 100
	PSS      uint64    `json:"pss,omitempty"`      // of the engine's tree, bytes: shared pages counted once
	USS      uint64    `json:"uss,omitempty"`      // private pages, bytes
	RSS      uint64    `json:"rss,omitempty"`      // resident pages, shared ones counted once a process
	Helpers  uint64    `json:"helpers,omitempty"`  // PSS (or RSS) of all helpers, bytes
	Switches int64     `json:"switches,omitempty"` // context switches of the live processes of the tree so far
	Forced   int64     `json:"forced,omitempty"`   // of these, how many were involuntary

	// ByKind is what Helpers is made of, by the helpers' kinds.
	ByKind map[string]uint64 `json:"by_kind,omitempty"`
}

// Helper is a process of a run that is neither the engine nor a worker of the
// model: something that a workload or a library needs besides them.
type Helper struct {
	PID  int    `json:"pid"`
	Kind string `json:"kind"` // "page server", "resource tracker", "redis": what people read
}
