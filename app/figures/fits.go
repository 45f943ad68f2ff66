package figures

import (
	"slices"
	"sync"

	"weft/charts/scaling"
)

// fits remembers the laws of models whose times have not changed, for views of
// the same session: fitting draws a thousand resamples.
type fits struct {
	mu    sync.Mutex
	known map[string]fitted // by the model's name
}

type fitted struct {
	from   fitInput
	result ModelLaws
}

// fitInput is what laws are fitted to.
type fitInput struct {
	series scaling.Series
	cores  int  // 0 where they don't matter
	waits  bool // the work waits
}

func newFits() *fits { return &fits{known: map[string]fitted{}} }

// of are the laws of a model of a view.
func (f *fits) of(v View, runtime, model string) ModelLaws {
	in := fitInput{v.series(runtime, model), v.Machine.Logical, v.waits(runtime)}
	if f == nil {
		return in.fit(runtime, model)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	name := runtime + "/" + model
	if known, ok := f.known[name]; ok && known.from.same(in) {
		return known.result
	}
	laws := in.fit(runtime, model)
	f.known[name] = fitted{in, laws}
	return laws
}

// same tells whether the laws of both are the same: times are never changed in
// place, so that it need not look at each.
func (in fitInput) same(other fitInput) bool {
	return in.cores == other.cores && in.waits == other.waits && in.series.Weak == other.series.Weak &&
		sameTimes(in.series.Baseline, other.series.Baseline) &&
		slices.EqualFunc(in.series.Points, other.series.Points, func(a, b scaling.Repeated) bool {
			return a.Workers == b.Workers && sameTimes(a.Values, b.Values)
		})
}

// sameTimes tells whether two slices are one.
func sameTimes(a, b []float64) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
