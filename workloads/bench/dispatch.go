package main

import (
	"context"
	"sync"
	"time"

	"github.com/alitto/pond/v2"
	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"

	"weft/workloads"
	"weft/workloads/model/worker"
)

const (
	dispatchTasks = 200_000
	lanes         = 2
)

func nothing() {}

// dispatch compares the time a task of pools that run nothing.
func dispatch(rounds int) error {
	contenders := []contender{
		{"weft goroutine-pool", func() (float64, error) { return ours("goroutine-pool") }},
		{"weft thread-pool", func() (float64, error) { return ours("thread-pool") }},
		{"conc pool", peer(withConc)},
		{"errgroup", peer(withErrgroup)},
		{"ants", peer(withAnts)},
		{"pond", peer(withPond)},
	}
	targets := []target{
		{"weft goroutine-pool", "conc pool", 0.5, 0},
		{"weft thread-pool", "conc pool", 1.0, 0},
	}
	if python, ok := findPython(); ok {
		contenders = append(contenders, python.contender("python ThreadPoolExecutor", "thread-pool", 20_000))
		targets = append(targets, target{"weft thread-pool", "python ThreadPoolExecutor", 0.05, 0})
	}
	return compare("Dispatch of an empty task, 2 workers, task records on", "ns/task", rounds, contenders, targets)
}

func ours(name string) (float64, error) {
	b := &workloads.Batch{
		Tasks: dispatchTasks,
		Run:   func(workloads.Waiter, int, []byte, []byte) (uint64, error) { return 0, nil },
	}
	took, err := timed(name, lanes, worker.Recipe{}, b, nil)
	return perTask(took, dispatchTasks), err
}

func peer(run func() error) func() (float64, error) {
	return func() (float64, error) {
		began := time.Now()
		err := run()
		return perTask(time.Since(began), dispatchTasks), err
	}
}

func withConc() error {
	p := pool.New().WithMaxGoroutines(lanes)
	for range dispatchTasks {
		p.Go(nothing)
	}
	p.Wait()
	return nil
}

func withErrgroup() error {
	g, _ := errgroup.WithContext(context.Background())
	g.SetLimit(lanes)
	for range dispatchTasks {
		g.Go(func() error { return nil })
	}
	return g.Wait()
}

func withAnts() error {
	p, err := ants.NewPool(lanes)
	if err != nil {
		return err
	}
	defer p.Release()
	var all sync.WaitGroup
	all.Add(dispatchTasks)
	for range dispatchTasks {
		if err := p.Submit(all.Done); err != nil {
			return err
		}
	}
	all.Wait()
	return nil
}

func withPond() error {
	p := pond.NewPool(lanes)
	for range dispatchTasks {
		p.Submit(nothing)
	}
	p.StopAndWait()
	return nil
}
