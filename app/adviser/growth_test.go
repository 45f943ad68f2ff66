package adviser

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// longSession is a session that goes on, with all that Weft does for a run beside
// measuring it and drawing.
type longSession struct {
	points []run.Spec
	random *rand.Rand
	runs   int
	view   figures.View
	growth *figures.Growth   // the window's
	sums   *sweep.Summariser // the sweep's own, which says what to run next
}

// newLongSession has made so many runs already.
func newLongSession(b *testing.B, plan sweep.Resolved, runs int) *longSession {
	b.Helper()
	s := &longSession{
		points: plan.Points, random: rand.New(rand.NewPCG(1, 99)),
		view: figures.New("test", machineOf(4), plan.Plan, nil), sums: sweep.NewSummariser(plan.Terms()),
	}
	s.growth = figures.NewGrowth(s.view)
	var made []run.Result
	for range runs {
		made = append(made, s.next())
	}
	s.growth.Add(made...)
	s.sums.Add(made...)
	return s
}

// next is the next run of a round, a second after the one before it.
func (s *longSession) next() run.Result {
	spec := s.points[s.runs%len(s.points)]
	s.runs++
	r := computing(spec, math.Exp(0.02*s.random.NormFloat64())/float64(min(spec.Workers, 4)))
	r.Spec, r.Started = spec, time.Unix(int64(1000+s.runs), 0)
	return r
}

// round makes each point's next run, and tells how long a run took, ms.
func (s *longSession) round() float64 {
	var took time.Duration
	for range s.points {
		r := s.next()
		began := time.Now()
		s.sums.Add(r)
		s.sums.Summary()
		s.growth.Add(r)
		Advise(s.growth.In(s.view))
		took += time.Since(began)
	}
	return 1e3 * took.Seconds() / float64(len(s.points))
}

// BenchmarkLongSession compares what a run costs Weft after 1,000 and after 10,000
// runs of the same session. The two take turns, so that a busy machine holds both
// up alike.
func BenchmarkLongSession(b *testing.B) {
	plan := simulated(1, usual...)
	plan.Workers = []int{1, 2, 4}
	resolved, err := plan.Resolve(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	early, late := newLongSession(b, resolved, 1000), newLongSession(b, resolved, 10_000)
	early.round()
	late.round()
	var short, long, growth []float64
	for b.Loop() {
		a, z := early.round(), late.round()
		short, long, growth = append(short, a), append(long, z), append(growth, z/a)
	}
	for name, values := range map[string][]float64{"ms/run@1000": short, "ms/run@10000": long, "growth": growth} {
		slices.Sort(values)
		b.ReportMetric(values[len(values)/2], name)
	}
}
