package model

import (
	"fmt"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/model/worker"
	"weft/workloads/servers"
	"weft/workloads/workloadtest"
)

// TestEveryModelReproducesTheChecksum runs every workload under every model,
// each with a number of lanes that doesn't divide the tasks evenly.
func TestEveryModelReproducesTheChecksum(t *testing.T) {
	pages := ""
	for _, w := range workloads.All() {
		if w.Elsewhere != "" {
			continue
		}
		if w.Serves && pages == "" {
			pages = workloadtest.Serve(t, servers.StartPages)
		}
		t.Run(w.Name, func(t *testing.T) {
			r := worker.Recipe{Workload: w.Name, Values: small[w.Name], Scale: 0.01, Pages: pages, TempDir: t.TempDir()}
			want, _, err := runNamed(t, "sequential", 1, r, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range all()[1:] {
				t.Run(m.Name, func(t *testing.T) {
					got, _, err := runNamed(t, m.Name, 3, r, nil)
					if err != nil {
						t.Fatal(err)
					}
					if got.Checksum() != want.Checksum() {
						t.Errorf("checksum %016x, sequential has %016x", got.Checksum(), want.Checksum())
					}
					if string(got.Batch.Result) != string(want.Batch.Result) {
						t.Error("the result's bytes differ from those of the sequential run")
					}
				})
			}
		})
	}
}

// small are parameters for workloads whose defaults are large even at the least scale.
var small = map[string]workloads.Values{}

// TestLoopReadsSockets has pages arrive late, so that reads must really wait.
func TestLoopReadsSockets(t *testing.T) {
	r := worker.Recipe{
		Workload: "scrape", Scale: 1, Pages: workloadtest.Serve(t, servers.StartPages),
		Values: workloads.Values{"pages": "40", "latency": "15", "spread": "100"},
	}
	for _, name := range []string{"event-loop", "gil-threads", "hybrid"} {
		t.Run(name, func(t *testing.T) {
			j, _, err := runNamed(t, name, 20, r, nil)
			if err != nil {
				t.Fatal(err)
			}
			most := 0
			for _, a := range j.Records {
				if a.Wait == 0 {
					t.Fatal(fmt.Errorf("a page that came late has no waiting time: %+v", a))
				}
				together := 0
				for _, b := range j.Records {
					if b.Start <= a.Start && a.Start < b.End {
						together++
					}
				}
				most = max(most, together)
			}
			if most < 10 {
				t.Errorf("at most %d of 20 lanes waited at the same time", most)
			}
		})
	}
}

// TestBlockingWithoutAwaitingStallsTheLoop shows what the parameter block does.
func TestBlockingWithoutAwaitingStallsTheLoop(t *testing.T) {
	r := worker.Recipe{Workload: "sleep", Values: workloads.Values{"tasks": "5", "ms": "2", "block": "true"}}
	j, crew, err := runNamed(t, "event-loop", 5, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range j.Records {
		for k, b := range j.Records {
			if i != k && a.Start+a.GIL < b.End && b.Start+b.GIL < a.End {
				t.Fatalf("tasks %d and %d overlapped, though both block the loop", i, k)
			}
		}
	}
	// The last one was ready when the first one began, and had to wait for four.
	if lag := crew.(*loopCrew).Lag(); lag.N != 5 || lag.Max < int64(8*time.Millisecond) || lag.Min > lag.Median || lag.Median > lag.Max {
		t.Errorf("four tasks of 2 ms each stalled the loop, its lag is %+v", lag)
	}
}
