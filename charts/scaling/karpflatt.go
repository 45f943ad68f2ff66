package scaling

import (
	"fmt"
	"math"

	"weft/internal/units"
)

// SerialFraction returns e = (1/S - 1/p)/(1 - 1/p), the serial fraction that a
// speedup S on p workers amounts to (Karp and Flatt 1990, Measuring parallel
// processor performance). It is negative for a speedup above p, and NaN for
// p < 2 or a speedup that is not positive.
func SerialFraction(speedup float64, p int) float64 {
	if p < 2 || !positive(speedup) {
		return math.NaN()
	}
	n := float64(p)
	return (1/speedup - 1/n) / (1 - 1/n)
}

// SerialPoint is the serial fraction with one number of workers.
type SerialPoint struct {
	Workers  int
	E        float64  // never clipped: below 0 where the speedup is above p
	Interval Interval // 95 %, from that of the speedup
}

// The ways in which the serial fraction can change with the workers.
const (
	TrendFlat    = "flat"    // a serial fraction: work that can't be divided
	TrendRising  = "rising"  // overhead that grows with the workers
	TrendFalling = "falling" // what holds one worker up holds many up less
	TrendUnknown = "unknown" // too few points, or too much noise
)

// Serial is the serial fraction over numbers of workers, and how to read it.
type Serial struct {
	Points        []SerialPoint // workers ascending, above 1
	Slope         float64       // of e, for twice the workers; NaN below three points
	SlopeInterval Interval      // 95 %
	Trend         string
	Text          string // the reading, one sentence
}

// KarpFlatt returns the serial fraction for every number of workers above 1,
// and its trend: the slope of e over log2 p, by least squares on speedups, and
// resampled as for a law. Without a baseline there are no points.
func KarpFlatt(s Series) Serial { return karpFlatt(s, resamples) }

func karpFlatt(s Series, n int) Serial {
	t := newTable(s)
	serial := Serial{Slope: math.NaN(), SlopeInterval: NoInterval(), Trend: TrendUnknown}
	if t.base < 0 || t.above(1) == 0 {
		serial.Text = "The serial fraction needs a baseline and a number of workers above 1."
		return serial
	}
	for _, g := range t.groups[:t.points] {
		if g.p > 1 {
			serial.Points = append(serial.Points, t.serialPoint(g))
		}
	}
	if t.above(1) >= 3 {
		e := karpFlattLine.estimate(t.aboveOne(), n)
		serial.Slope = e.theta[1]
		serial.SlopeInterval = e.interval(func(t theta) float64 { return t[1] })
	}
	serial.read()
	return serial
}

// serialPoint turns the interval of a speedup around: the larger the speedup,
// the smaller the serial fraction.
func (t *table) serialPoint(g group) SerialPoint {
	p, base := int(g.p), t.groups[t.base]
	point := SerialPoint{Workers: p, E: SerialFraction(t.speed(g), p), Interval: NoInterval()}
	ratio := RatioInterval(base.values, g.values)
	if t.rate {
		ratio = RatioInterval(g.values, base.values)
	}
	if t.weak && !t.rate {
		ratio.Low *= g.p
		ratio.High *= g.p
	}
	if ratio.Known() && ratio.Low > 0 {
		point.Interval = Interval{Low: SerialFraction(ratio.High, p), High: SerialFraction(ratio.Low, p)}
	}
	return point
}

// aboveOne returns the table without the point of one worker, which has no
// serial fraction; as the baseline it stays.
func (t *table) aboveOne() *table {
	if t.base == 0 || t.groups[0].p > 1 {
		return t
	}
	u := *t
	u.groups, u.points, u.base = t.groups[1:], t.points-1, t.base-1
	return &u
}

// karpFlattLine is Amdahl's law with a serial fraction that changes with the
// workers: e = theta0 + theta1*log2(p). 1/S = 1/p + e(1-1/p) is linear in both.
var karpFlattLine = law{
	params:      2,
	relative:    true,
	descriptive: true,
	at: func(t theta, p float64) float64 {
		const least = 1e-3 // keeps 1/S positive where the line runs below zero
		return 1 / max(1/p+(t[0]+t[1]*math.Log2(p))*(1-1/p), least/p)
	},
	solve: func(p, y []float64, _ theta) theta {
		var t theta
		for round := range 4 {
			var n normal
			for i := range p {
				w, share := y[i], 1-1/p[i]
				if at := 1/p[i] + (t[0]+t[1]*math.Log2(p[i]))*share; round > 0 && at*y[i] > 0.1 {
					w = 1 / at
				}
				n.add([3]float64{w * share, w * share * math.Log2(p[i]), 0}, w*(1/y[i]-1/p[i]))
			}
			x, ok := n.solve([3]bool{2: true}, 0)
			if !ok {
				return t
			}
			t = theta{x[0], x[1]}
		}
		return t
	},
}

// How much of a change counts: a tenth of the fraction over all workers is a
// trend; and flat is only what surely changes by less than half of it, or by
// less than one percent of the work.
const (
	leastTrend = 0.1
	mostFlat   = 0.5
	flatAnyway = 0.01
)

// read settles the trend and puts it into words.
func (s *Serial) read() {
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	mean := 0.0
	for _, p := range s.Points {
		mean += p.E / float64(len(s.Points))
	}
	span := math.Log2(float64(last.Workers) / float64(first.Workers))
	change, low, high := s.Slope*span, s.SlopeInterval.Low*span, s.SlopeInterval.High*span
	small := max(mostFlat*math.Abs(mean), flatAnyway)
	ends := fmt.Sprintf("%s with %d workers to %s with %d", units.FinePercent(first.E), first.Workers, units.FinePercent(last.E), last.Workers)
	switch {
	case len(s.Points) < 3:
		s.Text = fmt.Sprintf("A trend of the serial fraction needs three numbers of workers above 1; there are %d.", len(s.Points))
	case low > 0 && change > leastTrend*math.Abs(mean) && last.E > first.E:
		s.Trend = TrendRising
		s.Text = "The serial fraction rises from " + ends + ": overhead grows with the workers."
	case high < 0 && -change > leastTrend*math.Abs(mean) && last.E < first.E:
		s.Trend = TrendFalling
		s.Text = "The serial fraction falls from " + ends + ": a fixed cost weighs less with more workers, or caches help."
	case low > -small && high < small:
		s.Trend = TrendFlat
		s.Text = "The serial fraction stays at about " + units.FinePercent(mean) + ": part of the work can't be divided."
	default:
		s.Text = "The serial fraction's trend is lost in the noise: from " + ends + "."
	}
	if s.Trend == TrendFlat && math.Abs(mean) < flatAnyway/2 {
		s.Text = "The serial fraction stays close to 0: nearly all of the work is divided."
	}
	if mean < 0 {
		s.Text += " It is below 0, as workers were more than p times as fast: caches, or a slow baseline."
	}
}
