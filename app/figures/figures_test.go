package figures

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/charts"
	"weft/charts/draw"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// measured is a run that took so many seconds, with setup and teardown of 0.1 s each.
func measured(model string, workers int, seconds float64) run.Result {
	busy := seconds * float64(workers)
	return run.Result{
		Spec:    run.Spec{Workload: "primes", Params: workloads.Values{"tasks": "2"}, Scale: 0.5, Runtime: "go", Model: model, Workers: workers},
		Started: began,
		Measured: run.Measured{
			Tasks: 2, Checksum: "0123456789abcdef", CPUFrom: run.CPUThread,
			Phases:   run.Phases{Prepare: 0.25, Setup: 0.1, Run: seconds, Teardown: 0.1},
			LaneSums: run.Totals{Busy: busy, CPU: busy * 0.9, LongestOwn: seconds / 2},
			Records: run.Records{
				Stride: 1, Task: []int{0, 1}, Lane: []int{0, workers - 1}, Queued: []float64{0, 0},
				Start: []float64{0, 10}, End: []float64{1e6, 2e6}, CPU: []float64{5e5, 9e5}, Wait: []float64{0, 0},
			},
			Engine: run.Engine{Runtime: "go1.26.0 linux/amd64"},
		},
		Observed: run.Observed{Launch: 0.5, Memory: run.Memory{PeakPSS: 3e6, PeakRSS: 9e6}},
	}
}

func broken(model string, workers int, why string) run.Result {
	r := measured(model, workers, 0)
	r.Failure = &run.Failure{Kind: run.KindExit, Message: why}
	return r
}

