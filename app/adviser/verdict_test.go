package adviser

import (
	"strings"
	"testing"

	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// Points of a machine with two cores for verdicts.
var (
	poolWins  = runs("process-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 1})
	poolTwin  = runs("thread-pool", 2, 0.524, run.Totals{Busy: 1.03, CPU: 1})
	gilLoses  = runs("gil-threads", 2, 1.02, run.Totals{Busy: 2.03, CPU: 1, GIL: 1})
	loopLoses = runs("event-loop", 2, 1.3, run.Totals{Busy: 2.5, CPU: 1, GIL: 1.4})
)

func TestVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		view           figures.View
		winner, starts string
		ends           string
	}{
		"a winner, and why the instructive loser loses": {
			viewOf(2, of(alone(0.99, 0), poolWins, gilLoses)), "go/process-pool",
			"Process pool wins: 1.92x at 2 workers (1.92 to 1.93). ",
			"Threads under the GIL stay at 0.98x: their lanes spent 49 % of the time waiting for it.",
		},
		"two that are alike": {
			viewOf(2, of(alone(0.99, 0), poolWins, poolTwin, gilLoses)), "",
			"Process pool and thread pool can't be told apart: 1.91x to 1.92x at 2 workers.", "waiting for it.",
		},
		"nothing beats sequential": {
			viewOf(2, of(alone(0.99, 0), gilLoses, loopLoses)), "go/sequential",
			"Nothing beats running one after another: threads under the GIL come nearest, 0.98x at 2 workers",
			"Event loop stays at 0.77x: its lanes spent 54 % of the time waiting for the one thread of the loop.",
		},
		"all alike": {
			viewOf(2, of(alone(0.99, 0), runs("thread-pool", 2, 1.005, run.Totals{Busy: 2, CPU: 1}))), "",
			"All differ by less than 1 %, which does not matter in practice.", "",
		},
		"one run each": {
			viewOf(2, of(alone(0.99, 0), poolWins[:1], gilLoses[:1])), "",
			"Process pool was fastest, 1.93x at 2 workers, but running one after another (1.00x) and 1 other can't be ruled out after as few as 1 run.",
			"Let every point run at least 5 times.",
		},
		"only one model":   {viewOf(2, poolWins), "", "Only process pool was measured, 520 ms with 2 workers", "to compare."},
		"only sequential":  {viewOf(2, alone(0.99, 0)), "", "Only running one after another was measured", ""},
		"nothing":          {viewOf(2, nil), "", "Nothing was measured yet.", ""},
		"without baseline": {viewOf(2, of(poolWins, gilLoses)), "go/process-pool", "Process pool wins: 520 ms with 2 workers, the shortest time", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := Advise(c.view)
			if a.Winner != c.winner || !strings.HasPrefix(a.Verdict, c.starts) || !strings.HasSuffix(a.Verdict, c.ends) {
				t.Errorf("winner %q, %q\nwant %q, %q ... %q", a.Winner, a.Verdict, c.winner, c.starts, c.ends)
			}
			if (len(a.Tied) > 0) == (a.Winner != "") && len(c.view.Points) > 1 {
				t.Errorf("winner %q and ties %q", a.Winner, a.Tied)
			}
		})
	}
}

func TestVerdictSaysItsTerms(t *testing.T) {
	v := viewOf(2, of(alone(0.99, 0), runs("process-pool", 1, 1, run.Totals{Busy: 1, CPU: 1}), poolWins, gilLoses))
	self := v.Compared(sweep.AgainstSelf)
	if got := Advise(self).Verdict; !strings.HasPrefix(got, "Process pool wins: 1.92x at 2 workers") || !strings.Contains(got, "over its own p = 1") {
		t.Errorf("%q", got)
	}
	cold := v
	cold.Warm = false
	if got := Advise(cold).Verdict; !strings.Contains(got, "setup and teardown included") {
		t.Errorf("%q", got)
	}
	live := v
	live.Live = true
	if got := Advise(live).Verdict; !strings.HasPrefix(got, "So far: process pool wins") {
		t.Errorf("%q", got)
	}
}

func TestNoisyTimesAreSaidToBe(t *testing.T) {
	noisy := runs("thread-pool", 2, 0.6, run.Totals{Busy: 1.1, CPU: 1})
	for i := range noisy {
		noisy[i].Phases.Run *= 1 + 0.4*float64(i%3)
	}
	a := Advise(viewOf(2, of(alone(0.99, 0), runs("process-pool", 2, 0.66, run.Totals{Busy: 1.2, CPU: 1}), noisy)))
	if a.Winner != "" || !strings.Contains(a.Verdict, "can't be ruled out: times scatter by up to") {
		t.Errorf("%q", a.Verdict)
	}
	if len(a.Unstable) == 0 || a.Unstable[0].Model != "go/thread-pool" || a.Unstable[0].Workers != 2 || a.Unstable[0].Text == "" {
		t.Errorf("%+v", a.Unstable)
	}
}

func TestABusyMachineIsSaid(t *testing.T) {
	results := of(alone(0.99, 0), poolWins, gilLoses)
	for i := range results { // two cores at 89.5 %, of which the sequential run takes half a machine
		results[i].Samples = []sample.Sample{{Cores: []float64{89.5, 89.5}}}
	}
	a := Advise(viewOf(2, results))
	if a.Winner != "go/process-pool" || !strings.HasSuffix(a.Verdict, " But other programs took 40 % of the machine meanwhile: measure again when it is idle.") {
		t.Errorf("%q", a.Verdict)
	}
}
