package figures

import (
	"fmt"
	"math"
	"strings"

	"weft/charts/scaling"
	"weft/internal/units"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

const (
	// blocking is the share of the tasks' own time that must pass off the
	// processor without a word until they count as blocking: less is noise.
	blocking = 0.2
	// shortestBlock is the least that a task must be off the processor to count as
	// blocking, s: being switched off and on again takes some microseconds, and
	// below it the clocks themselves are most of what is seen.
	shortestBlock = 20e-6
	// spread is the CPU time of the tasks, against the time of the run, from which
	// they computed side by side whatever their model says: under a GIL, hashing
	// and compressing do. Clocks stay below.
	spread = 1.1
	// beyond is how far a speedup must pass its bound to be told, besides by its
	// whole interval: what doesn't matter in practice.
	beyond = 0.01
)

// ReachOf is what bounds a point's speedup: the cores, the workers, what its
// model is, and what the tasks of its baseline did by themselves. Without a
// baseline only the workers bound it.
func (v View) ReachOf(p sweep.Point) scaling.Reach {
	m := runtimes.Described(p.Name(), v.Plan.OptionsOf(p.Name()))
	r := scaling.Reach{
		Workers: p.Workers, Cores: float64(v.Machine.Logical), Locked: m.InTurn(),
		OneByOne: m.Cores == runtimes.OneCore && !(p.LaneSums.CPU > spread*p.Phases.Run),
	}
	base, ok := v.BaseOf(p)
	if !ok {
		return r
	}
	r.Computing, r.Waiting = OwnTimes(base.LaneSums, p.Tasks)
	r.Stalled = m.Turn == runtimes.LoopsTurn && r.Waiting > blocking*(r.Computing+r.Waiting) && oneAtATime(p)
	return r
}

// oneAtATime tells that a point had one task under way on average, though it has
// more workers and no single task that takes the run's time.
func oneAtATime(p sweep.Point) bool {
	computing, waiting := OwnTimes(p.LaneSums, p.Tasks)
	return p.Workers > 1 && computing+waiting <= spread*p.Phases.Run && p.LaneSums.LongestOwn <= p.Phases.Run/2
}

// OwnTimes are what so many tasks did by themselves, s: computing, and waiting
// with or without a word, as a task does that blocks the thread that it is on.
func OwnTimes(sums run.Totals, tasks int) (computing, waiting float64) {
	if sums.CPU <= 0 { // not known: what isn't waiting is computing
		return sums.Busy - sums.Wait, sums.Wait
	}
	hidden := sums.Busy - sums.Delay - sums.CPU - sums.Wait - sums.Lock - sums.GIL - sums.Transfer
	if hidden > blocking*(sums.Busy-sums.Delay) && hidden >= shortestBlock*float64(tasks) {
		return sums.CPU, sums.Wait + hidden
	}
	return sums.CPU, sums.Wait
}

// impossible says of points that were faster than their cores, workers or one
// thread allow what explains that, or that nothing does. One model a cause speaks
// for all of its points.
func (v View) impossible() []string {
	var said []string
	told := map[string]bool{}
	for _, p := range v.Points {
		base, ok := v.BaseOf(p)
		t, most := v.Times(p), v.ReachOf(p).Most(false)
		if !ok || v.isBase(p) || !t.SpeedupInterval.Known() || t.SpeedupInterval.Low <= most*(1+beyond) {
			continue
		}
		why := v.excess(p, base, most)
		if told[p.Name()+why] {
			continue
		}
		told[p.Name()+why] = true
		said = append(said, fmt.Sprintf("%s with p = %d is %s as fast as its baseline, where at most %s can be: %s",
			Title(p.Name()), p.Workers, units.Ratio(t.Speedup), units.Ratio(most), why))
	}
	return said
}

// excess says what made a point faster than most times its baseline: what the
// baseline had more of, if that is at least half of what is too much.
func (v View) excess(p sweep.Point, base sweep.Baseline, most float64) string {
	parts, caches := PartsOf(p, base), "on one core as well: the processor ran faster meanwhile. Don't rely on it."
	if p.Workers > 1 && runtimes.Described(p.Name(), v.Plan.OptionsOf(p.Name())).Cores.Spread() {
		caches = "as caches explain that hold a part of the work each."
	}
	tooFast := base.Phases.Run - most*p.Phases.Run // of the baseline, s
	for _, c := range []struct {
		more float64
		says string
	}{
		{-parts.Cores, "the baseline was kept from a core by other programs, so that it is too slow. Measure again when the machine is idle."},
		{-parts.Inflation, "its tasks computed %s less than the baseline's, " + caches},
		{-parts.Waits, "its tasks waited %s less than the baseline's."},
		{-parts.Dispatch, "the baseline spent %s more between its tasks."},
	} {
		if tooFast > 0 && c.more >= tooFast/2 {
			return strings.Replace(c.says, "%s", units.Seconds(c.more), 1)
		}
	}
	if math.Abs(base.Drift) > beyond {
		return fmt.Sprintf("the baseline itself changed by %s during the sweep. Measure again when the machine is idle.", units.Percent(math.Abs(base.Drift)))
	}
	return "nothing that was measured explains it, so don't rely on it."
}
