package host

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/internal/testwait"
	"weft/workloads/child"
	"weft/workloads/run"
	"weft/workloads/run/engine"
	"weft/workloads/sample"
)

// models with workers of every sort: threads, coroutines, processes.
var someModels = []string{"sequential", "thread-pool", "event-loop", "process-pool"}

func workersOf(model string) int {
	if model == "sequential" {
		return 1
	}
	return 3
}

// Stopping in any phase leaves nothing behind.
func TestStopInEachPhase(t *testing.T) {
	for _, model := range someModels {
		for _, phase := range []string{run.PhaseLaunch, run.PhasePrepare, run.PhaseSetup, run.PhaseRun} {
			t.Run(model+"/"+phase, func(t *testing.T) {
				room(t)
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				over := false
				r := (&Host{}).Run(ctx, long(model, workersOf(model)), run.Watch{
					Phase: func(p string) {
						if over {
							t.Error("a phase came after the end")
						}
						if p == phase {
							cancel()
						}
					},
				})
				over = true
				if r.Failure == nil || r.Failure.Kind != run.KindStopped {
					t.Errorf("the run ended as %+v", r.Failure)
				}
				nothingLeft(t)
			})
		}
	}
}

// In teardown the run may be over before the stop is seen; either way nothing is left.
func TestStopInTeardown(t *testing.T) {
	for _, model := range someModels {
		room(t)
		ctx, cancel := context.WithCancel(context.Background())
		r := (&Host{}).Run(ctx, brief(model, workersOf(model)), run.Watch{Phase: func(p string) {
			if p == run.PhaseTeardown {
				cancel()
			}
		}})
		cancel()
		if r.Failure != nil && r.Failure.Kind != run.KindStopped {
			t.Errorf("%s: the run ended as %+v", model, r.Failure)
		}
		nothingLeft(t)
	}
}

// An engine that doesn't react is stopped all the same.
func TestStopAnEngineThatIgnoresIt(t *testing.T) {
	room(t)
	t.Setenv(fakeEngine, "ignores everything")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := (&Host{}).Run(ctx, brief("sequential", 1), run.Watch{Phase: func(p string) {
		if p == run.PhaseRun {
			cancel()
		}
	}})
	if r.Failure == nil || r.Failure.Kind != run.KindStopped {
		t.Errorf("the run ended as %+v", r.Failure)
	}
	nothingLeft(t)
}

// running waits until a run has begun its run phase.
func running(begun chan<- struct{}) run.Watch {
	return run.Watch{Phase: func(p string) {
		if p == run.PhaseRun {
			close(begun)
		}
	}}
}

// working waits until a run's first tasks have ended.
func working(begun chan<- struct{}) run.Watch {
	first := sync.OnceFunc(func() { close(begun) })
	return run.Watch{Progress: func(done, _ int) {
		if done > 0 {
			first()
		}
	}}
}

func TestKillingTheEngineLeavesNoWorkers(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds processes in /proc")
	}
	for _, model := range someModels {
		room(t)
		begun := make(chan struct{})
		ended := make(chan run.Result)
		go func() { ended <- (&Host{}).Run(context.Background(), long(model, workersOf(model)), running(begun)) }()
		<-begun
		engines := marked(t, "WEFT_ROLE="+engine.Role+"\x00")
		if len(engines) == 0 {
			t.Fatalf("%s: no engine is found", model)
		}
		kill(t, engines[0])
		r := <-ended
		if r.Failure == nil || r.Failure.Kind != run.KindExit || !strings.Contains(r.Failure.Message, "signal 9") {
			t.Errorf("%s: the run ended as %+v", model, r.Failure)
		}
		nothingLeft(t)
	}
}

func kill(t *testing.T, pid int) {
	t.Helper()
	p, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
}

// hostRole is a process that is the host of a run; see TestKillingTheHost.
const (
	hostRole  = "run-test-host"
	hostModel = "WEFT_TEST_MODEL"
)

