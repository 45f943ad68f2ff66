package run

import (
	"math"

	"weft/workloads/sample"
)

// Cause is what came between a run and its cores.
type Cause string

// The causes of a disturbance.
const (
	Undisturbed Cause = ""
	ByOthers    Cause = "other programs" // they took cores that the run needed
	ByQuota     Cause = "a quota"        // the run's control group had used up its time
	ByHost      Cause = "the host"       // the hypervisor ran something else
	ByHeat      Cause = "heat"           // the processor slowed down
)

// What a run may lose before it is called disturbed, as shares. The rule was fixed
// before any time was looked at, and it asks for counters of the system alone,
// never for the run's own time: leaving out what it calls disturbed then favours
// no length of time. A simulation holds that (sweep/disturbed_test.go).
//
// A core that others take is no loss while the run has another: so what counts is
// how much they left. A run of p workers needs p cores, and one for what is on the
// move besides them: its feeding thread, this program, the kernel.
const (
	// othersAllowed is the share of the cores that is always taken by something: a
	// desktop with nothing to do takes 1 to 3 %.
	othersAllowed = 0.05
	// delayAllowed is the time, as a share of that of all lanes, in which threads
	// may stand ready without a core for other programs' sake: the precision of a
	// usual sweep.
	delayAllowed = 0.02
	// throttledAllowed and stolenAllowed are shares of what the run could have had.
	throttledAllowed = 0.01
	stolenAllowed    = 0.02
)

// Disturbance tells what came between the run and its cores, and how much of
// them it took, 0 to 1; Undisturbed where nothing did that matters, or where the
// system doesn't tell. A failed run has nothing to be disturbed.
func (r *Result) Disturbance() (by Cause, share float64) {
	if r.Failure != nil || r.Lost == nil {
		return Undisturbed, 0
	}
	return judge(*r.Lost, r.Spec.Workers)
}

// judge is the rule for p workers.
func judge(d sample.Disturbance, p int) (by Cause, share float64) {
	if d.Wall <= 0 || d.Cores <= 0 {
		return Undisturbed, 0
	}
	lanes := math.Min(float64(p), math.Max(1, d.Cores)) * d.Wall // what the run could have had
	others := math.Max(0, d.Others-d.Blur)                       // surely theirs
	left := d.Cores * (1 - others)
	delayed := math.Min(d.Delay, others*d.Cores*d.Wall) // what is beyond is the run's own threads in each other's way
	switch {
	case d.Throttled > throttledAllowed*lanes:
		return ByQuota, math.Min(1, d.Throttled/lanes)
	case d.Steal > stolenAllowed*d.Cores*d.Wall:
		return ByHost, math.Min(1, d.Steal/(d.Cores*d.Wall))
	case d.Others > othersAllowed+d.Blur && left < math.Min(float64(p), d.Cores)+1,
		delayed > delayAllowed*lanes:
		return ByOthers, d.Others
	case d.Hot > 0:
		return ByHeat, 0
	}
	return Undisturbed, 0
}
