package scaling

import "fmt"

// fitFraction fits a law whose one parameter is a serial fraction, unless the
// points speak against it. name and title name it for programs and for people.
func (l law) fitFraction(t *table, n int, name, title, meaning string) (*Fit, error) {
	if err := t.comparable(title); err != nil {
		return nil, err
	}
	e := l.estimate(t, n)
	if err := e.rises(title, t); err != nil {
		return nil, err
	}
	f, warning, err := e.fraction(title)
	if err != nil {
		return nil, err
	}
	if err := e.describes(title); err != nil {
		return nil, err
	}
	f.Meaning = meaning
	fit := newFit(name, t, e, []Param{f})
	if warning != "" {
		fit.warn("%s", warning)
	}
	return fit, nil
}

// weighted finds f of y = from + f*slope by least squares on residuals relative
// to the line: closed form with weights 1/line^2, and the line follows from the
// f before.
func weighted(y []float64, line func(i int) (from, slope float64)) float64 {
	f := 0.0
	for round := range 4 {
		up, down := 0.0, 0.0
		for i := range y {
			from, slope := line(i)
			at := y[i]
			if v := from + f*slope; round > 0 && v > at/10 {
				at = v
			}
			up += slope * (y[i] - from) / (at * at)
			down += slope * slope / (at * at)
		}
		if down == 0 {
			return 0
		}
		f = up / down
	}
	return f
}

// nothing refuses a table without points.
func (t *table) nothing(name string) Refusal {
	if t.dropped > 0 {
		return Refusal(name + ": all values are zero, negative, or beyond what can be computed with (1e-60 to 1e60).")
	}
	return Refusal(name + ": nothing was measured.")
}

// comparable refuses series from which no fraction can follow.
func (t *table) comparable(name string) error {
	switch {
	case t.points == 0:
		return t.nothing(name)
	case t.base < 0:
		return Refusal(name + ": there is no baseline: neither sequential runs nor runs with one worker.")
	case t.above(1) < 2:
		return Refusal(fmt.Sprintf("%s: telling a curve takes 2 or more numbers of workers above 1; measured: %d.", name, t.above(1)))
	}
	return nil
}

// fraction returns the serial fraction, between 0 and 1, and a warning when it
// had to be brought there. A fraction that is surely outside is refused.
func (e *estimate) fraction(name string) (Param, string, error) {
	raw := e.interval(func(t theta) float64 { return t[0] })
	value, warning, last := e.theta[0], "", len(e.y)-1
	switch {
	case raw.High < 0, e.rms > closeBy && e.all(func(p, y float64) bool { return y > p }):
		return Param{}, "", Refusal(fmt.Sprintf("%s: the speedups lie above the number of workers (%.3gx with %g); no serial fraction explains that, but caches or a slow baseline may.", name, e.y[last], e.p[last]))
	case raw.Low > 1, e.rms > closeBy && e.all(func(_, y float64) bool { return y < 1 }):
		return Param{}, "", Refusal(fmt.Sprintf("%s: the speedups lie below 1 (%.3gx with %g workers); a serial fraction explains at most that nothing is gained.", name, e.y[last], e.p[last]))
	case value < 0:
		warning = "The speedups lie a little above the number of workers; the serial fraction is taken as 0."
	case value > 1:
		warning = "The speedups lie a little below 1; the serial fraction is taken as 1."
	}
	clip := func(x float64) float64 { return min(max(x, 0), 1) }
	return Param{Name: "f", Value: clip(value), Interval: Interval{Low: clip(raw.Low), High: clip(raw.High)}}, warning, nil
}

// all tells whether something holds for all points above one worker.
func (e *estimate) all(holds func(p, y float64) bool) bool {
	for i, p := range e.p {
		if p > 1 && !holds(p, e.y[i]) {
			return false
		}
	}
	return true
}
