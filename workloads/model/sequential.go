package model

import "weft/workloads/runtimes"

func sequential() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "sequential", Title: "sequential", Short: "one after another",
			Help: "One thread runs all tasks one after another. It is the baseline: speedup is measured against it.",

			Worker: runtimes.Thread, MaxWorkers: 1, Why: "one after another is what it means",
		},
		Start: func(j *Job) (Crew, error) { return newPool(j, true, inOrder), nil },
	}
}

// inOrder runs every task without a queue or a schedule.
func inOrder(p *pool, l *lane) {
	for i := range p.job.Batch.Tasks {
		now := p.job.now()
		if err := l.take(l, i, now, now); err != nil {
			p.job.fail(err)
			return
		}
	}
}
