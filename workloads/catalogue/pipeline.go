package catalogue

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/servers"
)

var pipelineWorkload = workloads.Workload{
	Name:  "pipeline",
	Kind:  workloads.Mixed,
	Short: "fetch, parse, hash, write: waiting and computing",
	Teaches: "Every item is fetched from a web server, parsed, hashed many times and written to a file: half waiting, half computing, or whatever share you choose. " +
		"Little computing, and an event loop or many threads win; much, and the cores decide; in between, a loop that computes keeps everybody waiting, " +
		"and the hybrid model, which waits in a loop and computes in processes, shows what it is for. Move the share and watch the winner change. Scale multiplies the items.",
	Serves: true,
	Params: []workloads.Param{
		{
			Name: "items", Type: workloads.Int, Unit: "items", Default: "64", Min: 1, Max: 100_000, Presets: []string{"64", "256"},
			Help: "How many items go through the pipeline, one task each.",
		},
		{
			Name: "ms", Type: workloads.Int, Unit: "ms", Default: "20", Min: 1, Max: 5000, Presets: []string{"5", "20", "100"},
			Help: "Time of one item, waiting and computing together, on an ordinary laptop.",
		},
		{
			Name: "computing", Type: workloads.Int, Unit: "%", Default: "50", Min: 0, Max: 100, Presets: []string{"5", "50", "95"},
			Help: "Share of that time that is computing; the rest is the server's latency.",
		},
		pageSizeParam("16"),
		blockParam,
	},
	Prepare:  preparePipeline,
	Families: []workloads.InFamily{{Family: python, Scale: 1}},
}

// hashBytesPerUs is the speed of SHA-256 on an ordinary laptop, by which times
// become rounds: the work is then the same on every machine.
const hashBytesPerUs = 1700

func preparePipeline(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, client, err := fetching(env, v.Int("items"), scale)
	if err != nil {
		return nil, err
	}
	size, block := v.Int("size")<<10, v.Bool("block")
	computing := v.Int("ms") * 10 * v.Int("computing") // in us
	latency := v.Int("ms")*1000 - computing
	rounds := max(1, int(float64(computing)*hashBytesPerUs/float64(size)))
	var open workloads.Gates
	var written atomic.Int64
	return &workloads.Batch{
		Tasks: tasks,
		Waits: true,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			page, err := client.Get(workloads.Awaiting(w, block), i, servers.PagePath(i, size, latency))
			if err != nil {
				return 0, err
			}
			sum, err := w.Compute(page)
			if err != nil {
				return 0, err
			}
			written.Add(1)
			return sum, save(workloads.Awaiting(w, block), &open, i, env.TempDir, sum)
		},
		Compute: func(w workloads.Waiter, page []byte) (uint64, error) {
			return parsePage(w, page).checksum() ^ hashChain(w, page, rounds), nil
		},
		Report: func() []workloads.Metric { return fetchedMetrics(written.Load(), size) },
		Close:  client.Close,
	}, nil
}

// save writes an item's result to a file of its own, at most as many at once
// as there are gates.
func save(w workloads.Waiter, open *workloads.Gates, i int, dir string, sum uint64) error {
	open.Enter(w, i)
	defer open.Leave(w, i)
	record := fmt.Appendf(nil, "item %d\nresult %016x\n", i, sum)
	return w.Do(func() error {
		return os.WriteFile(filepath.Join(dir, "item-"+strconv.Itoa(i)+".txt"), record, 0o600)
	})
}
