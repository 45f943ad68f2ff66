package catalogue

import (
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/servers"
	"weft/workloads/sizes"
)

var scrapeWorkload = workloads.Workload{
	Name:  "scrape",
	Kind:  workloads.IO,
	Short: "fetch and parse pages from a real web server",
	Teaches: "Pages are fetched from a web server that the run starts on this machine, and parsed for title, links and words. A fetch is nearly all waiting, so more workers than cores " +
		"pay off, until they have hidden the waiting and the parsing becomes the limit. An event loop does this on one thread; with block switched on, its tasks " +
		"hold the whole loop while they wait, and it becomes as slow as doing one page after the other. At most 256 connections are open at once. Scale multiplies the pages.",
	Serves: true,
	Params: []workloads.Param{
		{
			Name: "pages", Type: workloads.Int, Unit: "pages", Default: "64", Min: 1, Max: 100_000, Presets: []string{"64", "256", "1024"},
			Help: "How many pages are fetched, one task each.",
		},
		pageSizeParam("32"),
		{
			Name: "latency", Type: workloads.Int, Unit: "ms", Default: "20", Min: 0, Max: 5000, Presets: []string{"1", "20", "100"},
			Help: "How long the server waits before it answers.",
		},
		spreadParam("How far the latency of single pages may lie below or above that."),
		blockParam,
	},
	Prepare:  prepareScrape,
	Families: []workloads.InFamily{{Family: python, Scale: 1}},
}

// pageSizeParam is the size of the pages that are fetched.
func pageSizeParam(kib string) workloads.Param {
	return workloads.Param{
		Name: "size", Type: workloads.Int, Unit: "KiB", Default: kib, Min: 1, Max: servers.MaxPage >> 10, Presets: []string{"4", kib, "1024"},
		Help: "Size of one page.",
	}
}

// fetching is what a workload has whose tasks fetch pages: their number, and the
// client that they share.
func fetching(env workloads.Env, usual int, scale float64) (tasks int, client *servers.PageClient, err error) {
	if tasks, err = sizes.ScaleTasks(usual, scale); err != nil {
		return 0, nil, err
	}
	client, err = servers.NewPageClient(env)
	return tasks, client, err
}

func prepareScrape(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, client, err := fetching(env, v.Int("pages"), scale)
	if err != nil {
		return nil, err
	}
	size, latency, spread, block := v.Int("size")<<10, 1000*v.Int("latency"), v.Int("spread"), v.Bool("block")
	var fetched atomic.Int64
	return &workloads.Batch{
		Tasks: tasks,
		Waits: true,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			us := sizes.Scattered(latency, spread, uint64(i))
			page, err := client.Get(workloads.Awaiting(w, block), i, servers.PagePath(i, size, us))
			if err != nil {
				return 0, err
			}
			fetched.Add(1)
			return w.Compute(page)
		},
		Compute: func(w workloads.Waiter, page []byte) (uint64, error) {
			return parsePage(w, page).checksum(), nil
		},
		Report: func() []workloads.Metric { return fetchedMetrics(fetched.Load(), size) },
		Close:  client.Close,
	}, nil
}

func fetchedMetrics(pages int64, size int) []workloads.Metric {
	return []workloads.Metric{
		{Name: "pages fetched", Value: float64(pages), Unit: "pages"},
		{Name: "bytes fetched", Value: float64(pages) * float64(size), Unit: "bytes", Help: "Text of the pages, without headers."},
	}
}
