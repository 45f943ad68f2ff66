// Package families registers the families of runtimes that this program has.
// It is the one place that names them all; nothing else lives here.
package families

import (
	"weft/workloads/model"
	"weft/workloads/python"
	"weft/workloads/run/engine"
	"weft/workloads/runtimes"
)

// Register makes the families known. It is called once, first thing in main
// (and in TestMain of tests that plan, run or show anything).
func Register() {
	runtimes.Register(model.Family(engine.Command))
	runtimes.Register(python.Family())
}
