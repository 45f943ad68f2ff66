package scaling

import "math"

// Lanes holds what the lanes of one run measured, in seconds. Busy, CPU, Wait,
// Lock, GIL, Transfer, IdleEnd and Delay are sums over all lanes; Wall, Setup and
// Teardown are durations of the whole run.
type Lanes struct {
	// Workers is p, the number of lanes.
	Workers int
	// Wall is the time from the first dispatch to the last verified result.
	Wall float64
	// Setup is the time until all workers stood at the barrier.
	Setup float64
	// Teardown is the time to end the workers after the last result.
	Teardown float64
	// Busy is the time that lanes had tasks: from taking one to having handed
	// its result over.
	Busy float64
	// CPU is, of Busy, the CPU time of the tasks themselves.
	CPU float64
	// Wait is, of Busy, sleeping and I/O.
	Wait float64
	// Lock is, of Busy, waiting for locks.
	Lock float64
	// GIL is, of Busy, waiting for one's turn where one task at a time computes:
	// for the GIL, or for the thread of an event loop.
	GIL float64
	// Transfer is, of Busy, taking inputs in and handing results over between
	// processes: serialisation and IPC.
	Transfer float64
	// IdleEnd is the time between the end of each lane's last task and the
	// end of the run.
	IdleEnd float64
	// CPUKnown is false where the platform cannot tell a task's CPU time.
	CPUKnown bool
	// Delay is how long the lanes were ready to run without a core, in tasks
	// and between them, as the kernel counts it; 0 where that is not known.
	Delay float64
}

// Baseline holds what the sequential run measured, in seconds: Wall is T_s,
// the others are sums over its tasks as in [Lanes]. CPU is NaN where it is
// unknown, Delay 0.
type Baseline struct{ Wall, Busy, CPU, Wait, Delay float64 }

// Parts says where the overhead of one run went. Every part is in seconds,
// summed over lanes, and counts what came on top of the sequential run.
type Parts struct {
	// Setup is what all lanes spent until the work could start.
	Setup float64
	// Dispatch is the time of lanes between tasks: handing out tasks, fetching
	// results, waiting for the next task. Negative when the sequential run had
	// more of it.
	Dispatch float64
	// Transfer is serialisation and IPC: the time of lanes that took inputs in
	// and handed results over.
	Transfer float64
	// Lock is the time inside tasks spent waiting for a lock.
	Lock float64
	// GIL is the time inside tasks spent waiting for one's turn: for the GIL, or
	// for the thread of an event loop.
	GIL float64
	// Cores is the time inside tasks that could have run but had no core
	// (more lanes than cores, or other programs). Negative when the sequential
	// run waited longer, for other programs disturbed it. 0 where CPU is unknown.
	Cores float64
	// Imbalance is the time of lanes that had nothing left to do while
	// others were still working.
	Imbalance float64
	// Inflation is what the tasks' own computing grew by, for instance from
	// caches and memory shared with other lanes. Negative when it shrank.
	Inflation float64
	// Waits is what the tasks' sleeping and I/O grew by, for instance from a
	// server that answers more slowly under load. Negative when it shrank.
	Waits float64
	// Teardown is what all lanes spent after the last result.
	Teardown float64
	// Unexplained is what the others leave of the whole: time inside tasks that
	// was neither computing nor any waiting that was measured, and what
	// measurements that contradict each other leave over.
	Unexplained float64
}

// Decompose splits the overhead of one run, p*(setup+wall+teardown) - T_s,
// into its parts.
//
// It compares two identities. The lanes' time is p*wall = outside + idleEnd +
// busy with busy = cpu + wait + lock + gil + transfer + runnable, where outside
// is the time between tasks and runnable the time inside tasks without a core.
// The sequential run has the same terms without idleEnd, lock, gil and transfer.
// Subtracting them term by term leaves the parts, so that CPU-bound work (whose
// cpu may grow) and I/O-bound work (whose wait may grow or shrink) are both
// accounted for. Where CPU time is unknown in either run, cpu and runnable cannot
// be told apart and count together as Inflation.
//
// No term of either run can be negative: one that is, from wrong or overlapping
// measurements, is taken as zero, and what was cut is left in Unexplained.
// runnable is what the clocks leave, so where the kernel counts itself how long
// lanes were without a core, it is believed up to that (Delay), and the rest
// is left in Unexplained: a task that blocked without telling, or a virtual
// machine that was not running. Where it is not known of the lanes, the
// baseline's is not asked for either: what its tasks blocked would be missing. Values that are not finite count as zero. The
// parts always sum to the whole, see [Parts.Total].
func Decompose(l Lanes, b Baseline) Parts {
	known := l.CPUKnown && Finite(b.CPU)
	l, b = cleanLanes(l), cleanBaseline(b)
	p := float64(l.Workers)

	computing := l.Busy - l.Wait - l.Lock - l.GIL - l.Transfer
	baseComputing := b.Busy - b.Wait
	parts := Parts{
		Setup:     atLeastZero(p * l.Setup),
		Dispatch:  atLeastZero(p*l.Wall-l.Busy-l.IdleEnd) - atLeastZero(b.Wall-b.Busy),
		Transfer:  atLeastZero(l.Transfer),
		Lock:      atLeastZero(l.Lock),
		GIL:       atLeastZero(l.GIL),
		Imbalance: atLeastZero(l.IdleEnd),
		Inflation: computing - baseComputing,
		Waits:     l.Wait - b.Wait,
		Teardown:  atLeastZero(p * l.Teardown),
	}
	if known {
		parts.Inflation = l.CPU - b.CPU
		if l.Delay == 0 { // what tasks hide in one run they hide in the other
			b.Delay = 0
		}
		parts.Cores = runnable(computing-l.CPU, l.Delay) - runnable(baseComputing-b.CPU, b.Delay)
	}
	whole := p*(l.Setup+l.Wall+l.Teardown) - b.Wall
	parts.Unexplained = whole - parts.Total()
	if math.Abs(parts.Unexplained) <= roundingError(l, b) {
		parts.Unexplained = 0
	}
	return parts
}

