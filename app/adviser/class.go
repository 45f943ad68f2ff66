package adviser

import (
	"fmt"
	"math"

	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// Class is what limits a piece of work, as measured.
type Class string

// The classes of work.
const (
	CPUBound      Class = "cpu-bound"      // tasks compute; cores decide
	IOBound       Class = "io-bound"       // tasks wait; the number of workers decides
	Mixed         Class = "mixed"          // both, in shares that matter
	MemoryBound   Class = "memory-bound"   // computing slows down when others compute beside it
	LockBound     Class = "lock-bound"     // workers wait for each other at locks
	OverheadBound Class = "overhead-bound" // getting tasks to workers takes longer than pays
	Unknown       Class = "unknown"
)

// Title is the class in words.
func (c Class) Title() string {
	switch c {
	case CPUBound:
		return "CPU-bound"
	case IOBound:
		return "I/O-bound"
	case MemoryBound:
		return "Memory-bound"
	case LockBound:
		return "Lock-bound"
	case OverheadBound:
		return "Overhead-bound"
	case Mixed:
		return "Mixed"
	}
	return "Unknown"
}

// classify says what limits the work, and the numbers that say so. What keeps
// workers from working comes first: where that is large, the shares of computing
// and waiting are beside the point.
func (f *facts) classify() (Class, []string) {
	if f.work.name == "" {
		return Unknown, []string{"No run has succeeded yet."}
	}
	own := f.ownTime()
	overhead, cheapest := f.leastOverhead()
	lock, locked := f.mostLocked()
	growth, grown := f.inflation()
	if f.busy() >= busyMachine { // others take cores, caches and memory: neither says anything of the work
		overhead, growth = math.NaN(), math.NaN()
	}
	w := f.work
	switch {
	case overhead >= overheadBound:
		return OverheadBound, append([]string{f.sayOverhead(cheapest, overhead)}, own...)
	case lock >= lockBound:
		return LockBound, append([]string{fmt.Sprintf("With %s, %s of the time of %s went to waiting for locks.",
			workers(locked.Workers), units.Percent(lock), f.subject(locked).text)}, own...)
	case w.waits() >= mostlyWaits:
		return IOBound, own
	case w.waits() >= partlyWaits:
		return Mixed, own
	case growth >= inflated:
		return MemoryBound, append([]string{f.sayInflation(grown, growth)}, own...)
	case w.cpu >= mostlyComputes:
		return CPUBound, append(own, f.clears(growth, grown, overhead, cheapest)...)
	}
	if math.IsNaN(w.cpu) {
		return Unknown, append(own, "This system does not tell how long tasks compute.")
	}
	return Unknown, append(own, "That is neither mostly computing nor mostly waiting: other programs may have taken the processor.")
}

// ownTime says what tasks do with their time, and how long they are.
func (f *facts) ownTime() []string {
	w := f.work
	var said []string
	switch {
	case math.IsNaN(w.wait):
	case w.hidden > partlyWaits:
		said = append(said, fmt.Sprintf("In %s tasks computed for %s of their time, told of waiting for %s, and were off the processor without a word for %s: they block.",
			w.name, units.Percent(w.cpu), units.Percent(w.wait), units.Percent(w.hidden)))
	case math.IsNaN(w.cpu):
		said = append(said, fmt.Sprintf("In %s tasks waited for %s of their time.", w.name, units.Percent(w.wait)))
	default:
		said = append(said, fmt.Sprintf("In %s tasks computed for %s of their time and waited for %s.", w.name, units.Percent(w.cpu), units.Percent(w.wait)))
	}
	if w.delay >= tellingShare {
		said = append(said, fmt.Sprintf("Other programs kept it from the processor for %s of the time.", units.Percent(w.delay)))
	}
	if !math.IsNaN(w.length) && w.tasks > 0 {
		said = append(said, fmt.Sprintf("There are %s, of which the median takes %s.", text.Counted(w.tasks, "task"), units.Seconds(w.length)))
	}
	return said
}

// parallel are the candidates whose tasks compute at the same time on cores of
// their own, with more than one worker.
func (f *facts) parallel() []candidate {
	var all []candidate
	for _, c := range f.main {
		if c.Workers > 1 && c.Workers <= f.cores && c.about.Cores.Spread() && !c.noisy() {
			all = append(all, c)
		}
	}
	return all
}

// leastOverhead is the smallest share of the lanes' time that any model needs
// for starting workers and getting tasks to them; NaN where none tells. Where one
// task at a time computes, lanes queue for that instead: such models are
// only asked where there are no others.
func (f *facts) leastOverhead() (least float64, at candidate) {
	asked := f.parallel()
	if len(asked) == 0 {
		asked = f.main
	}
	least = math.NaN()
	for _, c := range asked {
		if c.parts == nil {
			continue
		}
		if s := c.part("setup").Share + c.handling(); math.IsNaN(least) || s < least {
			least, at = s, c
		}
	}
	return least, at
}

func (f *facts) sayOverhead(c candidate, overhead float64) string {
	s := f.subject(c)
	return fmt.Sprintf("Even %s %s %s of %s workers' time for starting them and getting tasks to them.",
		s.text, s.verb("takes", "take"), units.Percent(overhead), s.its())
}

// mostLocked is the largest share of the lanes' time that any model spent
// waiting for locks; waiting for a GIL is not among it.
func (f *facts) mostLocked() (most float64, at candidate) {
	for _, c := range f.main {
		run := float64(c.Workers) * c.Phases.Run
		if s := c.LaneSums.Lock / run; run > 0 && s > most {
			most, at = s, c
		}
	}
	return most, at
}

// inflation is by how much the tasks' own CPU time grows when there is a core for
// every worker: the median over models, for one may have reasons of its own. NaN
// where nothing tells.
func (f *facts) inflation() (growth float64, at candidate) {
	var all []float64
	closest := math.Inf(1)
	of := func(c candidate) float64 {
		base, ok := f.BaseOf(c.Point)
		if !ok || base.LaneSums.CPU <= 0 || c.LaneSums.CPU <= 0 || base.Scale != c.Scale {
			return math.NaN()
		}
		return c.LaneSums.CPU/base.LaneSums.CPU - 1
	}
	alone := f.parallel()
	for _, c := range alone {
		all = append(all, of(c))
	}
	growth = scaling.Median(all)
	for _, c := range alone {
		if off := math.Abs(of(c) - growth); off < closest {
			closest, at = off, c
		}
	}
	return growth, at
}

func (f *facts) sayInflation(c candidate, growth float64) string {
	return fmt.Sprintf("With %s on as many cores, the tasks' own computing took %s longer than alone (%s): they share caches and the memory bus.",
		workers(c.Workers), units.Percent(growth), f.subject(c).text)
}

// clears says what was looked at and found to be no limit.
func (f *facts) clears(growth float64, grown candidate, overhead float64, cheapest candidate) []string {
	var said []string
	if !math.IsNaN(growth) {
		change := "stayed as it was"
		if math.Abs(growth) >= nothingToChoose {
			change = fmt.Sprintf("changed by %+.0f %%", 100*growth)
		}
		said = append(said, fmt.Sprintf("With %s on as many cores, the tasks' own computing %s, so memory is not the limit.", workers(grown.Workers), change))
	}
	if overhead >= 0 {
		s := f.subject(cheapest)
		said = append(said, fmt.Sprintf("Starting workers and getting tasks to them takes %s %s of %s workers' time.", s.text, units.Percent(overhead), s.its()))
	}
	return said
}
