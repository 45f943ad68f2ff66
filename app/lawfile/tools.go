package lawfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ofTool reads the formats that benchmark tools write themselves, and tells
// whether the text is one of them.
func ofTool(text string) (grid, bool, error) {
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
		g, err := ofJSON([]byte(trimmed))
		return g, true, err
	}
	if goBench.MatchString(text) {
		g, err := ofGo(text)
		return g, true, err
	}
	return grid{}, false, nil
}

// goBench is a result of go test -bench: name, GOMAXPROCS, runs, ns.
var goBench = regexp.MustCompile(`(?m)^Benchmark(\S*?)(?:-(\d+))?\s+\d+\s+([\d.]+(?:[eE][+-]?\d+)?) ns/op`)

// ofGo reads what go test -bench prints. Without -N the benchmark ran with one
// processor; what is named threads=4 or so was run with that many.
func ofGo(text string) (grid, error) {
	g := grid{head: []string{"benchmark", "workers", "time [ns]"}, notes: []string{"go test -bench output: numbers of workers are GOMAXPROCS, or what the name of a benchmark says"}}
	for i, line := range strings.Split(text, "\n") {
		parts := goBench.FindStringSubmatch(line)
		if parts == nil {
			continue
		}
		name, workers := parts[1], parts[2]
		if workers == "" {
			workers = "1"
		}
		if n, rest := workersIn(name); n != "" {
			name, workers = rest, n
		}
		g.rows = append(g.rows, row{i + 1, []string{name, workers, parts[3]}})
	}
	return g, nil
}

// inName is a number of workers in the name of a benchmark: threads=4, workers:8, 4_procs.
var inName = regexp.MustCompile(`(?i)[/:_, -]*([a-z_]+)[=:](\d+)`)

// workersIn returns the number of workers that a name holds, and the rest of it.
func workersIn(name string) (number, rest string) {
	for _, at := range inName.FindAllStringSubmatchIndex(name, -1) {
		if k := understood(name[at[2]:at[3]]).kind; k == workers || k == weakWorkers {
			return name[at[4]:at[5]], name[:at[0]] + name[at[1]:]
		}
	}
	return "", name
}

// benchmark is one result of any of the tools: each fills in what it knows.
type benchmark struct {
	Name      string                       `json:"name"`
	Benchmark string                       `json:"benchmark"` // JMH
	Command   string                       `json:"command"`   // hyperfine
	Mean      *float64                     `json:"mean"`
	Median    *float64                     `json:"median"`
	Times     []float64                    `json:"times"`
	Params    map[string]any               `json:"params"`     // pytest-benchmark, JMH
	Given     map[string]any               `json:"parameters"` // hyperfine
	Metadata  map[string]any               `json:"metadata"`   // pyperf
	Runs      []struct{ Values []float64 } `json:"runs"`
	Stats     struct {
		Median *float64  `json:"median"`
		Mean   *float64  `json:"mean"`
		Data   []float64 `json:"data"`
	} `json:"stats"` // pytest-benchmark
	RealTime *float64 `json:"real_time"` // Google Benchmark
	Unit     string   `json:"time_unit"`
	Threads  *float64 `json:"threads"` // Google Benchmark, JMH
	RunType  string   `json:"run_type"`
	Primary  *struct {
		Score float64 `json:"score"`
		Unit  string  `json:"scoreUnit"`
	} `json:"primaryMetric"` // JMH
}

// ofJSON reads the JSON of hyperfine, pyperf, pytest-benchmark, Google
// Benchmark and JMH.
func ofJSON(raw []byte) (grid, error) {
	var file struct {
		Results    []benchmark    `json:"results"`
		Benchmarks []benchmark    `json:"benchmarks"`
		Metadata   map[string]any `json:"metadata"`
	}
	var all []benchmark
	var err error
	if raw[0] == '[' {
		err = json.Unmarshal(raw, &all)
	} else {
		err = json.Unmarshal(raw, &file)
		all = slices.Concat(file.Results, file.Benchmarks)
	}
	if err != nil {
		return grid{}, fmt.Errorf("this looks like JSON, and is none that a benchmark tool writes: %w", err)
	}
	g := grid{head: []string{"benchmark", "workers", "time"}, notes: []string{"JSON of a benchmark tool"}}
	rate := false
	for _, b := range all {
		if b.RunType == "aggregate" {
			continue
		}
		values, unit := b.values()
		if b.Primary != nil && strings.Contains(b.Primary.Unit, "ops/") {
			rate, unit = true, ""
		}
		name, workers := b.workers(file.Metadata)
		if workers == "" || len(values) == 0 {
			continue
		}
		for _, v := range values {
			g.rows = append(g.rows, row{1, []string{name, workers, strconv.FormatFloat(v, 'g', -1, 64) + unit}})
		}
	}
	if rate {
		g.head[2] = "throughput"
	}
	if len(g.rows) == 0 {
		return g, errors.New("this is JSON without benchmarks that say how many workers ran: of hyperfine (--parameter-list threads), pyperf, pytest-benchmark, Google Benchmark and JMH the numbers of threads are found")
	}
	return g, nil
}

// values returns the times of a result with their unit, or its rate.
func (b benchmark) values() (values []float64, unit string) {
	switch {
	case b.Primary != nil:
		unit, _, _ = strings.Cut(b.Primary.Unit, "/")
		return []float64{b.Primary.Score}, " " + unit
	case b.RealTime != nil:
		if b.Unit == "" {
			b.Unit = "ns"
		}
		return []float64{*b.RealTime}, " " + b.Unit
	case len(b.Times) > 0:
		return b.Times, " s"
	case len(b.Stats.Data) > 0:
		return b.Stats.Data, " s"
	}
	for _, r := range b.Runs {
		values = append(values, r.Values...)
	}
	for _, v := range []*float64{b.Median, b.Mean, b.Stats.Median, b.Stats.Mean} {
		if v != nil && len(values) == 0 {
			values = []float64{*v}
		}
	}
	return values, " s"
}

// workers returns with how many workers a result ran, as its parameters, its
// own count of threads or its name tell, and what the rest of the name is.
func (b benchmark) workers(shared map[string]any) (name, number string) {
	name = b.Name + b.Benchmark
	for _, given := range []map[string]any{b.Params, b.Given, b.Metadata, shared} {
		for _, key := range keys(given) {
			if k := understood(key).kind; k == workers || k == weakWorkers && number == "" {
				number = fmt.Sprint(given[key])
			}
			if key == "name" && name == "" {
				name = fmt.Sprint(given[key])
			}
		}
		if number != "" {
			break
		}
	}
	if n, rest := workersIn(name); n != "" {
		return rest, n
	}
	if number == "" && b.Threads != nil {
		number = strconv.FormatFloat(*b.Threads, 'g', -1, 64)
	}
	if b.Params != nil && b.Stats.Data != nil { // pytest-benchmark: name[4]
		name, _, _ = strings.Cut(name, "[")
	}
	return name, number
}

func keys(m map[string]any) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
