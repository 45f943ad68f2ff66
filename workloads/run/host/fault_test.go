package host

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
)

// Whatever a task does, the run ends as failed for a clear reason, nothing is
// left of it, and the next run works.
func TestFaultyTasks(t *testing.T) {
	const mib = 1 << 20
	for _, model := range []string{"sequential", "thread-pool", "process-pool", "processes", "event-loop"} {
		for _, c := range []struct{ how, kind, says string }{
			{"panic", run.KindPanic, "task 5 panicked: "},
			{"error", run.KindTask, "task 5 failed: "},
			{"exit", run.KindExit, "status 3"},
			{"kill", run.KindExit, "kill"},
			{"deadlock", run.KindTimeout, "did not end within"},
			{"memory", run.KindMemory, "more than its limit of 300 mib"},
			{"garbage", run.KindProtocol, "printed"},
		} {
			if model == "processes" && c.how == "memory" && runtime.GOOS != "linux" {
				continue // only Linux is asked for processes that come and go
			}
			t.Run(model+"/"+c.how, func(t *testing.T) {
				room(t)
				workers := 2
				if model == "sequential" {
					workers = 1
				}
				r := (&Host{}).Run(context.Background(), run.Spec{
					Workload: "fault", Params: workloads.Values{"how": c.how}, Runtime: "go", Model: model, Workers: workers,
					Timeout: faultTimeout(c.how), MemoryLimit: 300 * mib,
				}, run.Watch{})
				if r.Failure == nil {
					t.Fatal("the run succeeded")
				}
				if r.Failure.Kind != c.kind || !strings.Contains(strings.ToLower(r.Failure.Message), c.says) {
					t.Errorf("the run ended as %s: %s\n%s", r.Failure.Kind, r.Failure.Message, r.Failure.Detail)
				}
				if n := strings.Count(r.Failure.Message, "\n"); n > 0 {
					t.Errorf("the message has %d line feeds: %s", n, r.Failure.Message)
				}
				mustRun(t, brief("thread-pool", 2)) // the next run works
				nothingLeft(t)
			})
		}
	}
}

// faultTimeout is short where only the time-out ends the run.
func faultTimeout(how string) time.Duration {
	if how == "deadlock" {
		return time.Second
	}
	return time.Minute
}

func TestAPanicShowsItsStack(t *testing.T) {
	room(t)
	r := (&Host{}).Run(context.Background(), run.Spec{Workload: "fault", Runtime: "go", Model: "thread-pool", Workers: 2}, run.Watch{})
	if r.Failure == nil || !strings.Contains(r.Failure.Detail, "catalogue.fail") {
		t.Errorf("the detail has no stack: %+v", r.Failure)
	}
}

func TestATimeoutShowsWhereItHangs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no way to ask for stacks")
	}
	room(t)
	r := (&Host{}).Run(context.Background(), run.Spec{
		Workload: "fault", Params: workloads.Values{"how": "deadlock"}, Runtime: "go", Model: "sequential", Workers: 1,
		Timeout: 500 * time.Millisecond,
	}, run.Watch{})
	if r.Failure == nil || !strings.Contains(r.Failure.Detail, "readForEver") {
		t.Errorf("the detail doesn't say where: %+v", r.Failure)
	}
}

// Engines that don't keep to the protocol are told apart, and never trusted.
func TestFaultyEngines(t *testing.T) {
	for how, c := range map[string]struct{ kind, says string }{
		"exits before hello":  {run.KindLaunch, "status 7 in the phase launch: weft engine: no hello today"},
		"garbage first":       {run.KindProtocol, `\x00\x01 this is no protocol`},
		"endless line":        {run.KindProtocol, "xxx"},
		"other version":       {run.KindProtocol, fmt.Sprintf("this program version %d", protocol.Version)},
		"hello twice":         {run.KindProtocol, "out of turn"},
		"result first":        {run.KindProtocol, "out of turn"},
		"asks back":           {run.KindProtocol, "out of turn"},
		"garbage after hello": {run.KindProtocol, "result"},
		"no such phase":       {run.KindProtocol, "coffee"},
		"closes its output":   {run.KindProtocol, "closed its output"},
		"crashes":             {run.KindExit, "panic: all is lost"},
		"ignores everything":  {run.KindTimeout, "did not end"},
	} {
		t.Run(how, func(t *testing.T) {
			room(t)
			t.Setenv(fakeEngine, how)
			spec := brief("sequential", 1)
			if c.kind == run.KindTimeout {
				spec.Timeout = 200 * time.Millisecond
			}
			r := (&Host{}).Run(context.Background(), spec, run.Watch{})
			if r.Failure == nil || r.Failure.Kind != c.kind || !strings.Contains(r.Failure.Message, c.says) {
				t.Fatalf("the run ended as %+v, want %s with %q", r.Failure, c.kind, c.says)
			}
			if len(r.Failure.Message) > 1000 || len(r.Failure.Detail) > tailSize {
				t.Errorf("the message has %d bytes, the detail %d", len(r.Failure.Message), len(r.Failure.Detail))
			}
			nothingLeft(t)
		})
	}
}

func TestAProcessLeftBehindIsEnded(t *testing.T) {
	room(t)
	t.Setenv(fakeEngine, "leaves a process")
	if r := (&Host{}).Run(context.Background(), brief("sequential", 1), run.Watch{}); r.Failure != nil {
		t.Fatal(r.Failure)
	}
	nothingLeft(t)
}

func TestNoSuchProgram(t *testing.T) {
	room(t)
	for _, program := range []string{"/no/such/program", os.TempDir()} {
		r := (&Host{Program: program}).Run(context.Background(), brief("sequential", 1), run.Watch{})
		if r.Failure == nil || r.Failure.Kind != run.KindLaunch || !strings.Contains(r.Failure.Message, program) {
			t.Errorf("%s: the run ended as %+v", program, r.Failure)
		}
	}
	nothingLeft(t)
}
