package adviser

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/sweep"
)

// BenchmarkLongSession makes a session of 10,000 runs that take no time, and does
// for each what the window does beside drawing: it is planned, summed up and
// advised about. It tells how long that takes a run, after 1,000 and after 10,000
// of them.
func BenchmarkLongSession(b *testing.B) {
	for _, most := range []int{3, 16} {
		plan := simulated(1, usual...)
		plan.Workers = nil
		for p := range most {
			plan.Workers = append(plan.Workers, p+1)
		}
		resolved, err := plan.Resolve(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		const runs = 10_000
		resolved.Reps = runs / len(resolved.Points)
		b.Run(fmt.Sprintf("points=%d", len(resolved.Points)), func(b *testing.B) {
			for b.Loop() {
				took := longSession(b, resolved)
				early, late := median(took[900:1100]), median(took[len(took)-200:])
				b.ReportMetric(early, "ms/run@1000")
				b.ReportMetric(late, fmt.Sprintf("ms/run@%d", runs))
				b.ReportMetric(late/early, "growth")
			}
		})
	}
}

// longSession is what each run of a session took, ms.
func longSession(b *testing.B, plan sweep.Resolved) (took []float64) {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 99))
	clock := time.Unix(1000, 0)
	host := &runtest.Host{Answer: func(s run.Spec) run.Result {
		r := computing(s, math.Exp(0.02*random.NormFloat64())/float64(min(s.Workers, 4)))
		clock = clock.Add(time.Second)
		r.Started = clock
		return r
	}}
	view := figures.New("test", machineOf(4), plan.Plan, nil)
	growth := figures.NewGrowth(view)
	last := time.Now()
	watch := sweep.Watch{
		Started: func(sweep.Status) {},
		Finished: func(r run.Result) {
			growth.Add(r)
			Advise(growth.In(view))
			now := time.Now()
			took, last = append(took, 1e3*now.Sub(last).Seconds()), now
		},
	}
	if _, err := sweep.Run(b.Context(), host, plan, watch); err != nil {
		b.Fatal(err)
	}
	return took
}

func median(times []float64) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
