// Package families registers the families of runtimes that there are, in the
// order in which lists show them. Whoever imports it can execute runs, and
// describe those of sessions.
package families

import (
	"weft/workloads/python"
	"weft/workloads/run/engine"
	"weft/workloads/runtimes"
)

func init() {
	runtimes.Register(engine.Family())
	runtimes.Register(python.Family())
}
