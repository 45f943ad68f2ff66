package host

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
)

// However workers are started, stopping a run leaves nothing: no worker, no
// resource tracker, no fork server, no folder.
func TestStoppedPythonLeavesNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("start methods are those of Unix")
	}
	name := realPython(t)
	for _, c := range []struct{ model, start string }{
		{"thread-pool", ""},
		{"asyncio", ""},
		{"process-pool", "fork"},
		{"process-pool", "spawn"},
		{"process-pool", "forkserver"},
		{"pool", "forkserver"},
		{"shared-memory", "spawn"},
		{"queue-workers", "fork"},
	} {
		for _, phase := range []string{run.PhaseLaunch, run.PhasePrepare, run.PhaseSetup, run.PhaseRun} {
			t.Run(c.model+"/"+c.start+"/"+phase, func(t *testing.T) {
				shortRoom(t)
				before := segments(t)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				spec := long(c.model, 2)
				spec.Runtime, spec.Params = name, workloads.Values{"tasks": "2000", "ms": "10000"}
				if c.start != "" {
					spec.Options = workloads.Values{"start": c.start}
				}
				var stoppedAt time.Time
				r := (&Host{}).Run(ctx, spec, run.Watch{Phase: func(p string) {
					if p == phase {
						stoppedAt = time.Now()
						cancel()
					}
				}})
				if r.Failure == nil || r.Failure.Kind != run.KindStopped {
					t.Fatalf("the run ended as %+v", r.Failure)
				}
				if took := time.Since(stoppedAt); took > 5*time.Second {
					t.Errorf("stopping took %v", took)
				}
				nothingLeft(t)
				noneOf(t, before)
			})
		}
	}
}

// In teardown the run may be over before the stop is seen; either way nothing is left.
func TestStopInTeardownOfPython(t *testing.T) {
	name := realPython(t)
	for _, start := range startMethods() {
		t.Run(start, func(t *testing.T) {
			shortRoom(t)
			before := segments(t)
			ctx, cancel := context.WithCancel(t.Context())
			spec := brief("process-pool", 2)
			spec.Runtime, spec.Options = name, workloads.Values{"start": start}
			r := (&Host{}).Run(ctx, spec, run.Watch{Phase: func(p string) {
				if p == run.PhaseTeardown {
					cancel()
				}
			}})
			cancel()
			if r.Failure != nil && r.Failure.Kind != run.KindStopped {
				t.Errorf("%s: the run ended as %+v", start, r.Failure)
			}
			nothingLeft(t)
			noneOf(t, before)
		})
	}
}

// startMethods are those that this system has.
func startMethods() []string {
	if runtime.GOOS == "windows" {
		return []string{"spawn"}
	}
	return []string{"fork", "spawn", "forkserver"}
}

// An engine that is killed from outside takes its workers along, however they
// were started.
func TestKillingAPythonEngineLeavesNoWorkers(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds processes in /proc")
	}
	name := realPython(t)
	for _, start := range startMethods() {
		t.Run(start, func(t *testing.T) {
			shortRoom(t)
			before := segments(t)
			begun, ended := make(chan struct{}), make(chan run.Result)
			spec := long("process-pool", 2)
			spec.Runtime, spec.Params, spec.Options = name, workloads.Values{"tasks": "2000", "ms": "10000"}, workloads.Values{"start": start}
			go func() { ended <- (&Host{}).Run(context.Background(), spec, running(begun)) }()
			<-begun
			for _, pid := range marked(t, "") {
				if parent(t, pid) == os.Getpid() {
					kill(t, pid)
				}
			}
			r := <-ended
			if r.Failure == nil || r.Failure.Kind != run.KindExit || !strings.Contains(r.Failure.Message, "signal 9") {
				t.Errorf("%s: the run ended as %+v", start, r.Failure)
			}
			nothingLeft(t)
			noneOf(t, before)
		})
	}
}

// parent is the parent of a process, by /proc.
func parent(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0 // it has gone
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	n, err := strconv.Atoi(fields[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// noneOf fails the test when there is shared memory besides what was there before.
func noneOf(t *testing.T, before []string) {
	t.Helper()
	for _, path := range segments(t) {
		if !slices.Contains(before, path) {
			t.Errorf("%s is left", path)
		}
	}
}

// segments are the pieces of shared memory that Python has made, where the
// system shows them.
func segments(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("/dev/shm/psm_*")
	if err != nil {
		t.Fatal(err)
	}
	return all
}
