package explore

import (
	"math"
	"strings"
	"testing"
	"time"

	"weft/app/session"
	"weft/app/window/measuring"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

func TestStatusWhileRunning(t *testing.T) {
	now := measuring.Snapshot{Cost: 0.006, Running: true, RunSince: time.Now(), Phase: run.PhaseRun, Progress: sweep.Status{
		Spec: run.Spec{Model: "thread-pool", Workers: 2}, Runs: 30, Points: 13, Precise: 7, Elapsed: 39 * time.Second, Left: 21 * time.Second,
	}}
	s := statusOf(now, "")
	if want := "7 of 13 points within 2 %, about 21 s left  ·  thread pool, p = 2, runs"; s.text != want {
		t.Errorf("status is %q, want %q", s.text, want)
	}
	if s.cost != "watching costs 0.6 %" {
		t.Errorf("cost is %q", s.cost)
	}
	if want := 0.65; math.Abs(s.share-want) > 0.01 {
		t.Errorf("share is %v, want %v", s.share, want)
	}
	now.View.Plan.Reps = 3
	if s := statusOf(now, ""); !strings.HasPrefix(s.text, "7 of 13 points done") {
		t.Errorf("with exact runs the status is %q", s.text)
	}
	if s := statusOf(measuring.Snapshot{}, ""); s.text != "Ready" || s.share != 0 {
		t.Errorf("at first the status is %+v", s)
	}
}

func TestHowASweepEndedIsTold(t *testing.T) {
	now := measuring.Snapshot{Progress: sweep.Status{Points: 13}}
	now.View.Results = []run.Result{{Spec: run.Spec{Model: "threads"}}, {Spec: run.Spec{Model: "threads", WarmUp: true}}}
	for _, c := range [][2]string{
		{sweep.EndBudget, "Finished: 1 run, in 60.0 s, 0 of 13 points within 2 %"},
		{sweep.EndStopped, "Stopped: 1 run measured, in 60.0 s, 0 of 13 points within 2 %"},
	} {
		now.End = &session.End{Why: c[0], Took: 60, Watching: 0.004}
		if got := outcomeNote(now); got != c[1] {
			t.Errorf("%s is told as %q, want %q", c[0], got, c[1])
		}
	}
	now.View.Watching = 0.004
	if s := statusOf(now, "x"); s.cost != "watching cost 0.4 %" || s.share != 0 {
		t.Errorf("after a stop the status is %+v", s)
	}
	now.View.Results = nil
	if got := outcomeNote(now); got != "Stopped before the first run was measured" {
		t.Errorf("a sweep without a run is told as %q", got)
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{-time.Second: "1 s", 21400 * time.Millisecond: "21 s", 3 * time.Minute: "3 min"} {
		if got := roughly(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
