package model

import (
	"os"
	"testing"

	"weft/workloads"
	_ "weft/workloads/catalogue"
	"weft/workloads/child"
	"weft/workloads/model/worker"
	"weft/workloads/servers"
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
	return j, runJob(t, m, j)
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
	crew, err := m.Start(j)
	if err != nil {
		t.Fatal(err)
	}
	j.Begin()
	err = crew.Run()
	if closing := crew.Close(); err == nil {
		err = closing
	}
	return j, crew, err
}

func runJob(t testing.TB, m *Model, j *Job) error {
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
	return err
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

// startPages starts a page server for one test.
func startPages(t *testing.T) string {
	t.Helper()
	addr, _, stop, err := servers.StartPages()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return addr
}
