package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// has holds that an object has these keys, with nothing null among them.
func has(t *testing.T, what string, object any, keys string) map[string]any {
	t.Helper()
	m, ok := object.(map[string]any)
	if !ok {
		t.Fatalf("%s is %T", what, object)
	}
	for key := range strings.FieldsSeq(keys) {
		if m[key] == nil {
			t.Errorf("%s has no %s; it has %v", what, key, slices.Sorted(maps.Keys(m)))
		}
	}
	return m
}

// each holds that a list is not empty, and that its objects have these keys.
func each(t *testing.T, what string, list any, keys string) {
	t.Helper()
	items, ok := list.([]any)
	if !ok || len(items) == 0 {
		t.Fatalf("%s is %v", what, list)
	}
	for _, item := range items {
		has(t, what, item, keys)
	}
}

func TestListContract(t *testing.T) {
	all := has(t, "list", weft(t, "list", "--json").want(t, 0).object(t), "workloads models")
	each(t, "workloads", all["workloads"], "name kind params")
	each(t, "models", all["models"], "runtime name available reason")
	for _, w := range all["workloads"].([]any) {
		w := w.(map[string]any)
		each(t, w["name"].(string), w["params"], "name unit default help")
		for _, p := range w["params"].([]any) {
			p := p.(map[string]any)
			if _, ok := p["min"]; !ok {
				t.Errorf("%s of %s has no min", p["name"], w["name"])
			}
			if _, isNumber := p["default"].(float64); p["type"] == "int" && (!isNumber || p["min"] == nil || p["max"] == nil) {
				t.Errorf("%s of %s is a number, but %v", p["name"], w["name"], p)
			}
		}
	}
}

func TestRunContract(t *testing.T) {
	s := weft(t, "run", "primes", "--model", "go/thread-pool", "--workers", "2", "--scale", "0.05", "--set", "tasks=20", "--set", "chunk=2", "--json")
	r := has(t, "run", s.want(t, 0).object(t),
		"workload runtime model workers params tasks checksum phases lanes cpu_percent memory warnings")
	has(t, "phases", r["phases"], "launch_s setup_s run_s teardown_s")
	each(t, "lanes", r["lanes"], "id pid tid tasks busy_s cpu_s")
	has(t, "memory", r["memory"], "peak_pss_bytes peak_rss_bytes")
	if r["workers"] != 2.0 || r["tasks"] != 20.0 || r["model"] != "thread-pool" || r["runtime"] != "go" {
		t.Errorf("%v", r)
	}
	if p := r["params"].(map[string]any); p["tasks"] != 20.0 {
		t.Errorf("params are not typed: %v", p)
	}
	if o := r["options"].(map[string]any); o["chunk"] != 2.0 || o["schedule"] != "dynamic" {
		t.Errorf("options: %v", o)
	}
	tasks, pids := 0.0, 0
	for _, l := range r["lanes"].([]any) {
		tasks += l.(map[string]any)["tasks"].(float64)
		if l.(map[string]any)["pid"].(float64) > 0 {
			pids++
		}
	}
	if tasks != 20 || pids != 2 || len(r["checksum"].(string)) != 16 {
		t.Errorf("%v tasks, %d pids, checksum %v", tasks, pids, r["checksum"])
	}
	if rows := r["cpu_percent"].([]any); len(rows) == 0 || len(rows[0].([]any)) == 0 {
		t.Errorf("no load of any core: %v", rows)
	}
}

