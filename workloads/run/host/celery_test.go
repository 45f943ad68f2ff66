package host

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weft/internal/testwait"
	"weft/workloads"
	"weft/workloads/python/pythontest"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

// realCelery is the name of a Python that has Celery, on a machine that has
// Redis. Where there is none the test is skipped, but not in continuous integration.
func realCelery(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("finds processes in /proc")
	}
	pythontest.Cache(t)
	_, err := exec.LookPath("redis-server")
	for _, r := range runtimes.All(t.Context()) {
		if m, e := r.Model("celery"); err == nil && e == nil && m.Missing == "" && r.Missing == "" {
			return r.Name
		}
	}
	if os.Getenv("WEFT_CI") != "" {
		t.Fatal("there is no Celery or no Redis, and continuous integration has to have them")
	}
	t.Skip("no Python on this machine has Celery, or there is no redis-server")
	return ""
}

// shortRoom is a room whose paths are short enough for sockets.
func shortRoom(t *testing.T) {
	t.Helper()
	temp, err := os.MkdirTemp("", "w")
	if err != nil {
		t.Fatal(err)
	}
	room(t)
	t.Setenv("TMPDIR", temp)
	t.Cleanup(func() {
		if err := os.Remove(temp); err != nil {
			t.Error(err)
		}
	})
}

// celery is a run of Celery that goes on for long.
func celery(name string) run.Spec {
	spec := long("celery", 2)
	spec.Runtime, spec.Params = name, workloads.Values{"tasks": "200", "ms": "10000"}
	return spec
}

// Wherever a run of Celery is stopped, nothing is left: no worker, no Redis, no folder.
func TestStoppedCeleryLeavesNothing(t *testing.T) {
	name := realCelery(t)
	for _, phase := range []string{run.PhaseLaunch, run.PhasePrepare, run.PhaseSetup, run.PhaseRun, run.PhaseTeardown} {
		t.Run(phase, func(t *testing.T) {
			shortRoom(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			spec := celery(name)
			if phase == run.PhaseTeardown {
				spec.Params = workloads.Values{"tasks": "2", "ms": "1"}
			}
			r := (&Host{}).Run(ctx, spec, run.Watch{Phase: func(p string) {
				if p == phase {
					cancel()
				}
			}})
			if r.Failure == nil || r.Failure.Kind != run.KindStopped {
				t.Errorf("the run ended as %+v", r.Failure)
			}
			noCeleryLeft(t)
		})
	}
}

// Its processes are started one by one: Redis, Celery's main process, two
// workers. Setup can be stopped after each of them.
func TestCeleryStoppedWhileItIsSetUp(t *testing.T) {
	name := realCelery(t)
	for started := range 5 {
		t.Run(fmt.Sprint("after ", started), func(t *testing.T) {
			shortRoom(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			r := (&Host{}).Run(ctx, celery(name), run.Watch{Phase: func(p string) {
				if p == run.PhaseSetup {
					testwait.Until(t, "processes have been started", func() bool {
						return len(redisHere(t))+len(marked(t, "WEFT_CELERY=")) >= started
					})
					cancel()
				}
			}})
			if r.Failure == nil || r.Failure.Kind != run.KindStopped {
				t.Errorf("the run ended as %+v", r.Failure)
			}
			noCeleryLeft(t)
		})
	}
}

// An engine that is killed can end nothing; the host does.
func TestKilledCeleryEngineLeavesNothing(t *testing.T) {
	name := realCelery(t)
	shortRoom(t)
	begun, ended := make(chan struct{}), make(chan run.Result)
	go func() { ended <- (&Host{}).Run(t.Context(), celery(name), running(begun)) }()
	<-begun
	engine := slices.Min(marked(t, "")) // the first to be started
	if celery, redis := len(marked(t, "WEFT_CELERY=")), len(redisHere(t)); celery != 3 || redis != 1 {
		t.Errorf("there are %d processes of Celery, with a pool of 2, and %d of Redis", celery, redis)
	}
	kill(t, engine)
	if r := <-ended; r.Failure == nil || r.Failure.Kind != run.KindExit || !strings.Contains(r.Failure.Message, "signal 9") {
		t.Errorf("the run ended as %+v", r.Failure)
	}
	noCeleryLeft(t)
}

// What a Celery run needs may be lost in the middle of it.
func TestCeleryLosesWhatItNeeds(t *testing.T) {
	name := realCelery(t)
	for _, c := range []struct{ kind, says string }{
		{"redis", "redis-server ended by itself (signal 9"},
		{"celery main", "Celery's main process ended by itself (signal 9"},
		{"worker", "Celery lost a worker process: Worker exited prematurely: signal 9"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			shortRoom(t)
			begun, ended := make(chan struct{}), make(chan run.Result)
			spec := celery(name)
			spec.Params = workloads.Values{"tasks": "2000", "ms": "50"} // some tasks end, but by far not all
			go func() { ended <- (&Host{}).Run(t.Context(), spec, working(begun)) }()
			<-begun
			kill(t, celeryProcess(t, c.kind))
			r := <-ended
			if r.Failure == nil || r.Failure.Kind != run.KindExit || !strings.Contains(r.Failure.Message, c.says) {
				t.Errorf("the run ended as %+v", r.Failure)
			}
			noCeleryLeft(t)
		})
	}
}

// celeryProcess finds a process of the run by what it is. Celery's main process
// is started before those that it forks.
func celeryProcess(t *testing.T, kind string) int {
	t.Helper()
	found := redisHere(t)
	if kind != "redis" {
		found = marked(t, "WEFT_CELERY=")
	}
	switch {
	case len(found) == 0:
		t.Fatalf("no %s is found", kind)
	case kind == "worker":
		return slices.Max(found)
	}
	return slices.Min(found)
}

// here are the processes that work in the test's temporary folder: all that a run
// started. A Redis is found so alone, for it writes its title over the environment
// that others are marked by.
func here(t *testing.T) []int {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, link := range all {
		if where, err := os.Readlink(link); err == nil && strings.HasPrefix(where, os.TempDir()+"/weft-") {
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, pid)
		}
	}
	return found
}

