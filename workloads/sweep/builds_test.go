package sweep

import (
	"context"
	"slices"
	"testing"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
)

// building counts how often a workload is built in this process, by scale,
// until the test ends.
func building(t *testing.T, name string) map[float64]int {
	t.Helper()
	w, err := workloads.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	builds, prepare := map[float64]int{}, w.Prepare
	w.Prepare = func(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
		builds[scale]++
		return prepare(env, v, scale)
	}
	t.Cleanup(func() { w.Prepare = prepare })
	return builds
}

// A plan's work is built once, when it is looked at; whoever foretells or
// executes it builds nothing.
func TestWorkIsBuiltOnce(t *testing.T) {
	builds := building(t, "fib")
	r := resolve(t, plan())
	r.Preview(0)
	if _, err := Run(t.Context(), &runtest.Host{Answer: perfect}, r, Watch{}); err != nil {
		t.Fatal(err)
	}
	if len(builds) != 1 || builds[0.01] != 1 {
		t.Errorf("looking at a plan and running it builds its work so often, by scale: %v", builds)
	}
}

// Where work grows with the workers, each amount of it is built once.
func TestEachAmountOfWorkIsBuiltOnce(t *testing.T) {
	builds := building(t, "fib")
	p := plan()
	p.Mode = Weak
	resolve(t, p)
	for scale, n := range builds {
		if n != 1 {
			t.Errorf("work of scale %g is built %d times", scale, n)
		}
	}
	if len(builds) != len(p.Workers) {
		t.Errorf("%d amounts of work are built for the worker counts %v", len(builds), p.Workers)
	}
}

// Calibration changes the work of one runtime: that of others is not built again.
func TestCalibrationBuildsOnlyWhatChanged(t *testing.T) {
	builds := building(t, "fib")
	p := plan()
	p.Scale, p.Reps = 0, 1
	fast := runtest.Func(func(_ context.Context, s run.Spec, _ run.Watch) run.Result {
		r := took(0.1*s.Scale, "aa") // two or three times as much work is wanted
		r.Spec = s
		return r
	})
	out, err := execute(t.Context(), fast, p, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if len(builds) < 2 || builds[out.Scales["go"]] != 1 || slices.ContainsFunc(counts(builds), func(n int) bool { return n != 1 }) {
		t.Errorf("the scale is %g; builds by scale: %v", out.Scales["go"], builds)
	}
}

// Who looks at several plans of the same work at a time has it built once.
func TestCountsAreShared(t *testing.T) {
	builds, shared := building(t, "fib"), NewCounts()
	p, q := plan(), plan()
	q.Models = []string{"go/threads", "go/event-loop"}
	for _, one := range []Plan{p, q} {
		if _, err := shared.Resolve(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	if n := counts(builds); len(n) != 1 || n[0] != 1 {
		t.Errorf("builds by scale: %v", builds)
	}
}

func counts(builds map[float64]int) (all []int) {
	for _, n := range builds {
		all = append(all, n)
	}
	return all
}