// runnable is how much of what the clocks leave was waiting for a core.
func runnable(left, delay float64) float64 {
	if delay > 0 {
		left = min(left, delay)
	}
	return atLeastZero(left)
}

// Total returns the sum of all parts: the overhead T_o = p*T_p - T_s of a cold
// run (setup and teardown count), in seconds.
func (p Parts) Total() float64 {
	return p.Setup + p.Dispatch + p.Transfer + p.Lock + p.GIL + p.Cores + p.Imbalance +
		p.Inflation + p.Waits + p.Teardown + p.Unexplained
}

// roundingError bounds what the sums of Decompose lose to rounding, so that
// such dust is not shown as an unexplained part.
func roundingError(l Lanes, b Baseline) float64 {
	p := float64(l.Workers)
	size := math.Abs(p*l.Setup) + math.Abs(p*l.Wall) + math.Abs(p*l.Teardown) +
		math.Abs(l.Busy) + math.Abs(l.CPU) + math.Abs(l.Wait) + math.Abs(l.Lock) +
		math.Abs(l.GIL) + math.Abs(l.Transfer) + math.Abs(l.IdleEnd) + math.Abs(b.Wall) + math.Abs(b.Busy) + math.Abs(b.CPU) + math.Abs(b.Wait)
	const epsilon = 0x1p-52
	return 16 * epsilon * size
}

func cleanLanes(l Lanes) Lanes {
	l.Workers = max(l.Workers, 0)
	for _, v := range []*float64{
		&l.Wall, &l.Setup, &l.Teardown, &l.Busy, &l.CPU, &l.Wait, &l.Lock, &l.GIL, &l.Transfer, &l.IdleEnd, &l.Delay,
	} {
		*v = zeroUnlessFinite(*v)
	}
	return l
}

func cleanBaseline(b Baseline) Baseline {
	for _, v := range []*float64{&b.Wall, &b.Busy, &b.CPU, &b.Wait, &b.Delay} {
		*v = zeroUnlessFinite(*v)
	}
	return b
}

func zeroUnlessFinite(x float64) float64 {
	if Finite(x) {
		return x
	}
	return 0
}

func atLeastZero(x float64) float64 { return max(x, 0) }

// Finite reports whether x is a number, and not an infinity.
func Finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Reach says what bounds the speedup of a run, whatever of its overhead costs
// nothing. Computing and Waiting are those of the baseline's tasks, in seconds;
// where they aren't known (0 or not finite), only the workers bound it.
type Reach struct {
	// Workers is p: a worker does one task at a time.
	Workers int
	// Cores compute at the same time. It may be a fraction, as quotas are; below
	// 1 the baseline had no more either, so that it counts as 1. 0 where unknown.
	Cores float64
	// Computing and Waiting are what the baseline's tasks did by themselves.
	Computing, Waiting float64
	// OneByOne tells that tasks compute one at a time, on whichever core.
	OneByOne bool
	// Locked tells that they do so for a lock: without waiting for it they would
	// compute on all cores. The one thread of an event loop can't be given up so.
	Locked bool
	// Stalled tells that a task that waits keeps all others from their turn.
	Stalled bool
}

// Most is the largest speedup that a run can have, of the work law of computing
// and the number of workers: S <= p, and S <= k*(C+W)/C where C of computing
// goes to k cores and W of waiting to none. turn tells that waiting for one's
// turn, see [Parts.GIL], is what costs nothing: then waits overlap, and what is
// computed under a lock goes to all cores.
func (r Reach) Most(turn bool) float64 {
	if r.Stalled && !turn {
		return 1
	}
	most := float64(r.Workers)
	if !Finite(r.Computing) || r.Computing <= 0 {
		return most
	}
	at := most
	if r.Cores > 0 {
		at = math.Min(at, math.Max(1, r.Cores))
	}
	if r.OneByOne && (!r.Locked || !turn) {
		at = math.Min(at, 1)
	}
	return math.Min(most, at*(1+atLeastZero(zeroUnlessFinite(r.Waiting))/r.Computing))
}

// WhatIf is the speedup that a run would have had if a part of its overhead had
// cost nothing, but never more than [Reach.Most]. turn tells that the part is
// waiting for one's turn; part, summed over lanes, ts and took are in seconds. It
// is NaN where nothing sensible is left, and where the run itself was faster than
// that: such a speedup needs an explanation, and no promise stands on it.
func (r Reach) WhatIf(part float64, turn bool, ts, took float64) float64 {
	then, most := whatIf(part, ts, took, r.Workers), r.Most(turn)
	if math.IsNaN(then) || ts/took > most {
		return math.NaN()
	}
	return math.Min(then, most)
}

// whatIf returns S' = T_s/(T_p - part/p), for a part is summed over the p lanes,
// which all wait for its end. It is a bound rather than a forecast: what one part
// leaves another may take. It is NaN when nothing sensible is left, as when the
// part takes the whole time.
func whatIf(part, ts, took float64, workers int) float64 {
	left := took - part/float64(workers)
	if workers < 1 || !Finite(part) || !Finite(took) || !Finite(ts) || ts <= 0 || took <= 0 || left <= 0 {
		return math.NaN()
	}
	return ts / left
}