func TestSweepContract(t *testing.T) {
	s := weft(t, "sweep", "noop", "--models", "go/thread-pool,event-loop", "--workers", "1-2", "--reps", "3", "--scale", "0.01", "--seed", "5", "--json")
	r := has(t, "sweep", s.want(t, 0).object(t),
		"points baseline baselines warnings seed files mode against verdict class reasons recommendation laws end")
	each(t, "points", r["points"], "runtime model workers scale n baseline median_s ci_low_s ci_high_s speedup efficiency overhead_s stability spreads up_s times_s")
	each(t, "baselines", r["baselines"], "runtime model n median_s ci_low_s ci_high_s checksum")
	each(t, "laws", r["laws"], "law model warnings")
	has(t, "baseline", r["baseline"], "runtime model n median_s")
	has(t, "recommendation", r["recommendation"], "model workers why why_not changes")
	if r["seed"] != 5.0 || r["workload"] != "noop" || r["mode"] != "strong" || r["against"] != "runtime" || r["end"] != "reps" || r["stopped"] != false {
		t.Errorf("%v", r)
	}
	if !strings.HasPrefix(s.err, "5 points, each 3 times; seed 5\n") {
		t.Errorf("the plan was told as %q", s.err)
	}
	found := map[string]float64{}
	for _, p := range r["points"].([]any) {
		p := p.(map[string]any)
		found[p["model"].(string)] += p["n"].(float64)
		holdsPoint(t, p, r["baseline"].(map[string]any)["median_s"].(float64))
	}
	if found["thread-pool"] != 6 || found["event-loop"] < 3 || found["sequential"] < 5 {
		t.Errorf("runs by model: %v", found)
	}
}

// holdsPoint holds that a point's numbers fit each other and the baseline's time.
func holdsPoint(t *testing.T, p map[string]any, base float64) {
	t.Helper()
	speedup, median, workers := p["speedup"].(float64), p["median_s"].(float64), p["workers"].(float64)
	if !agree(speedup, base/median) || !agree(p["efficiency"].(float64), speedup/workers) || !agree(p["overhead_s"].(float64), workers*median-base) {
		t.Errorf("the numbers of %v don't fit the baseline of %v s", p, base)
	}
	if p["ci_low_s"].(float64) > median || p["ci_high_s"].(float64) < median || p["baseline"] != "go/sequential" {
		t.Errorf("%v", p)
	}
	has(t, "stability", p["stability"], "grade outliers findings")
	if p["model"] != "sequential" {
		holdsParts(t, p)
	}
}

// partNames are the parts of an overhead.
const partNames = "setup dispatch transfer lock gil cores imbalance inflation waits teardown unexplained"

// holdsParts holds that the parts of a point's overhead are all there, that
// each has a what-if, and that less of a part means more speedup.
func holdsParts(t *testing.T, p map[string]any) {
	t.Helper()
	parts := has(t, "overhead_parts_s", p["overhead_parts_s"], partNames)
	whatIf, _ := p["what_if"].(map[string]any)
	for name, seconds := range parts {
		then, known := whatIf[name].(float64)
		if seconds.(float64) > 0 && known && then <= 0 {
			t.Errorf("without %s (%v s) the speedup would be %v", name, seconds, then)
		}
	}
	if len(parts) != len(strings.Fields(partNames)) || len(whatIf) != len(parts) {
		t.Errorf("%v, %v", parts, whatIf)
	}
}

// TestSpawnContract runs a small spawn sweep for real.
func TestSpawnContract(t *testing.T) {
	if testing.Short() {
		t.Skip("each run waits for more than a second")
	}
	s := weft(t, "spawn", "--models", "hybrid", "--reps", "1", "--seed", "5", "--json")
	r := has(t, "spawn", s.want(t, 0).object(t), "points verdict mode reasons")
	each(t, "points", r["points"], "model workers n up_s memory")
	if r["mode"] != "spawn" || r["baseline"] != nil || r["winner"] != nil {
		t.Errorf("%v", r)
	}
	before := 0.0
	for _, p := range r["points"].([]any) {
		p := p.(map[string]any)
		if up, setup := p["up_s"].(float64), p["cold_median_s"].(float64)-p["median_s"].(float64); up <= 0 || setup < 0 || p["workers"].(float64) <= before {
			t.Errorf("%v", p)
		}
		before = p["workers"].(float64)
	}
}

func agree(a, b float64) bool { return a-b < 1e-9*(1+max(a, -a)) && b-a < 1e-9*(1+max(a, -a)) }
