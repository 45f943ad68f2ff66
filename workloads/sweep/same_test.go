package sweep

import "testing"

func TestSameScale(t *testing.T) {
	two := []string{"go/thread-pool", "python3.11/thread-pool", "python3.11/asyncio"}
	for _, c := range []struct {
		plan Plan
		want float64
		ok   bool
	}{
		{Plan{Workload: "fib", Models: two}, 0.05, true},
		{Plan{Workload: "noop", Models: two}, 1, true},
		{Plan{Workload: "sleep", Models: two}, 1, true},
		{Plan{Workload: "fib", Models: two[1:]}, 0.05, false},
		{Plan{Workload: "fib", Models: two, Scale: 2}, 0, false},
		{Plan{Workload: "fib", Models: two, Mode: Spawn}, 0, false},
	} {
		got, ok := c.plan.SameScale()
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s of %v at %g: the same scale is %g, %v", c.plan.Workload, c.plan.Models, c.plan.Scale, got, ok)
		}
	}
}
