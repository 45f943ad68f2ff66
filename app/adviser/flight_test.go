package adviser

import (
	"testing"

	"weft/workloads/run"
	"weft/workloads/sweep"
)

func TestInFlight(t *testing.T) {
	var c candidate
	c.Point = sweep.Point{Workers: 8, Phases: run.Phases{Run: 0.5}, LaneSums: run.Totals{Busy: 4}}
	if got, want := inFlight(c, 100), " With 8 workers, 8 were in flight on average: 200 tasks a second, each 40.0 ms (Little's law)."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	for _, tasks := range []int{0, 100} {
		c.LaneSums.Busy = 0
		if got := inFlight(c, tasks); got != "" {
			t.Errorf("without times it says %q", got)
		}
	}
}
