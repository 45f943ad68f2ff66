package sweep

import (
	"context"
	"fmt"
	"os"
	"testing"

	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/families"
	"weft/workloads/run"
)

func TestMain(m *testing.M) {
	families.Register()
	registerSlow()
	registerOwnWork()
	child.Dispatch()
	os.Exit(m.Run())
}

// plan is one without faults.
func plan() Plan {
	return Plan{
		Workload: "fib", Params: workloads.Values{"n": "20"}, Scale: 0.01,
		Models: []string{"go/thread-pool", "go/goroutines"}, Workers: []int{1, 2, 4}, Reps: 3, Seed: 7,
	}
}

// took is a run of the given warm time, with a setup of 1 s and a teardown of 0.5 s.
func took(seconds float64, checksum string) run.Result {
	return run.Result{Measured: run.Measured{Checksum: checksum, Phases: run.Phases{Setup: 1, Run: seconds, Teardown: 0.5}}}
}

// perfect is a machine on which p workers take a p-th of a second's eight.
func perfect(spec run.Spec) run.Result { return took(8/float64(spec.Workers), "aa") }

func name(s run.Spec) string { return fmt.Sprintf("%s/%d", s.Name(), s.Workers) }

// order are the runs that a plan is certain to make.
func order(t interface {
	Fatal(...any)
	Context() context.Context
}, p Plan,
) []run.Spec {
	r, err := p.Resolve(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r.Preview(0).Order
}

// resolve looks at a plan without faults.
func resolve(t *testing.T, p Plan) Resolved {
	t.Helper()
	r, err := p.Resolve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fault is what is wrong with a plan.
func fault(t *testing.T, p Plan) error {
	t.Helper()
	_, err := p.Resolve(t.Context())
	return err
}

// execute looks at a plan and runs it.
func execute(ctx context.Context, host run.Runner, p Plan, watch Watch) (Outcome, error) {
	r, err := p.Resolve(ctx)
	if err != nil {
		return Outcome{}, err
	}
	return Run(ctx, host, r, watch)
}
