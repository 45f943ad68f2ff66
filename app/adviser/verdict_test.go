package adviser

import (
	"regexp"
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

// whole is all that is read at once.
func whole(a Advice) string { return strings.TrimSpace(a.Verdict + " " + a.Because) }

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
			"Process pool was fastest, 1.93x at 2 workers, but running one after another (1.00x) and 1 other can't be ruled out. There were as few as 1 run.",
			"Let every point run at least 5 times.",
		},
		"only one model":   {viewOf(2, poolWins), "", "Only process pool was measured, 520 ms with 2 workers", "to compare."},
		"only sequential":  {viewOf(2, alone(0.99, 0)), "", "Only running one after another was measured", ""},
		"nothing":          {viewOf(2, nil), "", "Nothing was measured yet.", ""},
		"without baseline": {viewOf(2, of(poolWins, gilLoses)), "go/process-pool", "Process pool wins: 520 ms with 2 workers, the shortest time", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := Advise(c.view)
			if a.Winner != c.winner || !strings.HasPrefix(whole(a), c.starts) || !strings.HasSuffix(whole(a), c.ends) {
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
	if a.Winner != "" || !strings.Contains(a.Verdict, "can't be ruled out.") || !strings.HasPrefix(a.Because, "Times scatter by up to") {
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
	if a.Winner != "go/process-pool" || !strings.HasPrefix(a.Because, "But other programs took 40 % of the machine meanwhile: measure again when it is idle.") {
		t.Errorf("%q", a.Verdict)
	}
}

// A verdict is one sentence that is read at a glance, however many models are
// called whatever; nothing that it must leave out is lost.
func TestVerdictsAreReadAtAGlance(t *testing.T) {
	long := []string{"process-pool", "thread-pool", "goroutine-pool", "gil-threads", "hybrid", "shared-memory"}
	var tied, noisy []run.Result
	for i, model := range long {
		same := runs(model, 2, 0.52+0.002*float64(i), run.Totals{Busy: 1.03, CPU: 1})
		tied = append(tied, same...)
		noisy = append(noisy, runs(model, 2, 0.52+0.1*float64(i), run.Totals{Busy: 1.03, CPU: 1})[:1]...)
	}
	failed := runs("threads", 2, 1, run.Totals{})
	for i := range failed {
		failed[i].Failure = &run.Failure{Kind: run.KindExit, Message: strings.Repeat("The engine said something long, ", 20)}
	}
	views := map[string]figures.View{
		"a winner": viewOf(2, of(alone(0.99, 0), poolWins, gilLoses)), "ties": viewOf(2, of(alone(0.99, 0), tied)),
		"a run each": viewOf(2, of(alone(0.99, 0)[:1], noisy)), "failures": viewOf(2, failed), "nothing": viewOf(2, nil),
		"sequential":      viewOf(2, of(alone(0.99, 0), gilLoses, loopLoses)),
		"different work":  viewOf(2, of(alone(0.99, 0), poolWins, elsewhere(of(alone(0.99, 0), poolWins, gilLoses), 0.03))),
		"several Pythons": viewOf(2, of(under("python3.14t", of(alone(0.99, 0), tied)), under("python3.11", of(alone(0.99, 0), tied)))),
	}
	for name, v := range views {
		for _, how := range []func(*figures.View){
			func(*figures.View) {}, func(v *figures.View) { v.Live = true },
			func(v *figures.View) { v.Warm, v.Plan.Mode = false, sweep.Weak }, func(v *figures.View) { *v = v.Compared(sweep.AgainstBest) },
		} {
			seen := v
			how(&seen)
			a := Advise(seen)
			if n := len([]rune(a.Verdict)); n == 0 || n > 140 || !strings.HasSuffix(a.Verdict, ".") {
				t.Errorf("%s: %d letters: %q", name, n, a.Verdict)
			}
			if _, more := firstSentence(a.Verdict); more != "" {
				t.Errorf("%s: two sentences: %q", name, a.Verdict)
			}
			unsure := regexp.MustCompile("can't|differ by less|[Nn]othing")
			if len(a.Tied) > 1 && !unsure.MatchString(a.Verdict) {
				t.Errorf("%s: it doesn't say how unsure it is: %q", name, a.Verdict)
			}
		}
	}
	if first, rest := atAGlance("No run succeeded: " + strings.Repeat("a word, ", 30) + "and an end."); len(first) > 140 || !strings.HasSuffix(rest, "and an end.") {
		t.Errorf("%q, %q", first, rest)
	}
}

func TestFirstSentence(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                                     {"", ""},
		"One sentence":                         {"One sentence", ""},
		"It wins: 1.91x. Others don't. Or do.": {"It wins: 1.91x.", "Others don't. Or do."},
		"At p = 2. 9x is a figure.":            {"At p = 2. 9x is a figure.", ""},
	} {
		if first, rest := firstSentence(text); first != want[0] || rest != want[1] {
			t.Errorf("%q is split into %q and %q", text, first, rest)
		}
	}
}
