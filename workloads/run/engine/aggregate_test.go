package engine

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

func TestShareOut(t *testing.T) {
	const unknown = -1
	task := func(length, wait, cpu int64) lane.Record {
		return lane.Record{Done: true, End: length, Wait: wait, CPU: cpu}
	}
	for name, c := range map[string]struct {
		records []lane.Record
		cpu     int64
		known   bool
		want    []int64
		from    string
	}{
		"all measured":         {[]lane.Record{task(10, 0, 7), task(10, 0, 0)}, 99, true, []int64{7, 0}, run.CPUThread},
		"by active time":       {[]lane.Record{task(10, 0, unknown), task(40, 10, unknown)}, 20, true, []int64{5, 15}, run.CPUShared},
		"never more than that": {[]lane.Record{task(10, 0, unknown), task(30, 0, unknown)}, 400, true, []int64{10, 30}, run.CPUShared},
		"some measured":        {[]lane.Record{task(10, 0, 8), task(10, 0, unknown)}, 5, true, []int64{8, 5}, run.CPUShared},
		"only waiting":         {[]lane.Record{task(10, 10, unknown)}, 5, true, []int64{0}, run.CPUShared},
		"system doesn't tell":  {[]lane.Record{task(10, 0, unknown)}, 0, false, []int64{0}, run.CPUNone},
		"no tasks":             {nil, 5, true, nil, run.CPUThread},
	} {
		if from := shareOut(c.records, c.cpu, c.known); from != c.from {
			t.Errorf("%s: the source is %q, want %q", name, from, c.from)
		}
		for i, want := range c.want {
			if c.records[i].CPU != want {
				t.Errorf("%s: task %d has %d ns, want %d", name, i, c.records[i].CPU, want)
			}
		}
	}
}

// still is a crew that does nothing; its lanes work in given places.
type still struct{ metrics []workloads.Metric }

func (*still) Run() error                    { return nil }
func (*still) Close() error                  { return nil }
func (*still) Processes() []int              { return nil }
func (*still) Threads() []model.OSThread     { return nil }
func (*still) Where(lane int) (pid, tid int) { return 100 + lane, 0 }
func (s *still) Metrics() []workloads.Metric { return s.metrics }

func measured(b *workloads.Batch, workers int, records []lane.Record, metrics ...workloads.Metric) *measurement {
	b.Tasks = len(records)
	job := model.NewJob(worker.Recipe{}, b, workers, nil)
	copy(job.Records, records)
	m := &measurement{prepared: prepared{job: job, model: &model.Model{Model: runtimes.Model{Name: "test"}}}, crew: &still{metrics}}
	m.phases.Run = 10
	m.findLanes()
	return m
}

func TestSumUp(t *testing.T) {
	const s = int64(time.Second)
	m := measured(&workloads.Batch{}, 3, []lane.Record{
		{Lane: 0, Done: true, Sum: 1, Start: 0, End: 4 * s, CPU: 3 * s, Wait: s / 2, Lock: s / 4, GIL: s / 8, Transfer: s / 16},
		{Lane: 1, Done: true, Sum: 2, Start: 0, End: 2 * s, CPU: 2 * s},
		{Lane: 0, Done: true, Sum: 3, Start: 4 * s, End: 9 * s, CPU: 3 * s},
	})
	m.delay = 2 * time.Second
	r, err := m.sumUp()
	if err != nil {
		t.Fatal(err)
	}
	if r.Tasks != 3 || len(r.Checksum) != 16 || r.CPUFrom != run.CPUThread {
		t.Errorf("the result is %+v", r)
	}
	want := []run.Lane{
		{ID: 0, PID: 100, Tasks: 2, Busy: 9, CPU: 6, Wait: 0.5, Lock: 0.25, GIL: 0.125, Transfer: 0.0625, Last: 9},
		{ID: 1, PID: 101, Tasks: 1, Busy: 2, CPU: 2, Last: 2},
		{ID: 2, PID: 102},
	}
	for i, lane := range r.Lanes {
		if lane != want[i] {
			t.Errorf("lane %d is %+v, want %+v", i, lane, want[i])
		}
	}
	sums := run.Totals{
		Busy: 11, CPU: 8, Wait: 0.5, Lock: 0.25, GIL: 0.125, Transfer: 0.0625, IdleEnd: 1 + 8 + 10, Delay: 2,
		Longest: 5, LongestOwn: 3.5, // the longest waited for a core most of the time
	}
	if r.LaneSums != sums {
		t.Errorf("sums are %+v, want %+v", r.LaneSums, sums)
	}
}

