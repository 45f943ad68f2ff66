package sweep

import (
	"time"

	"weft/workloads/run"
)

// pace tells how long runs take, judged by those that are done.
type pace struct {
	alike     map[key]*mean
	base, all mean
}

func newPace() *pace { return &pace{alike: map[key]*mean{}} }

// add takes in how long a run took.
func (p *pace) add(r *run.Result) {
	t, told := length(r)
	if !told {
		return
	}
	k := keyOf(r.Spec)
	if p.alike[k] == nil {
		p.alike[k] = &mean{}
	}
	p.alike[k].add(t)
	p.all.add(t)
	if isBase(r.Spec) {
		p.base.add(t)
	}
}

// of is the mean of the same model, workers and work, else of the runs
// that others are compared with, else of all; 0 while no run has told its time.
func (p *pace) of(s run.Spec) time.Duration {
	if m := p.alike[keyOf(s)]; m != nil {
		return m.value()
	}
	if p.base.n > 0 {
		return p.base.value()
	}
	return p.all.value()
}

// length is how long a run took; a failed one only tells it by having run
// into its time-out.
func length(r *run.Result) (d time.Duration, told bool) {
	switch {
	case r.Failure == nil:
		return time.Duration(r.Lasted() * float64(time.Second)), true
	case r.Failure.Kind == run.KindTimeout:
		return r.Spec.Timeout, true
	}
	return 0, false
}

// mean is a running mean.
type mean struct {
	sum time.Duration
	n   int
}

func (m *mean) add(d time.Duration) { m.sum += d; m.n++ }

func (m *mean) value() time.Duration {
	if m.n == 0 {
		return 0
	}
	return m.sum / time.Duration(m.n)
}
