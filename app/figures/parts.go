package figures

import (
	"fmt"
	"math"

	"weft/charts/parts"
	"weft/charts/scaling"
	"weft/workloads/sweep"
)

// Parts shows where the overhead of each model goes, for one number of
// workers. A model that never runs with as many is shown with its own most, and
// the bar says so.
func Parts(v View) parts.Figure {
	f := parts.Figure{Workers: v.partsWorkers(), Baseline: v.BaseName()}
	for i, p := range v.Points {
		last := i == len(v.Points)-1 || ID(v.Points[i+1]) != ID(p)
		most := last && p.Workers < f.Workers && p.Workers == 1
		base, compared := v.BaseOf(p)
		if !compared || v.isBase(p) || p.Workers != f.Workers && !most {
			continue
		}
		bar := parts.Bar{
			Model: v.model(p), Parts: PartsOf(p, base),
			Ts: base.Phases.Run, Cold: p.Phases.Cold(), Workers: p.Workers,
			Reach: v.ReachOf(p),
		}
		if p.Workers != f.Workers {
			bar.Note = fmt.Sprintf("p = %d", p.Workers)
		}
		f.Bars = append(f.Bars, bar)
	}
	return f
}

// PartsOf takes the overhead of a point's middle run apart. The times of
// tasks are those of the lanes.
func PartsOf(p sweep.Point, base sweep.Baseline) scaling.Parts {
	sums, phases := p.LaneSums, p.Phases
	cpu := base.LaneSums.CPU
	if cpu == 0 { // only a system that doesn't tell has tasks without any
		cpu = math.NaN()
	}
	return scaling.Decompose(
		scaling.Lanes{
			Workers: p.Workers, Wall: phases.Run, Setup: phases.Setup, Teardown: phases.Teardown,
			Busy: sums.Busy, CPU: sums.CPU, Wait: sums.Wait, Lock: sums.Lock, GIL: sums.GIL, Transfer: sums.Transfer,
			IdleEnd: sums.IdleEnd, CPUKnown: sums.CPU > 0, Delay: sums.Delay,
		},
		scaling.Baseline{
			Wall: base.Phases.Run, Busy: base.LaneSums.Busy, CPU: cpu, Wait: base.LaneSums.Wait, Delay: base.LaneSums.Delay,
		},
	)
}

// partsWorkers is the p that was asked for, or else the largest one measured
// that the cores can serve; when that is 1, the smallest beyond it.
func (v View) partsWorkers() int {
	if v.PartsWorkers > 0 {
		return v.PartsWorkers
	}
	within, beyond := 0, 0
	for _, p := range v.Points {
		switch {
		case p.N == 0 || v.isBase(p):
		case p.Workers <= max(1, v.Machine.Logical):
			within = max(within, p.Workers)
		case beyond == 0 || p.Workers < beyond:
			beyond = p.Workers
		}
	}
	if within > 1 || beyond == 0 {
		return within
	}
	return beyond
}
