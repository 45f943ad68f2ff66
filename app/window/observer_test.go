package window

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weft/app/session"
	"weft/app/window/pace"
	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/run/host"
	"weft/workloads/sweep"
)

// What a sweep in a process of its own runs.
var (
	sweepOfWorkload = flag.String("workload", "fib", "of the roles watched and alone")
	sweepScale      = flag.Float64("scale", 1, "of the roles watched and alone")
	sweepReps       = flag.Int("reps", 3, "of the roles watched and alone")
)

// observed is what a sweep in a process of its own has found out.
type observed struct {
	Runs     []float64 // run phases with as many workers as there are cores, s
	Watching float64   // what window and sampler cost while runs were timed, share of the machine; 0 without a window
	Frames   int       // that the window drew
}

// slower bounds how much slower runs are when they are watched.
const slower = 1.02

// BenchmarkObserver compares run times with the window open, which shows the
// sweep as it goes, with those without a window, sweep by sweep in random
// order; and measures what watching costs while runs are timed.
func BenchmarkObserver(b *testing.B) {
	needDisplay(b)
	// Two cores take 0.4 s for a run: long enough to be measured, and short
	// enough for frames to find pauses.
	scale := 0.4 * float64(runtime.NumCPU()) / 2
	for _, workload := range []string{"fib", "primes"} {
		b.Run(workload, func(b *testing.B) {
			for range b.N {
				compareSides(b, "-workload", workload, "-scale", fmt.Sprint(scale), "-reps", "4")
			}
		})
	}
	b.Run("long", func(b *testing.B) { // so long that frames fall into runs
		for range b.N {
			var one observed
			ask(b, &one, "watched", "-workload", "fib", "-scale", fmt.Sprint(20*scale), "-reps", "1")
			b.Logf("a run of %.1f s, %d workers, %d frames in the sweep\n%s", one.Runs[0], runtime.NumCPU(), one.Frames,
				strings.TrimRight(bounded("watching, share of the machine", one.Watching, "", pace.Budget), "\n"))
		}
	})
}

// compareSides runs sweeps in the window and without one, in turn.
func compareSides(b *testing.B, args ...string) {
	b.Helper()
	const pairs = 8
	sides := []string{"watched", "alone"}
	runs := map[string][]float64{}
	var costs []float64
	frames := 0
	for range pairs {
		for _, k := range rand.Perm(len(sides)) {
			var one observed
			ask(b, &one, sides[k], args...)
			runs[sides[k]] = append(runs[sides[k]], one.Runs...)
			if sides[k] == "watched" {
				costs = append(costs, one.Watching)
				frames += one.Frames
			}
		}
	}
	var text strings.Builder
	fmt.Fprintf(&text, "run phases of a thread pool, %d workers\n", runtime.NumCPU())
	for i, what := range []string{"window open", "no window"} {
		all := runs[sides[i]]
		fmt.Fprintf(&text, "  %-12s %8.4f s   (%.4f to %.4f, %d runs)\n", what, scaling.Median(all), slices.Min(all), slices.Max(all), len(all))
	}
	watched, alone := runs["watched"], runs["alone"]
	i := scaling.RatioInterval(watched, alone)
	text.WriteString(bounded("window open / no window", scaling.Median(watched)/scaling.Median(alone),
		fmt.Sprintf(", 95 %%: %.3f to %.3f", i.Low, i.High), slower))
	text.WriteString(bounded("watching, share of the machine", scaling.Median(costs),
		fmt.Sprintf(", %.4f to %.4f, %d frames", slices.Min(costs), slices.Max(costs), frames), pace.Budget))
	b.Log(strings.TrimSpace(text.String()))
}

// bounded tells how a figure stands to its bound.
func bounded(what string, figure float64, spread string, atMost float64) string {
	verdict := "met"
	if !(figure <= atMost) {
		verdict = "MISSED"
	}
	return fmt.Sprintf("  %s = %.3g%s (at most %g: %s)\n", what, figure, spread, atMost, verdict)
}

// observedPlan is what both sides run.
func observedPlan() sweep.Plan {
	return sweep.Plan{
		Workload: *sweepOfWorkload, Models: []string{"go/thread-pool"}, Workers: []int{runtime.NumCPU()},
		Scale: *sweepScale, Mode: sweep.Strong, Reps: *sweepReps, Seed: rand.Uint64(),
	}
}

// observedChoices are that plan as the window remembers it.
func observedChoices() map[string]any {
	p := observedPlan()
	return map[string]any{
		"workload": p.Workload, "models": []string{"thread-pool"}, "workers": strconv.Itoa(p.Workers[0]),
		"scale": strconv.FormatFloat(p.Scale, 'g', -1, 64), "reps": strconv.Itoa(p.Reps),
	}
}

// counting is a scene that counts its frames.
type counting struct {
	pace.Scene
	frames atomic.Int64
}

// Draw implements pace.Scene.
func (c *counting) Draw() (show func()) {
	draw := c.Scene.Draw()
	if draw == nil {
		return nil
	}
	return func() { c.frames.Add(1); draw() }
}

// sweepWatched runs a sweep in a real window, as people do.
func sweepWatched() (o observed, err error) {
	err = inWindow(observedChoices(), func(w *mainWindow, scene *counting) {
		w.idle.Do(func() { w.choose("Run", "Run") })
		for _, live := range []bool{true, false} {
			for w.explore.Live() != live {
				time.Sleep(50 * time.Millisecond)
			}
		}
		o.Watching, o.Frames = w.meter.Share(), int(scene.frames.Load())
	})
	if err != nil {
		return o, err
	}
	dir, err := session.Dir()
	if err != nil {
		return o, err
	}
	path, ok := session.Last(dir)
	if !ok {
		return o, errors.New("the sweep was not kept")
	}
	s, err := session.Load(path)
	if err != nil {
		return o, err
	}
	return o, o.take(s.Results)
}

// sweepAlone runs the same sweep without a window, as weft sweep does.
func sweepAlone() (o observed, err error) {
	resolved, err := observedPlan().Resolve(context.Background())
	if err != nil {
		return o, err
	}
	done := make(chan sweep.Outcome, 1)
	go func() { // the window's library holds this goroutine to its thread
		var outcome sweep.Outcome
		outcome, err = sweep.Run(context.Background(), &host.Host{}, resolved, sweep.Watch{})
		done <- outcome
	}()
	outcome := <-done
	if err == nil {
		err = o.take(outcome.Results)
	}
	return o, err
}

// take notes the run phases of the runs that are compared.
func (o *observed) take(results []run.Result) error {
	for _, r := range results {
		if r.Failure != nil {
			return r.Failure
		}
		if r.Spec.Model == "thread-pool" && !r.Spec.WarmUp {
			o.Runs = append(o.Runs, r.Phases.Run)
		}
	}
	if len(o.Runs) == 0 {
		return fmt.Errorf("none of %d runs is to be compared", len(results))
	}
	return nil
}