// leaving is a crew whose lanes have something to do after their last task.
type leaving struct{ still }

func (*leaving) Left(lane int) int64 { return int64(lane+7) * int64(time.Second) }

func TestALaneIsIdleWhenItHasNoMoreToDo(t *testing.T) {
	m := measured(&workloads.Batch{}, 2, []lane.Record{{Lane: 0, Done: true, End: int64(9 * time.Second)}})
	m.crew = &leaving{}
	m.findLanes()
	r, err := m.sumUp()
	if err != nil {
		t.Fatal(err)
	}
	if r.Lanes[0].Last != 9 || r.Lanes[1].Last != 8 || r.LaneSums.IdleEnd != 1+2 {
		t.Errorf("of 10 s lanes were idle for %g s: %+v", r.LaneSums.IdleEnd, r.Lanes)
	}
}

func TestSumUpRefusesALostTask(t *testing.T) {
	for name, records := range map[string][]lane.Record{
		"not done":     {{Done: true}, {}},
		"no such lane": {{Done: true}, {Done: true, Lane: 2}},
	} {
		_, err := measured(&workloads.Batch{}, 2, records).sumUp()
		if f := explain(err); f == nil || f.Kind != run.KindChecksum {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestManyLanesAreCountedButNotListed(t *testing.T) {
	records := make([]lane.Record, 3*run.MaxLanes)
	for i := range records {
		records[i] = lane.Record{Done: true, Lane: int32(i), End: int64(time.Second)}
	}
	r, err := measured(&workloads.Batch{}, len(records), records).sumUp()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Lanes) != run.MaxLanes || math.Abs(r.LaneSums.Busy-3*run.MaxLanes) > 1e-6 {
		t.Errorf("%d lanes are listed, %g s are counted", len(r.Lanes), r.LaneSums.Busy)
	}
}

func TestColumnsKeepEveryStrideThRecordInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 2, 100, run.MaxRecords, run.MaxRecords + 1, 3*run.MaxRecords - 1}).Draw(t, "tasks")
		mess := rapid.Uint64().Draw(t, "order")
		records := make([]lane.Record, n)
		for i := range records {
			records[i].Start = int64(workloads.Mix(mess+uint64(i)) % 1e9)
			records[i].End = records[i].Start + 5
		}
		c := columns(records)
		if len(c.Task) > run.MaxRecords || len(c.Task)*c.Stride < n {
			t.Fatalf("%d of %d tasks kept with stride %d", len(c.Task), n, c.Stride)
		}
		for k, i := range c.Task {
			if c.Start[k] != float64(records[i].Start)/1e3 || c.End[k] != float64(records[i].End)/1e3 {
				t.Fatalf("row %d is not task %d", k, i)
			}
			if k > 0 && c.Start[k] < c.Start[k-1] {
				t.Fatalf("row %d starts before row %d", k, k-1)
			}
		}
	})
}

func TestMetricsOfWorkersAreAdded(t *testing.T) {
	batch := &workloads.Batch{Report: func() []workloads.Metric {
		return []workloads.Metric{{Name: "lost", Value: 1}, {Name: "pages", Value: 2}}
	}}
	got := measured(batch, 1, nil, workloads.Metric{Name: "pages", Value: 40}, workloads.Metric{Name: "new", Value: 5}).metrics()
	want := []workloads.Metric{{Name: "lost", Value: 1}, {Name: "pages", Value: 42}, {Name: "new", Value: 5}}
	if len(got) != len(want) {
		t.Fatalf("metrics are %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("metric %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}
