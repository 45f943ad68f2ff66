package main

import (
	"context"
	"math"
	"os"
	"os/exec"
	"time"

	"weft/charts"
	"weft/charts/draw"
	"weft/internal/cputime"
	"weft/workloads/child"
	"weft/workloads/sample"
)

// The role of a process that only waits to be watched.
const roleIdle = "bench-idle"

func init() {
	child.Register(roleIdle, func() int {
		buffer := make([]byte, 1)
		for {
			if _, err := os.Stdin.Read(buffer); err != nil {
				return 0
			}
		}
	})
}

// watching measures what watching costs: a tick of the sampler in CPU time, and
// the drawing of a session of a million samples.
func watching(rounds int) error {
	pids, stop, err := idlers(4)
	if err != nil {
		return err
	}
	defer stop()
	err = compare("Sampler, engine with 4 processes: CPU time of a tick", "ms", rounds, []contender{
		{"tick", func() (float64, error) { return tick(pids) }},
	}, []target{{"tick", "", 0.2, 0}})
	if err != nil {
		return err
	}
	cores, memory := million()
	return compare("Chart of 1,000,000 samples at 800x500", "ms", rounds, []contender{
		{"cores", func() (float64, error) { return render(cores) }},
		{"memory", func() (float64, error) { return render(memory) }},
	}, []target{{"cores", "", 20, 0}, {"memory", "", 20, 0}})
}

// tick is the CPU time of a tick at the usual ten a second, in ms.
func tick(pids []int) (float64, error) {
	s := sample.New(time.Now())
	defer s.Close()
	s.SetPIDs(pids[0], pids[1:], nil)
	s.Tick(context.Background()) // finds the processes
	const ticks = 20
	var used time.Duration
	for range ticks {
		time.Sleep(100 * time.Millisecond)
		before := cputime.Process()
		s.Tick(context.Background())
		used += cputime.Process() - before
	}
	return used.Seconds() * 1000 / ticks, nil
}

func idlers(n int) (pids []int, stop func(), err error) {
	var running []*exec.Cmd
	stop = func() {
		for _, cmd := range running {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	for range n {
		cmd, err := child.Command(roleIdle)
		if err != nil {
			return nil, stop, err
		}
		if _, err := cmd.StdinPipe(); err != nil {
			return nil, stop, err
		}
		if err := cmd.Start(); err != nil {
			return nil, stop, err
		}
		running = append(running, cmd)
		pids = append(pids, cmd.Process.Pid)
	}
	return pids, stop, nil
}

// million is a session of a million samples of two cores, all different.
func million() (charts.Cores, charts.Memory) {
	const n = 1_000_000
	times, bytes := make([]float64, n), make([]float64, n)
	percent := make([][]float64, n)
	for i := range n {
		x := float64(i) / 10
		times[i] = x
		bytes[i] = 5e7 + 1e7*math.Sin(x/1000)
		percent[i] = []float64{50 + 50*math.Sin(x/70), 50 + 50*math.Cos(x/90)}
	}
	return charts.Cores{Times: times, Percent: percent}, charts.Memory{Times: times, Bytes: bytes}
}

func render(f charts.Figure) (float64, error) {
	began := time.Now()
	charts.Render(f, 800, 500, 1, draw.Dark())
	return time.Since(began).Seconds() * 1000, nil
}