// redisHere are those of them that are a Redis.
func redisHere(t *testing.T) []int {
	t.Helper()
	return slices.DeleteFunc(here(t), func(pid int) bool {
		name, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "comm"))
		return err != nil || !strings.HasPrefix(string(name), "redis-server")
	})
}

// noCeleryLeft fails the test when anything of its runs is left.
func noCeleryLeft(t *testing.T) {
	t.Helper()
	nothingLeft(t)
	if pids := here(t); len(pids) > 0 {
		t.Errorf("processes in the run's folder are left: %v", pids)
	}
}

// A Redis that isn't there is said to be so at once.
func TestCeleryWithoutABroker(t *testing.T) {
	name := realCelery(t)
	for url, want := range map[string]struct{ kind, says string }{
		"redis://127.0.0.1:1/0":         {run.KindLaunch, "No Redis can be used at 127.0.0.1:1"},
		"redis://:secret@127.0.0.1:1/0": {run.KindRefused, "WEFT_BROKER"},
	} {
		t.Run(want.kind, func(t *testing.T) {
			shortRoom(t)
			spec := celery(name)
			spec.Options = workloads.Values{"broker": url}
			r := (&Host{}).Run(t.Context(), spec, run.Watch{})
			if r.Failure == nil || r.Failure.Kind != want.kind || !strings.Contains(r.Failure.Message, want.says) {
				t.Errorf("the run ended as %+v", r.Failure)
			}
			noCeleryLeft(t)
		})
	}
}

// What Redis and Celery's main process take is told apart from the workers' memory.
func TestCeleryHelpersHaveMemoryOfTheirOwn(t *testing.T) {
	name := realCelery(t)
	shortRoom(t)
	spec := brief("celery", 2)
	spec.Runtime = name
	r := mustRun(t, spec)
	var kinds []string
	for _, h := range r.Helpers {
		kinds = append(kinds, h.Kind)
		if slices.Contains(r.Engine.Workers, h.PID) {
			t.Errorf("%s is a worker as well", h.Kind)
		}
	}
	if !slices.Equal(kinds, []string{"redis", "celery main"}) || len(r.Engine.Workers) != 2 {
		t.Errorf("helpers are %v, workers %v", r.Helpers, r.Engine.Workers)
	}
	for _, kind := range kinds {
		if size := r.Memory.Helpers[kind]; size < 1<<20 || size > 1<<30 {
			t.Errorf("%s takes %d bytes", kind, size)
		}
	}
	if !slices.ContainsFunc(r.Samples, func(s sample.Sample) bool { return len(s.ByKind) == 2 }) {
		t.Errorf("no sample has both helpers: %+v", r.Samples)
	}
	noCeleryLeft(t)
}
