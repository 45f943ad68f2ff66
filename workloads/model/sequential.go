package model

import "weft/workloads/runtimes"

func sequential() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "sequential", Title: "sequential", Short: "one after another",
			Help: "One thread runs all tasks one after another. It is the baseline: speedup is measured against it.",

			Worker: runtimes.Thread, MaxWorkers: 1, Why: "one after another is what it means",
			InSentence: "running one after another", Number: runtimes.Singular, Kind: runtimes.OneAfterAnother, Complexity: runtimes.NoComplexity, Burden: "nothing to share",
			Cores: runtimes.OneCore, Waiting: runtimes.OneByOne, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Grey, Dash: runtimes.SolidLine, Marker: runtimes.Bar},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newPool(j, true, inOrder), nil },
	}
}

// inOrder runs every task without a queue or a schedule.
func inOrder(p *pool, l *jobLane) {
	for i := range p.job.Batch.Tasks {
		now := p.job.now()
		if err := l.take(l, i, now, now); err != nil {
			p.job.fail(err)
			return
		}
	}
}
