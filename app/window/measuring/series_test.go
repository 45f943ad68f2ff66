package measuring

import (
	"math"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"weft/app/figures"
	"weft/app/session"
	"weft/app/window/pace"
	_ "weft/workloads/catalogue"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// columns are what charts draw of a series.
func columns(s figures.Series) figures.Series {
	return figures.Series{
		CoreTimes: s.CoreTimes, Cores: s.Cores, MemoryTimes: s.MemoryTimes, Memory: s.Memory, Helpers: s.Helpers,
		MemoryLabel: s.MemoryLabel, Spans: s.Spans,
	}
}

// sampled is a run with samples: of a system that tells PSS from the second run on.
func sampled(runs *int) func(run.Spec) run.Result {
	return func(run.Spec) run.Result {
		*runs++
		r := runtest.Took(0.7 + 0.013*float64(*runs))
		for k := range 4 + *runs%2 {
			one := sample.Sample{At: 0.1*float64(k+1) + 0.0007*float64(*runs), Cores: []float64{50, float64(k)}, RSS: uint64(1e6 + k)}
			if *runs > 1 {
				one.PSS, one.Helpers, one.ByKind = 5e5, 7, map[string]uint64{"page server": 7}
			}
			r.Samples = append(r.Samples, one)
		}
		return r
	}
}

// A sweep that is followed shows its samples where they stand when its session is
// read again: with refused pairs, warm-ups and failed runs among them, to the last
// digit.
func TestASessionIsShownAsItWasFollowed(t *testing.T) {
	plan := sweep.Plan{
		Workload: "fib", Scale: 0.01, Models: []string{"go/thread-pool", "go/goroutines", "go/processes"}, Workers: []int{1, 2, 100_000}, Reps: 2, Seed: 3,
	}
	resolved, err := plan.Resolve(t.Context())
	if err != nil || len(resolved.Refused) == 0 {
		t.Fatalf("%v; of the plan %d pairs are refused", err, len(resolved.Refused))
	}
	machine := sample.Machine{Logical: 2}
	s := NewStore(pace.NewMeter(1, func() time.Duration { return 0 }), figures.View{})
	s.reset(figures.New("1", machine, plan, nil), true)
	path := filepath.Join(t.TempDir(), "followed.weft")
	writer, err := session.CreateFile(path, session.NewHeader("1", machine, plan))
	if err != nil {
		t.Fatal(err)
	}
	runs := 0
	host := &runtest.Host{Answer: sampled(&runs), Fails: map[string]string{"goroutines": "It panicked."}}
	watch := s.watch(func(r run.Result) {
		if err := writer.Append(r); err != nil {
			t.Error(err)
		}
	})
	if _, err := sweep.Run(t.Context(), host, resolved, watch); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	loaded, err := session.Load(path)
	if err != nil || loaded.Problem != nil {
		t.Fatal(err, loaded.Problem)
	}
	live, again := s.Snapshot().View.Series, figures.New("1", machine, plan, loaded.Results).Series
	if !live.Began.Equal(again.Began) || !reflect.DeepEqual(columns(live), columns(again)) {
		t.Errorf("followed it is\n%+v\nand read again\n%+v", live, again)
	}
	if len(live.CoreTimes) == 0 || len(live.Spans) < 5 || live.MemoryLabel != "PSS" {
		t.Errorf("hardly anything is followed: %+v", live)
	}
}

// Of a run that is so long that its result keeps only some of its samples, these
// are shown, as they are when it is read again.
func TestALongRunIsShownAsItIsKept(t *testing.T) {
	s := NewStore(pace.NewMeter(1, func() time.Duration { return 0 }), figures.View{})
	s.reset(figures.View{}, true)
	watch := s.watch(func(run.Result) {})
	began := time.Now()
	r := runtest.Took(1)
	r.Spec, r.Started = run.Spec{Workload: "fib", Scale: 1, Runtime: "go", Model: "sequential", Workers: 1}, began
	watch.Began(began)
	for k := range 10 {
		one := sample.Sample{At: 0.1 * float64(k), Cores: []float64{1}}
		watch.Sample(one)
		if k%2 == 1 {
			r.Samples = append(r.Samples, one)
		}
	}
	if n := len(s.Snapshot().View.Series.CoreTimes); n != 10 {
		t.Errorf("while it goes on %d samples are shown", n)
	}
	watch.Finished(r)
	now := s.Snapshot().View.Series
	if len(now.CoreTimes) != 5 || math.Abs(now.CoreTimes[0]-0.1) > 1e-9 || len(now.Spans) != 1 {
		t.Errorf("when it has ended: %+v", now)
	}
}
