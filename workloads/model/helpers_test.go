package model

import (
	"os"
	"testing"

	"weft/workloads"
	_ "weft/workloads/catalogue"
	"weft/workloads/child"
	"weft/workloads/model/worker"
)

func TestMain(m *testing.M) {
	// A child that is built with the race detector sleeps a second before it exits.
	_ = os.Setenv("GORACE", "atexit_sleep_ms=0")
	child.Dispatch()
	os.Exit(m.Run())
}

// options are a model's defaults, with some values set.
func options(t testing.TB, m *Model, set workloads.Values) workloads.Values {
	t.Helper()
	v, err := workloads.Resolve(m.Name, m.Params, set)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// runBatch runs a batch made by a test under an in-process model.
func runBatch(t testing.TB, name string, p int, b *workloads.Batch, set workloads.Values) (*Job, error) {
	t.Helper()
	m, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	j := NewJob(worker.Recipe{}, b, p, options(t, m, set))
	_, err = runJob(t, m, j)
	return j, err
}

// runNamed runs a registered workload, as the engine does.
func runNamed(t testing.TB, name string, p int, r worker.Recipe, set workloads.Values) (*Job, Crew, error) {
	t.Helper()
	m, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	if r.TempDir == "" {
		r.TempDir = t.TempDir()
	}
	if r.Scale == 0 {
		r.Scale = 1
	}
	b, err := r.Build(false)
	if err != nil {
		t.Fatal(err)
	}
	if b.Close != nil {
		t.Cleanup(func() {
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	j := NewJob(r, b, p, options(t, m, set))
	crew, err := runJob(t, m, j)
	return j, crew, err
}

// runJob has a model run a job from beginning to end.
func runJob(t testing.TB, m *Model, j *Job) (Crew, error) {
	t.Helper()
	crew, err := m.Start(j)
	if err != nil {
		t.Fatal(err)
	}
	j.Begin()
	err = crew.Run()
	if closing := crew.Close(); err == nil {
		err = closing
	}
	return crew, err
}

// inProcess are the models whose workers live in the engine.
var inProcess = []string{
	"sequential", "threads", "thread-pool", "gil-threads", "goroutines", "goroutine-pool", "event-loop",
}

// workersFor is p, or 1 for a model that has no more.
func workersFor(name string, p int) int {
	if name == "sequential" {
		return 1
	}
	return p
}
