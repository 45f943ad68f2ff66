package window

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// latencies are the times from asking for a callback to its being run.
type latencies struct {
	P50, P99, Most time.Duration
	N              int
}

// BenchmarkUILatency measures, in a real window during a real sweep, the time
// from asking for a UI callback to its being run. To reach: 100 ms at the 99th
// percentile.
func BenchmarkUILatency(b *testing.B) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		b.Skip("no display: run it under Xvfb, as in xvfb-run go test -bench UILatency ./app/window")
	}
	for range b.N {
		cmd := exec.Command(os.Args[0], "-ui-latency")
		home := b.TempDir()
		if err := os.Mkdir(filepath.Join(home, ".cache"), 0o700); err != nil { // Fyne makes its own folder in it, but not this one
			b.Fatal(err)
		}
		cmd.Env = append(os.Environ(), "HOME="+home, "WEFT_DATA="+home)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			b.Fatalf("measuring in a window: %v", err)
		}
		var l latencies
		if err := json.Unmarshal(out, &l); err != nil {
			b.Fatalf("reading %q: %v", out, err)
		}
		b.ReportMetric(l.P50.Seconds()*1000, "ms-p50")
		b.ReportMetric(l.P99.Seconds()*1000, "ms-p99")
		b.ReportMetric(l.Most.Seconds()*1000, "ms-max")
		b.ReportMetric(float64(l.N), "callbacks")
	}
}

// measureLatency opens the window, runs a sweep and prints latencies.
func measureLatency() int {
	if err := probe(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitNoWindow
	}
	a := app.NewWithID(ID + ".latency")
	w := newWindow(a, Options{Version: "benchmark"})
	w.open()
	found := make(chan latencies, 1)
	go func() {
		time.Sleep(time.Second) // until the window stands
		fyne.Do(func() {
			first := firstChoices(w.control.machine.Logical)
			first.Scale, first.Reps = "0.3", "1"
			w.frame.side.show(first)
			w.run()
		})
		found <- askOften(w)
		fyne.Do(w.quit)
	}()
	a.Run()
	w.close()
	if err := json.NewEncoder(os.Stdout).Encode(<-found); err != nil {
		return 1
	}
	return exitOK
}

// askOften asks for callbacks until the sweep is over, or long enough.
func askOften(w *mainWindow) latencies {
	const every, longest = 10 * time.Millisecond, 20 * time.Second
	var took []time.Duration
	ran := make(chan time.Duration)
	began := time.Now()
	for time.Since(began) < longest && (time.Since(began) < 2*time.Second || w.board.get().running) {
		asked := time.Now()
		fyne.Do(func() { ran <- time.Since(asked) })
		took = append(took, <-ran)
		time.Sleep(every)
	}
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[int(share*float64(len(took)-1))] }
	return latencies{P50: at(0.5), P99: at(0.99), Most: at(1), N: len(took)}
}