func init() {
	child.Register(hostRole, func() int {
		model := os.Getenv(hostModel)
		r := (&Host{}).Run(context.Background(), long(model, workersOf(model)), run.Watch{
			Phase: func(p string) { fmt.Println(p) },
		})
		fmt.Println("ended:", r.Failure)
		return 1
	})
}

func TestKillingTheHostEndsEverything(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds processes in /proc")
	}
	for _, model := range someModels {
		room(t)
		t.Setenv(hostModel, model)
		cmd, err := child.Command(hostRole)
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said := bufio.NewReader(out)
		for line := ""; line != run.PhaseRun+"\n"; {
			if line, err = said.ReadString('\n'); err != nil {
				t.Fatal(model, "did not begin to run:", err)
			}
		}
		if n := len(marked(t, "")); n < 2 {
			t.Errorf("%s: only %d processes are running", model, n)
		}
		kill(t, cmd.Process.Pid)
		_, _ = io.Copy(io.Discard, said)
		_ = cmd.Wait() // killed
		testwait.Until(t, model+": the end of all processes", func() bool { return len(marked(t, "")) == 0 })
		nothingLeft(t)
	}
}

// Engine and workers are one group, which is watched as a whole.
func TestSamplesCoverTheWorkers(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs PSS")
	}
	room(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var with []sample.Sample
	running := false
	(&Host{}).Run(ctx, long("process-pool", 4), run.Watch{
		Phase: func(p string) { running = p == run.PhaseRun },
		Sample: func(s sample.Sample) {
			if running && s.PSS > 0 {
				with = append(with, s)
			}
			if len(with) == 2 {
				cancel()
			}
		},
	})
	if len(with) < 2 {
		t.Fatal("memory was not sampled")
	}
	engine := mustRun(t, brief("sequential", 1)).Memory.PeakUSS
	if least := slices.MinFunc(with, func(a, b sample.Sample) int { return int(a.USS) - int(b.USS) }); least.USS < 2*engine {
		t.Errorf("an engine with 4 workers takes %d, one without %d", least.USS, engine)
	}
}

// BenchmarkStop is the time from cancelling a run to its end, with a few worker
// processes and with as many as there may be.
func BenchmarkStop(b *testing.B) {
	for _, workers := range []int{3, 128} {
		b.Run(fmt.Sprintf("%d processes", workers), func(b *testing.B) { benchmarkStop(b, workers) })
	}
}

// sampling waits until a run has been sampled in its run phase.
func sampling(sampled chan<- struct{}) run.Watch {
	running, once := false, sync.OnceFunc(func() { close(sampled) })
	return run.Watch{
		Phase: func(p string) { running = p == run.PhaseRun },
		Sample: func(sample.Sample) {
			if running {
				once()
			}
		},
	}
}

func benchmarkStop(b *testing.B, workers int) {
	worst := time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		ctx, cancel := context.WithCancel(context.Background())
		sampled, ended := make(chan struct{}), make(chan struct{})
		go func() {
			(&Host{}).Run(ctx, long("process-pool", workers), sampling(sampled))
			close(ended)
		}()
		<-sampled
		b.StartTimer()
		began := time.Now()
		cancel()
		<-ended
		worst = max(worst, time.Since(began))
	}
	b.ReportMetric(worst.Seconds()*1e3, "worst-ms")
}

// BenchmarkLaunch is the time from starting an engine to its hello, and of a
// whole run of next to nothing.
func BenchmarkLaunch(b *testing.B) {
	launch := 0.0
	spec := brief("sequential", 1)
	spec.Quiet = true
	for b.Loop() {
		r := (&Host{}).Run(context.Background(), spec, run.Watch{})
		if r.Failure != nil {
			b.Fatal(r.Failure)
		}
		launch += r.Launch
	}
	b.ReportMetric(launch/float64(b.N)*1e3, "launch-ms")
}