// aView is a sweep of three models on four cores, of which one point failed.
func aView(results ...run.Result) View {
	if results == nil {
		results = []run.Result{
			measured("sequential", 1, 4), measured("thread-pool", 1, 4.4), measured("thread-pool", 2, 2.2),
			measured("event-loop", 1, 5), measured("process-pool", 2, 2.5), broken("process-pool", 8, "it exited"),
		}
	}
	plan := sweep.Plan{Workload: "primes", Scale: 0.5, Workers: []int{1, 2, 8, 16}, Seed: 77}
	return New("1.2.3", sample.Machine{CPU: "Some CPU", Logical: 4, Physical: 2, Memory: 16e9, OS: "linux", Arch: "amd64"}, plan, results)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestCurves(t *testing.T) {
	f := Speedup(aView())
	var names []string
	for _, c := range f.Curves {
		names = append(names, c.Model.Label)
	}
	if want := []string{"thread pool", "event loop", "process pool"}; !slices.Equal(names, want) {
		t.Fatalf("curves %v, want %v: the baseline is no curve beside others", names, want)
	}
	if f.Cores != 4 || slices.Max(f.Workers) != 16 || !f.Warm || f.Baseline != "sequential" {
		t.Errorf("%+v", f)
	}
	pool := f.Curves[0].Points
	if len(pool) != 2 || pool[1].Workers != 2 || !near(pool[1].Value, 4/2.2) || pool[1].N != 1 || pool[1].Detail != "2.20 s" {
		t.Errorf("thread pool: %+v", pool)
	}
	bad := f.Curves[2].Points[1]
	if bad.Workers != 8 || bad.Failed != "it exited" || !math.IsNaN(bad.Value) {
		t.Errorf("the failed point: %+v", bad)
	}
}

func TestWarmAndCold(t *testing.T) {
	v := aView()
	for _, test := range []struct {
		warm                          bool
		speedup, efficiency, overhead float64
	}{
		{true, 4 / 2.2, 2 / 2.2, 0.4},
		{false, 4.2 / 2.4, 2.1 / 2.4, 0.6},
	} {
		v.Warm = test.warm
		s, e, o := Speedup(v), Efficiency(v), Overhead(v)
		got := []float64{s.Curves[0].Points[1].Value, e.Curves[0].Points[1].Value, o.Curves[0].Points[1].Value}
		if !near(got[0], test.speedup) || !near(got[1], test.efficiency) || !near(got[2], test.overhead) || s.Warm != test.warm {
			t.Errorf("warm %v: got %v", test.warm, got)
		}
	}
}

func TestWithoutABaselineThereIsNoSpeedup(t *testing.T) {
	f := Speedup(aView(measured("thread-pool", 2, 1)))
	if !math.IsNaN(f.Curves[0].Points[0].Value) || f.Curves[0].Points[0].Failed != "" {
		t.Errorf("%+v", f.Curves)
	}
	if p := Parts(aView(measured("thread-pool", 2, 1))); len(p.Bars) != 0 {
		t.Errorf("%+v", p.Bars)
	}
}

func TestTheBaselineAloneIsShown(t *testing.T) {
	if f := Speedup(aView(measured("sequential", 1, 2))); len(f.Curves) != 1 || f.Empty() != "" {
		t.Errorf("%+v", f)
	}
}

func TestParts(t *testing.T) {
	f := Parts(aView())
	if f.Workers != 2 || len(f.Bars) != 3 {
		t.Fatalf("%+v", f)
	}
	for _, b := range f.Bars {
		seconds, p, note := map[string]float64{"thread-pool": 2.2, "event-loop": 5, "process-pool": 2.5}[b.Model.ID], 2.0, ""
		if b.Model.ID == "event-loop" {
			p, note = 1, "p = 1"
		}
		if want := p*(seconds+0.2) - 4; !near(b.Parts.Total(), want) || b.Note != note {
			t.Errorf("%s: the parts sum to %v, want %v; note %q", b.Model.ID, b.Parts.Total(), want, b.Note)
		}
		if !near(b.Parts.Setup, 0.1*p) || !near(b.Parts.Inflation, 0.9*(p*seconds-4)) {
			t.Errorf("%s: %+v", b.Model.ID, b.Parts)
		}
	}
}

func TestPartsWithoutCPUTimes(t *testing.T) {
	base, pool := measured("sequential", 1, 4), measured("thread-pool", 2, 3)
	base.LaneSums.CPU, pool.LaneSums.CPU = 0, 0
	bar := Parts(aView(base, pool)).Bars[0]
	if bar.Parts.Cores != 0 || !near(bar.Parts.Inflation, 2) {
		t.Errorf("%+v", bar.Parts)
	}
}

func TestPartsWorkers(t *testing.T) {
	for _, test := range []struct {
		asked   int
		workers []int
		want    int
	}{
		{0, []int{1, 2, 4, 8}, 4}, // as many as there are cores
		{0, []int{1, 2, 3}, 3},
		{0, []int{1, 8, 16}, 8}, // one worker has no imbalance to show
		{0, []int{1}, 1},
		{0, nil, 0},
		{2, []int{1, 2, 4}, 2},
	} {
		results := []run.Result{measured("sequential", 1, 4)}
		for _, p := range test.workers {
			results = append(results, measured("thread-pool", p, 1))
		}
		v := aView(results...)
		v.PartsWorkers = test.asked
		if got := Parts(v).Workers; got != test.want {
			t.Errorf("%v: p = %d, want %d", test.workers, got, test.want)
		}
	}
}

func TestTimeline(t *testing.T) {
	v := aView()
	f := Timeline(v)
	if f.Model.ID != "thread-pool" || f.Lanes != 2 || len(f.Tasks) != 2 {
		t.Fatalf("the fastest is in focus: %+v", f)
	}
	if last := f.Tasks[1]; last.Lane != 1 || !near(last.Start, 1e-5) || !near(last.End, 2) || !near(last.CPU, 0.9) || last.Index != 1 {
		t.Errorf("%+v", last)
	}
	v.Focus = Focus{"go/process-pool", 2}
	if f := Timeline(v); f.Model.ID != "process-pool" {
		t.Errorf("%+v", f)
	}
	v.Focus = Focus{"go/process-pool", 8} // it failed
	if f := Timeline(v); f.Empty() == "" {
		t.Errorf("%+v", f)
	}
	unknown := measured("threads", 1, 1)
	unknown.CPUFrom = run.CPUNone
	if f := Timeline(aView(unknown)); !math.IsNaN(f.Tasks[0].CPU) {
		t.Errorf("%+v", f.Tasks[0])
	}
}

func TestSeries(t *testing.T) {
	first, second := measured("sequential", 1, 1), measured("thread-pool", 2, 1)
	second.Started = began.Add(10 * time.Second)
	first.Samples = []sample.Sample{
		{At: 0.1, Cores: []float64{50, 60}, RSS: 900},
		{At: 0.2, PSS: 100, RSS: 900},
		{At: 0.3, Cores: []float64{70, 80}, RSS: 901}, // memory was not read in full
	}
	second.Samples = []sample.Sample{{At: 0.5, Cores: []float64{1, 2}, PSS: 300}}
	s := SeriesOf([]run.Result{second, first}) // the order of a file need not be that of time
	if !slices.Equal(s.CoreTimes, []float64{0.1, 0.3, 10.5}) || s.Cores[2][1] != 2 {
		t.Errorf("cores %v %v", s.CoreTimes, s.Cores)
	}
	if s.MemoryLabel != "PSS" || !slices.Equal(s.MemoryTimes, []float64{0.2, 10.5}) || !slices.Equal(s.Memory, []float64{100, 300}) {
		t.Errorf("memory %v %v %s", s.MemoryTimes, s.Memory, s.MemoryLabel)
	}
	if len(s.Spans) != 2 || s.Spans[1].From != 10 || !near(s.Spans[1].To, 10+0.5+0.25+1.2) || s.Spans[1].Label != "thread pool, p = 2" {
		t.Errorf("spans %+v", s.Spans)
	}
}

func TestHelpersInSeriesAndPoints(t *testing.T) {
	r := measured("thread-pool", 2, 1)
	r.Samples = []sample.Sample{
		{At: 0.1, PSS: 100},
		{At: 0.2, RSS: 900, ByKind: map[string]uint64{"redis": 1}}, // memory was not read in full
		{At: 0.3, PSS: 100, Helpers: 12, ByKind: map[string]uint64{"redis": 5, "celery main": 7}},
	}
	r.Memory.Helpers = map[string]uint64{"redis": 5e6, "celery main": 7e6}
	f := Memory(aView(r))
	want := []charts.Helpers{nil, {"redis": 5, "celery main": 7}}
	if !reflect.DeepEqual(f.Helpers, want) || len(f.Times) != len(want) {
		t.Errorf("helpers are %v at %v, want %v", f.Helpers, f.Times, want)
	}
	points := WorkerMemory(aView(measured("sequential", 1, 4), r)).Curves[0].Points
	if detail := points[0].Detail; !strings.Contains(detail, "besides: celery main 7.00 MB, redis 5.00 MB") {
		t.Errorf("the point says %q", detail)
	}
}

func TestSeriesOfASystemWithoutPSS(t *testing.T) {
	r := measured("sequential", 1, 1)
	r.Samples = []sample.Sample{{At: 0.1, RSS: 900}, {At: 0.2, RSS: 901}}
	if s := SeriesOf([]run.Result{r}); s.MemoryLabel != "RSS" || len(s.Memory) != 2 {
		t.Errorf("%+v", s)
	}
	refused := run.Result{Spec: run.Spec{Model: "processes", Workers: 9}, Started: began}
	if s := SeriesOf([]run.Result{refused}); len(s.Spans) != 0 {
		t.Errorf("a run that never went on has a span: %+v", s.Spans)
	}
}

func TestFooter(t *testing.T) {
	v := aView()
	text := strings.Join(Footer(v), "\n")
	for _, part := range []string{
		"Some CPU", "4 cores (2 physical)", "16.0 GB", "linux amd64", "primes tasks=2 scale 0.5", "go1.26.0", "2026-03-04 05:06 UTC",
		"seed 77", "Weft 1.2.3", "Baseline sequential", "4.00 s (median of 1 run)", "warm",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	v.Warm = false
	if text := strings.Join(Footer(v), "\n"); !strings.Contains(text, "cold") || !strings.Contains(text, "4.20 s") {
		t.Errorf("cold: %s", text)
	}
	for mode, want := range map[sweep.Mode]string{sweep.Weak: "primes tasks=2 scale 0.5 for each worker", sweep.Spawn: "p workers that wait"} {
		if got := Work(aLongView(mode)); !strings.HasPrefix(got, want) {
			t.Errorf("%q is called %q", mode, got)
		}
	}
	if text := strings.Join(Footer(View{}), "\n"); !strings.Contains(text, "No baseline") {
		t.Errorf("empty: %s", text)
	}
}

// aLongView is a model on seven numbers of workers, with a serial fraction of 10 %, each run five times.
func aLongView(mode sweep.Mode) View {
	var results []run.Result
	add := func(model string, p int, work, seconds float64) {
		for i := range 5 {
			r := measured(model, p, seconds*(1+0.001*float64(i)))
			r.Spec.Scale *= work
			results = append(results, r)
		}
	}
	for p := range 8 {
		switch workers := float64(p); {
		case p == 0:
			add("sequential", 1, 1, 4)
		case mode == sweep.Weak: // a tenth of the time of one worker's work stays whole, the rest grows with p
			add("sequential", 1, workers, 4*workers)
			add("thread-pool", p, workers, 4*workers/(workers-0.1*(workers-1)))
		default:
			add("thread-pool", p, 1, 4*(0.1+0.9/workers))
		}
	}
	v := aView(results...)
	v.Machine.Logical, v.Machine.Physical, v.Plan.Mode = 8, 4, mode
	return v.Compared(sweep.AgainstRuntime)
}

func TestBasis(t *testing.T) {
	v := aView()
	if got := Basis(v); got != "Times are warm (without setup), speedups against sequential." {
		t.Errorf("%q", got)
	}
	v = v.Compared(sweep.AgainstSelf)
	v.Warm = false
	if got := Basis(v); got != "Times are cold (with setup and teardown), speedups against own p = 1." {
		t.Errorf("%q", got)
	}
	if got := Basis(View{}); got != "" {
		t.Errorf("%q", got)
	}
}

func TestLaws(t *testing.T) {
	f := Laws(aLongView(sweep.Strong))
	if len(f.Curves) != 1 || f.Curves[0].Model.ID != "thread-pool" || f.To < 16 || f.Physical != 4 {
		t.Fatalf("%+v", f)
	}
	var labels []string
	for _, l := range f.Laws {
		labels = append(labels, l.Label)
		if end := l.Workers[len(l.Workers)-1]; end != float64(f.To) || l.Measured != 7 || l.Workers[0] != 1 {
			t.Errorf("%s goes from %g to %g", l.Label, l.Workers[0], end)
		}
	}
	// Two tasks of half the work each: no more than twice as fast.
	if span := f.Laws[len(f.Laws)-1]; span.Label != "work/span, 2 tasks" || !near(slices.Max(span.Value), 2) || span.Low[1] > span.Value[1] {
		t.Errorf("the bound is %+v", span)
	}
	if got := strings.Join(labels, "; "); !strings.Contains(got, "Amdahl, f 10") || strings.Contains(got, "Gustafson") {
		t.Errorf("laws %q, refused %q", got, f.Refused)
	}
}

func TestPointsSayTheirSerialFraction(t *testing.T) {
	at := Laws(aLongView(sweep.Strong)).Curves[0].Points
	if at[0].Detail != "4.01 s" || !strings.HasPrefix(at[1].Detail, "serial fraction 10 % (") {
		t.Errorf("the points say %q and %q", at[0].Detail, at[1].Detail)
	}
}

func TestLawsOfOtherViews(t *testing.T) {
	if weak := Laws(aLongView(sweep.Weak)); len(weak.Laws) != 1 || !strings.HasPrefix(weak.Laws[0].Label, "Gustafson, f 10") {
		t.Errorf("weak scaling has the laws %+v, refused %q", weak.Laws, weak.Refused)
	}
	v := aLongView(sweep.Strong)
	v.Extrapolate = 500
	if f := Laws(v); f.To != 500 {
		t.Errorf("it goes to %d", f.To)
	}
	// With two cores, five of seven points say nothing of Amdahl's law.
	v.Machine.Logical = 2
	if f := Laws(v); !strings.Contains(strings.Join(f.Refused, " "), "Amdahl") {
		t.Errorf("on two cores %q are refused", f.Refused)
	}
	if f := Laws(aView()); len(f.Refused) == 0 || len(f.Laws) > 1 {
		t.Errorf("two points make laws: %+v", f)
	}
}

func TestPointsOfASpawnSweep(t *testing.T) {
	v := aView(measured("threads", 1, 1), measured("threads", 10, 1), measured("processes", 10, 1))
	v.Plan.Mode = sweep.Spawn
	for i := range v.Results {
		v.Results[i].Memory.PeakPSS = uint64(1e6 * v.Results[i].Spec.Workers)
	}
	v = v.Compared(sweep.AgainstRuntime)
	f := Spawn(v)
	if len(f.Curves) != 2 || len(f.Curves[0].Points) != 2 || !near(f.Curves[0].Points[0].Value, 0.1) {
		t.Errorf("%+v", f)
	}
	if got := v.MemoryEach("threads"); got != "1.00 MB" {
		t.Errorf("a thread takes %q", got)
	}
	if got := aView(measured("threads", 1, 1), measured("threads", 8, 1)).MemoryEach("threads"); got != "≈ 0" {
		t.Errorf("threads without memory of their own take %q", got)
	}
	if got := v.MemoryEach("processes"); got != "" { // one number of workers is no slope
		t.Errorf("a process takes %q", got)
	}
	m := WorkerMemory(v)
	if len(m.Slopes) != 1 || m.Slopes[0].Model != "threads" || !near(m.Slopes[0].PerWorker, 1e6) || !m.Log || m.Label != "PSS" {
		t.Errorf("%+v", m)
	}
}

func TestWaits(t *testing.T) {
	r := measured("gil-threads", 2, 2)
	r.TaskTimes = []run.TaskTimes{{Kind: "gil", N: 2, Min: 0.1, Median: 0.2, Max: 0.3}}
	f := Waits(aView(measured("sequential", 1, 4), r))
	if len(f.Rows) != 1 || f.Rows[0].Kind != "gil" || f.Rows[0].Max != 0.3 || f.Workers != 2 {
		t.Errorf("%+v", f)
	}
}

func TestPointsTable(t *testing.T) {
	header, rows := Points(aView()).Table()
	if len(rows) != 6 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		if len(row) != len(header) {
			t.Errorf("row %d has %d cells under %d headings", i, len(row), len(header))
		}
	}
	at := func(row []string, name string) string { return row[slices.Index(header, name)] }
	bad := rows[5]
	if at(bad, "model") != "process-pool" || at(bad, "failed") != "1" || at(bad, "median_s") != "" || at(bad, "speedup") != "" || at(bad, "reason") != "it exited" {
		t.Errorf("the failed point: %v", bad)
	}
	if good := rows[2]; at(good, "median_s") != "2.2" || at(good, "workers") != "2" || at(good, "peak_pss_bytes") != "3000000" {
		t.Errorf("%v", good)
	}
}

func TestEveryFigureOfEveryView(t *testing.T) {
	spawned := aView()
	spawned.Plan.Mode = sweep.Spawn
	for name, v := range map[string]View{
		"empty": {}, "full": aView(), "failed": aView(broken("threads", 1, "no")), "long": aLongView(sweep.Strong), "weak": aLongView(sweep.Weak), "spawn": spawned,
	} {
		var names []string
		for _, f := range All(v) {
			names = append(names, f.Kind().Name)
			if img, _ := charts.Render(f, 300, 180, 1, draw.Dark()); img == nil {
				t.Errorf("%s: %s draws nothing", name, f.Kind().Name)
			}
			if f.Summary() == "" || f.Kind().Title == "" {
				t.Errorf("%s: %s says nothing", name, f.Kind().Name)
			}
		}
		want := "speedup efficiency laws parts overhead waits decision cores timeline memory worker-memory"
		if name == "spawn" {
			want = "spawn waits cores timeline memory worker-memory"
		}
		names = slices.DeleteFunc(names, func(n string) bool { // charts that come later may stand among these
			return !slices.Contains(strings.Fields(want), n)
		})
		if strings.Join(names, " ") != want {
			t.Errorf("%s: figures %v, want %s", name, names, want)
		}
	}
}

func TestAlarms(t *testing.T) {
	lost := workloads.Metric{Name: "lost updates", Value: 37_000, Alarm: true}
	made := workloads.Metric{Name: "increments", Value: 9}
	none := lost
	none.Value = 0
	for want, told := range map[string][]workloads.Metric{"": {made, none}, "37k lost updates": {made, lost}} {
		if got := Alarms(sweep.Point{Metrics: told}); got != want {
			t.Errorf("%v: the remark is %q, want %q", told, got, want)
		}
	}
}
