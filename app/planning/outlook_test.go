package planning

import (
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// A keystroke in the form has the work built once, however many models are
// looked at.
func TestALookBuildsTheWorkOnce(t *testing.T) {
	w, err := workloads.ByName("primes")
	if err != nil {
		t.Fatal(err)
	}
	builds, prepare := 0, w.Prepare
	w.Prepare = func(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
		builds++
		return prepare(env, v, scale)
	}
	t.Cleanup(func() { w.Prepare = prepare })
	look := First(2).Look(t.Context(), runtimes.AtHand())
	if look.Err != nil || len(look.Plan.Points) == 0 || look.Unfit == nil {
		t.Fatalf("it tells %+v", look)
	}
	look.Plan.Preview(0)
	if builds != 1 {
		t.Errorf("a keystroke has the work built %d times", builds)
	}
}

func TestALookTellsWhatIsUnfit(t *testing.T) {
	c := First(2)
	c.Workers = "100000"
	look := c.Look(t.Context(), runtimes.AtHand())
	if !strings.Contains(look.Unfit["process-pool"], "more than") || look.Unfit["sequential"] != "" {
		t.Errorf("with 100,000 workers unfit are %v", look.Unfit)
	}
	c.Models, c.Workers = []string{"processes"}, "2"
	c.Params["noop"], c.Workload = workloads.Values{"tasks": "100000"}, "noop"
	if look = c.Look(t.Context(), runtimes.AtHand()); look.Err == nil || look.Unfit["processes"] == "" || look.Unfit["thread-pool"] != "" {
		t.Errorf("of a plan of which nothing can run: %v; unfit are %v", look.Err, look.Unfit)
	}
	c.Reps = "-3"
	if look = c.Look(t.Context(), runtimes.AtHand()); look.Err == nil {
		t.Error("a text that can't be read is not told")
	}
	c.Workers = "nonsense"
	if look = c.Look(t.Context(), runtimes.AtHand()); look.Err == nil || look.Unfit != nil {
		t.Errorf("where nothing can be told: %v, %v", look.Err, look.Unfit)
	}
}
