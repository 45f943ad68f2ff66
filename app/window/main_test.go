package window

import (
	"flag"
	"os"
	"testing"

	"weft/workloads/child"
)

// built is the folder of the programs that tests have built, once for all.
var built string

// latencyFlag makes the test binary open a real window and measure how soon it
// runs callbacks: BenchmarkUILatency starts itself with it.
var latencyFlag = flag.Bool("ui-latency", false, "open a window, measure the latency of its callbacks, and exit")

func TestMain(m *testing.M) {
	child.Dispatch() // this binary is the engine of sweeps in tests
	flag.Parse()
	if *latencyFlag {
		os.Exit(measureLatency())
	}
	status := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(status)
}
