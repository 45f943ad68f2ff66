package scaling

import "math"

// Confidence is the level of every interval in this package: were the whole
// measurement repeated many times, this share of the intervals would hold the
// true figure.
const Confidence = 0.95

// tail is the share that an interval leaves out on either side.
const tail = (1 - Confidence) / 2

// Interval is a confidence interval at the level [Confidence], in the unit of
// the figure that it belongs to. Its ends are NaN where there is none.
type Interval struct{ Low, High float64 }

// NoInterval is the interval of a figure whose uncertainty isn't known.
func NoInterval() Interval { return Interval{math.NaN(), math.NaN()} }

// Known tells whether there is an interval: two finite ends in order.
func (i Interval) Known() bool { return Finite(i.Low) && Finite(i.High) && i.Low <= i.High }

// Relative is the half-width of the interval as a share of the figure that it
// belongs to; +Inf when the interval is unknown or the figure is 0 or not finite.
func (i Interval) Relative(centre float64) float64 {
	if !i.Known() || !Finite(centre) || centre == 0 {
		return math.Inf(1)
	}
	return (i.High - i.Low) / 2 / math.Abs(centre)
}

// Holds tells whether x lies within the interval, its ends included; false when
// the interval is unknown.
func (i Interval) Holds(x float64) bool { return i.Known() && i.Low <= x && x <= i.High }
