package window

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/app"

	"weft/app/window/display"
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
	needDisplay(b)
	for range b.N {
		var l latencies
		ask(b, &l, "latency")
		b.ReportMetric(l.P50.Seconds()*1000, "ms-p50")
		b.ReportMetric(l.P99.Seconds()*1000, "ms-p99")
		b.ReportMetric(l.Most.Seconds()*1000, "ms-max")
		b.ReportMetric(float64(l.N), "callbacks")
	}
}

// measureLatency opens the window, runs a sweep and asks for callbacks.
func measureLatency() (latencies, error) {
	found := make(chan latencies, 1)
	err := inWindow(map[string]any{"scale": "0.3", "reps": "1"}, func(w *mainWindow, _ *counting) {
		w.idle.Do(func() { w.choose("Run", "Run") })
		found <- askOften(w)
	})
	if err != nil {
		return latencies{}, err
	}
	return <-found, nil
}

// inWindow opens a real window with some choices, calls use beside it once it
// stands, and closes it.
func inWindow(choices map[string]any, use func(*mainWindow, *counting)) error {
	if d := display.Connect(); d.Display != nil {
		return d.Display
	}
	display.Quiet()
	memory, err := openSettings()
	if err != nil {
		return err
	}
	text, err := json.Marshal(choices)
	if err != nil {
		return err
	}
	memory.SetString("choices", string(text))
	w := wholeWindow(app.NewWithID(ID+".benchmark"), Options{Version: "benchmark"}, nil)
	scene := &counting{Scene: w.pages}
	w.scene = scene
	w.Window.Show()
	w.open()
	go func() {
		time.Sleep(time.Second)
		use(w, scene)
		w.idle.Do(w.quit)
	}()
	w.App.Run()
	w.close()
	return nil
}

// askOften asks for callbacks until the sweep is over, or long enough.
func askOften(w *mainWindow) latencies {
	const every, longest = 10 * time.Millisecond, 20 * time.Second
	var took []time.Duration
	ran := make(chan time.Duration)
	began := time.Now()
	for time.Since(began) < longest && (time.Since(began) < 2*time.Second || w.explore.Live()) {
		asked := time.Now()
		w.idle.Do(func() { ran <- time.Since(asked) })
		took = append(took, <-ran)
		time.Sleep(every)
	}
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[int(share*float64(len(took)-1))] }
	return latencies{P50: at(0.5), P99: at(0.99), Most: at(1), N: len(took)}
}
