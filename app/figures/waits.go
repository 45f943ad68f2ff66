package figures

import (
	"weft/charts"
)

// Waits shows for each model what its lanes waited for besides their work: a
// lock, the GIL, their turn in the loop, the queue. It is for the number of
// workers that the parts of the overhead are shown for.
func Waits(v View) charts.Waits {
	f := charts.Waits{Workers: v.partsWorkers()}
	for _, p := range v.Points {
		if p.N == 0 || p.Workers != f.Workers || v.isBase(p) {
			continue
		}
		for _, s := range p.TaskTimes {
			f.Rows = append(f.Rows, charts.WaitRow{
				Model: v.model(p), Kind: s.Kind, N: s.N, Min: s.Min, Median: s.Median, Max: s.Max,
			})
		}
	}
	return f
}
