package scaling

import (
	"fmt"
	"math"

	"weft/internal/text"
	"weft/internal/units"
)

// Kinds of [Finding].
const (
	KindMissing   = "missing"          // values that are no times
	KindFew       = "too-few-runs"     // no interval
	KindShort     = "short-runs"       // runs that end before they tell something
	KindNeighbour = "noisy-neighbour"  // other programs took part of the machine
	KindCrowded   = "too-many-workers" // more workers than cores, and the work computes
	KindStart     = "slow-start"       // outliers among the first runs alone
	KindTrend     = "trend"            // times rise or fall in the order of the runs
	KindDrift     = "drift"            // the baseline changed during the sweep
	KindClusters  = "two-clusters"     // two groups of times with nothing between
	KindOutliers  = "outliers"         // outliers anywhere
	KindGovernor  = "cpu-governor"     // the clock is held down
	KindBattery   = "battery"
	KindPrecision = "more-runs" // the interval is wider than asked for
)

func missing(m measured) (Finding, bool) {
	gone := m.given - len(m.times)
	switch {
	case m.given == 0:
		return Finding{KindMissing, "There are no times. Run it at least 3 times."}, true
	case gone == 0:
		return Finding{}, false
	}
	return Finding{KindMissing, fmt.Sprintf(
		"%d of %d times are zero, negative or not finite and were left out. Look for failed runs and run them again.", gone, m.given)}, true
}

func tooFew(m measured) (Finding, bool) {
	n := len(m.times)
	if n == 0 || n >= leastRuns {
		return Finding{}, false
	}
	return Finding{KindFew, fmt.Sprintf(
		"%s. From %d runs on there is an interval: run it at least %d more.", text.OneOrMany(n, "run tells", "runs tell")+" nothing about noise", leastRuns, leastRuns-n)}, true
}

func shortRuns(m measured) (Finding, bool) {
	if !(m.median < m.Shortest) {
		return Finding{}, false
	}
	const most = 1e6 // times the work; nobody gives more at once
	return Finding{KindShort, fmt.Sprintf(
		"Runs last %.3g ms, less than %.3g ms, so interruptions by the system weigh in. Give them at least %.0f times the work.",
		1000*m.median, 1000*m.Shortest, min(math.Ceil(m.Shortest/m.median), most))}, true
}

func neighbour(m measured) (Finding, bool) {
	const disturbing = 0.10
	if !(m.Others >= disturbing && m.Others <= 1) {
		return Finding{}, false
	}
	return Finding{KindNeighbour, fmt.Sprintf(
		"Other programs took %s of the machine meanwhile. End them, or run when they are idle.", units.FinePercent(m.Others))}, true
}

func crowded(m measured) (Finding, bool) {
	if m.Waits || m.Cores < 1 || m.Workers <= m.Cores {
		return Finding{}, false
	}
	return Finding{KindCrowded, fmt.Sprintf(
		"%d workers compute on %s, so they take turns and the order of turns is chance. Use at most %d for work that computes.",
		m.Workers, text.Counted(m.Cores, "core"), m.Cores)}, true
}

// slowStart sees that the first runs, at most a third of all, are outliers that
// took longer, and that no later one is.
func slowStart(m measured) (Finding, bool) {
	first := m.early()
	if first == 0 {
		return Finding{}, false
	}
	return Finding{KindStart, fmt.Sprintf(
		"The first %s %.3g times the median and no later one did: caches, files or clocks were cold. Add warm-up runs.",
		text.OneOrMany(first, "run took", "runs took up to"), m.slowest()/m.median)}, true
}

// early counts the slow outliers at the start if there are no others.
func (m measured) early() int {
	first := 0
	for first < len(m.odd) && m.odd[first] && m.times[first] > m.median {
		first++
	}
	if first != len(m.outliers) || first > len(m.times)/3 {
		return 0
	}
	return first
}

func (m measured) slowest() float64 {
	most := 0.0
	for _, x := range m.times {
		most = max(most, x)
	}
	return most
}

func outliers(m measured) (Finding, bool) {
	n := len(m.outliers)
	if n == 0 || m.early() > 0 {
		return Finding{}, false
	}
	furthest := m.median
	for i, x := range m.times {
		if m.odd[i] && math.Abs(x-m.median) > math.Abs(furthest-m.median) {
			furthest = x
		}
	}
	verb := "lie"
	if n == 1 {
		verb = "lies"
	}
	return Finding{KindOutliers, fmt.Sprintf(
		"%d of %d runs %s far off (the furthest at %.3g times the median); medians hardly feel it. If it stays so, look for what else runs now and then.",
		n, len(m.times), verb, furthest/m.median)}, true
}

func drift(m measured) (Finding, bool) {
	const told = 0.05
	if !(math.Abs(m.Drift) >= told) || math.IsInf(m.Drift, 0) {
		return Finding{}, false
	}
	than, what := "longer", "Let the machine cool down or rest"
	if m.Drift < 0 {
		than, what = "shorter", "Let it warm up"
	}
	return Finding{KindDrift, fmt.Sprintf(
		"The last baseline took %s %s than the first, so speedups depend on when they were measured. %s and sweep again.",
		units.FinePercent(math.Abs(m.Drift)), than, what)}, true
}

func governor(m measured) (Finding, bool) {
	if m.Governor != "powersave" {
		return Finding{}, false
	}
	return Finding{KindGovernor, `The CPU governor is "powersave", which may hold the cores' clock down. Choose "performance" while measuring.`}, true
}

func battery(m measured) (Finding, bool) {
	if !m.Battery {
		return Finding{}, false
	}
	return Finding{KindBattery, "The machine runs on battery and may save power. Plug it in while measuring."}, true
}

// moreRuns says how many more runs would bring the interval to the precision that
// was asked for, as pyperf does.
func moreRuns(m measured) (Finding, bool) {
	if math.IsInf(m.half, 1) || m.half <= m.Precision {
		return Finding{}, false
	}
	seen := fmt.Sprintf("The median is known to +/- %s only, and %s was asked for.", units.FinePercent(m.half), units.FinePercent(m.Precision))
	const sensible = 1000
	more := m.runsFor(m.Precision) - len(m.times)
	if more > sensible {
		return Finding{KindPrecision, seen + " More than 1000 further runs would be needed: make runs longer or the machine quieter."}, true
	}
	return Finding{KindPrecision, fmt.Sprintf("%s Run it about %d more times.", seen, more)}, true
}

// runsFor estimates how many runs bring the median's interval to a precision.
// Its half-width goes with 1/sqrt(n); that of 3 to 5 runs is wider by factors that
// follow from how the interval is made (measured with lognormal noise).
func (m measured) runsFor(precision float64) int {
	n := len(m.times)
	wider := map[int]float64{3: 1.6, 4: 1.24, 5: 1.15}[n]
	if wider == 0 {
		wider = 1
	}
	half := m.half / wider
	need := math.Ceil(float64(n) * half * half / (precision * precision))
	return int(min(max(need, float64(n+1)), math.MaxInt32))
}
