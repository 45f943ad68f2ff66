package scaling

import "math"

// Grades of [Stability].
const (
	// Stable: the interval of the median is as narrow as was asked for.
	Stable = "stable"
	// Fair: wider than that, but not noisy.
	Fair = "fair"
	// Noisy: times scatter by 10 % or more (where pyperf warns, too), or the
	// interval is more than five times as wide as was asked for.
	Noisy = "noisy"
	// Unknown: too few times to tell.
	Unknown = "unknown"
)

const (
	// DefaultPrecision is the relative half-width of an interval that is good
	// enough unless something else is asked for.
	DefaultPrecision = 0.02
	// DefaultShortest is the length in s below which runs are too short unless
	// something else is asked for: a scheduler's interruption of some
	// milliseconds should not be seen.
	DefaultShortest = 0.2
)

// Circumstances are what is known about a measurement beside its times. The zero
// value, or NaN, of a field means that it isn't known.
type Circumstances struct {
	// Workers and Cores are p and the number of the machine's logical cores.
	Workers, Cores int
	// Waits tells that the work waits rather than computes, so that more workers
	// than cores are no fault.
	Waits bool
	// Others is the share of the machine that other programs took, 0 to 1.
	Others float64
	// Governor is the name of the policy that sets the cores' clock, as Linux
	// calls it ("powersave", "performance", ...).
	Governor string
	// Battery tells that the machine runs on battery.
	Battery bool
	// Drift is the time of the last baseline over that of the first, less 1.
	Drift float64
	// Precision is the relative half-width of the median's interval that was
	// asked for; [DefaultPrecision] when unknown.
	Precision float64
	// Shortest is the length in s below which a run is too short;
	// [DefaultShortest] when unknown.
	Shortest float64
}

// Stability is how far the times of one point can be trusted.
type Stability struct {
	// Grade is Stable, Fair, Noisy or Unknown.
	Grade string
	// Spread is 1.4826 MAD/median: the relative standard deviation if noise were
	// normal, not moved by outliers. NaN without times.
	Spread float64
	// Outliers are indices into the times, ascending, of those that lie more than
	// 14.826 median absolute deviations away from the median, and more than 1.5 %
	// of it.
	Outliers []int
	// Findings say what was seen and what to do about it; what matters more
	// comes first.
	Findings []Finding
}

// Finding is one thing that was seen.
type Finding struct {
	// Kind is one of the Kind constants.
	Kind string
	// Text is a sentence on what was seen, with numbers, and one on what to do.
	Text string
}

// Examined are the times of one point, looked at as far as that needs nothing but
// them and the precision that was asked for: for who judges them again when the
// circumstances change.
type Examined struct{ measured }

// Examine looks at the times of one point, in s and in the order of the runs;
// ascending are the same times, sorted.
func Examine(times, ascending []float64, precision float64) Examined {
	m := newMeasured(times, ascending, precision)
	m.rise, m.rises = findTrend(m, rising(m.times, m.sorted))
	return Examined{m}
}

// Judge grades the times of one point and says what may have disturbed them. Each
// finding rests on evidence of its own; what isn't known is not guessed at. Values
// that are not positive and finite are left out, and said to be. The grade depends
// on spread and interval alone and so not on the order of the runs.
func (e Examined) Judge(c Circumstances) Stability {
	m := e.measured
	c.Precision = m.Precision
	if m.Circumstances = c; !positive(m.Shortest) {
		m.Shortest = DefaultShortest
	}
	s := Stability{Grade: m.grade(), Spread: m.spread, Outliers: m.outliers}
	for _, look := range []func(measured) (Finding, bool){
		missing, tooFew, shortRuns, neighbour, crowded, slowStart, trend, drift,
		clusters, outliers, governor, battery, moreRuns,
	} {
		if f, seen := look(m); seen {
			s.Findings = append(s.Findings, f)
		}
	}
	return s
}

// measured is what findings are made from.
type measured struct {
	Circumstances
	given    int       // values, usable or not
	times    []float64 // the usable ones, in order
	sorted   []float64 // the same, ascending
	median   float64
	spread   float64
	half     float64 // relative half-width of the median's interval, +Inf unknown
	outliers []int   // into what was given
	odd      []bool  // for each of times, whether it is an outlier; nil where none is
	rise     Finding // that they rise or fall
	rises    bool
}

func newMeasured(given, ascending []float64, precision float64) measured {
	sorted := sortedTimes(ascending)
	m := measured{given: len(given), sorted: sorted, outliers: outliersAmong(given, sorted)}
	if m.Precision = precision; !positive(precision) {
		m.Precision = DefaultPrecision
	}
	if len(sorted) == len(given) && len(m.outliers) == 0 { // as it nearly always is
		m.times = given
	} else {
		m.sortOut(given)
	}
	m.median = middle(sorted)
	m.spread = sigmaOfMAD * deviation(sorted, m.median) / m.median
	m.half = MedianInterval(sorted).Relative(m.median)
	return m
}

// sortOut fills in the usable ones of the times that were given, and which of them
// are outliers.
func (m *measured) sortOut(given []float64) {
	next := m.outliers
	for i, x := range given {
		odd := len(next) > 0 && next[0] == i
		if odd {
			next = next[1:]
		}
		if positive(x) {
			m.times, m.odd = append(m.times, x), append(m.odd, odd)
		}
	}
}

func (m measured) grade() string {
	const (
		scattered = 0.10 // spread
		wide      = 5    // times the precision
	)
	switch {
	case math.IsInf(m.half, 1):
		return Unknown
	case m.spread >= scattered || m.half > wide*m.Precision:
		return Noisy
	case m.half <= m.Precision:
		return Stable
	}
	return Fair
}
