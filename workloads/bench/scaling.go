package main

import (
	"context"
	"fmt"
	"sync"

	"weft/workloads/run"
	"weft/workloads/run/host"
)

// scaling compares a thread pool with 2 workers with two independent
// sequential engines that run side by side: what the machine gives at best.
func scaling(rounds int) error {
	for _, workload := range []string{"primes", "fib"} {
		err := compare(workload+", 2 workers: tasks a second, the more the better", "1/s", rounds, []contender{
			{"weft thread-pool", func() (float64, error) { return throughput(workload, "thread-pool", lanes, 1) }},
			{"two sequential engines", func() (float64, error) { return throughput(workload, "sequential", 1, 2) }},
		}, []target{{"weft thread-pool", "two sequential engines", 0, 0.97}})
		if err != nil {
			return err
		}
	}
	return nil
}

// throughput runs a number of engines at the same time, and returns the tasks a
// second of their run phases added up.
func throughput(workload, name string, workers, engines int) (float64, error) {
	results := make([]run.Result, engines)
	var all sync.WaitGroup
	for k := range results {
		all.Go(func() {
			h := &host.Host{}
			results[k] = h.Run(context.Background(), run.Spec{
				Workload: workload, Scale: 1, Runtime: "go", Model: name, Workers: workers, Quiet: true,
			}, run.Watch{})
		})
	}
	all.Wait()
	var total float64
	for _, r := range results {
		if r.Failure != nil {
			return 0, fmt.Errorf("%s %s: %w", workload, name, r.Failure)
		}
		total += float64(r.Tasks) / r.Phases.Run
	}
	return total, nil
}
