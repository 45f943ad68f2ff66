package adviser

import (
	"fmt"
	"strings"
	"testing"

	"weft/workloads/run"
)

// Questions that people ask, and what the answer must say, for every model of the
// kind: "!" before what it must not say.
func TestAnswers(t *testing.T) {
	waits := run.Totals{Busy: 1, CPU: 0.01, Wait: 0.98, LongestOwn: 0.02}
	turns := run.Totals{Busy: 8, CPU: 0.01, Wait: 0.98, GIL: 7, LongestOwn: 0.02}
	computes := run.Totals{Busy: 3.9, CPU: 1, GIL: 2.9, LongestOwn: 0.02}
	for _, runtime := range []string{"go", "python3.11"} {
		loops := []string{"asyncio", "gevent", "trio", "twisted"}
		if runtime == "go" {
			loops = []string{"event-loop"}
		}
		for _, loop := range loops {
			blocked := of(alone(0.01, 0.98), runs(loop, 8, 1.005, turns), runs("thread-pool", 8, 0.13, waits))
			answers(t, "blocked "+loop, runtime, blocked, "blocks the loop's one thread", "await the call", "to_thread", "use a pool",
				"would reach 7.69x", "!imbalance cost", "Recommended: "+runtime+"/thread-pool with 8")
			computing := of(alone(0.99, 0), runs(loop, 4, 1.05, computes))
			answers(t, "computing "+loop, runtime, computing, "compute on the loop's one thread", "the one thread of the loop",
				"!would reach 1.9", "!would reach 2", "!would reach 4", "Recommended: "+runtime+"/sequential with 1", "!More workers")
		}
	}
	// In Go a task that blocks doesn't tell, and goroutines have no clock of the kernel's.
	silent := runs("sequential", 1, 1.3, run.Totals{Busy: 1.3, CPU: 0.003, Delay: 0.001, LongestOwn: 0.02})
	answers(t, "goroutines that block", "go", of(silent, runs("goroutines", 8, 0.163, run.Totals{Busy: 1.3, CPU: 0.003})),
		"!waiting for a core", "!1570x", "!would reach 9", "Recommended: go/goroutines with 8")
}

// answers holds what all of the advice says together.
func answers(t *testing.T, name, runtime string, results []run.Result, says ...string) {
	t.Helper()
	a := Advise(viewOf(2, under(runtime, results)))
	said := fmt.Sprintf("%s\n%s\n%s\n%s\nRecommended: %s with %d. %s\n%v", whole(a), strings.Join(a.Reasons, " "), a.WhatIf,
		strings.Join(a.Changes, "\n"), a.Recommended.Model, a.Recommended.Workers, a.Recommended.Why, a.WhyNot)
	for _, s := range says {
		if without, not := strings.CutPrefix(s, "!"); strings.Contains(said, without) == not {
			t.Errorf("%s: want %q in\n%s", name, s, said)
		}
	}
}

// Of what can't be told apart the sequential run is recommended, and else the
// smallest number of workers; never one worker for speed.
func TestTheLeanestOfWhatCantBeToldApart(t *testing.T) {
	sums := func(p int) run.Totals { return run.Totals{Busy: 1.02, CPU: 1} }
	noisy := runs("thread-pool", 2, 0.9, sums(2))
	for i := range noisy {
		noisy[i].Phases.Run *= 1 + 0.3*float64(i%3)
	}
	waiting := run.Totals{Busy: 1, CPU: 0.01, Wait: 0.98}
	for name, c := range map[string]struct {
		results []run.Result
		model   string
		workers int
	}{
		"a tie with sequential":          {of(alone(0.99, 0), noisy), "go/sequential", 1},
		"one run each":                   {of(alone(0.99, 0)[:1], poolWins[:1]), "go/sequential", 1},
		"one worker that is faster":      {of(alone(0.99, 0), runs("thread-pool", 1, 0.76, sums(1)), runs("thread-pool", 2, 0.76, sums(2))), "go/sequential", 1},
		"64 workers as fast as 8":        {of(alone(0.01, 0.98), runs("thread-pool", 8, 0.126, waiting), runs("thread-pool", 64, 0.1259, waiting)), "go/thread-pool", 8},
		"64 workers surely faster":       {of(alone(0.01, 0.98), runs("thread-pool", 8, 0.126, waiting), runs("thread-pool", 64, 0.02, waiting)), "go/thread-pool", 64},
		"two workers for work computing": {of(alone(0.99, 0), poolWins), "go/process-pool", 2},
	} {
		a := Advise(viewOf(2, c.results))
		if a.Recommended.Model != c.model || a.Recommended.Workers != c.workers || a.Recommended.Why == "" {
			t.Errorf("%s: %+v\n%s", name, a.Recommended, a.Verdict)
		}
	}
}

// More workers are advised beyond what is recommended, or not at all.
func TestMoreWorkersContradictNothing(t *testing.T) {
	waiting := run.Totals{Busy: 1, CPU: 0.0001, Wait: 0.99}
	tasks := func(n int, all []run.Result) []run.Result {
		for i := range all {
			all[i].Tasks = n
		}
		return all
	}
	for name, c := range map[string]struct {
		results []run.Result
		says    string // "" for silence
	}{
		"more than were tried": {of(tasks(512, alone(0.0001, 0.99)), tasks(512, runs("thread-pool", 8, 0.13, waiting))), "up to about 200 pay (the knee: with more, tasks queue for a core); 8 is the most"},
		"the most is best":     {of(tasks(64, alone(0.0001, 0.99)), tasks(64, runs("thread-pool", 8, 0.13, waiting)), tasks(64, runs("thread-pool", 64, 0.02, waiting))), ""},
		"beyond the knee":      {of(tasks(512, alone(0.01, 0.98)), tasks(512, runs("thread-pool", 512, 0.01, run.Totals{Busy: 1, CPU: 0.01, Wait: 0.98}))), ""},
		"fewer do":             {of(tasks(64, alone(0.0001, 0.99)), tasks(64, runs("thread-pool", 8, 0.13, waiting)), tasks(64, runs("thread-pool", 64, 0.13, waiting))), "beyond 8 they brought nothing"},
		"sequential":           {of(tasks(64, alone(0.0001, 0.99)), tasks(64, runs("thread-pool", 8, 1.2, waiting))), ""},
	} {
		said := ""
		for _, s := range Advise(viewOf(2, c.results)).Changes {
			if strings.HasPrefix(s, "More workers") {
				said = s
			}
		}
		if c.says == "" && said != "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: %q, want %q", name, said, c.says)
		}
	}
}

// Handing out 10 µs a task to two workers pays from 10*1.03/(2-1.03) = 10.6 µs.
func TestFromWhichLengthItPays(t *testing.T) {
	point := func(model string, p int, seconds, busy float64) []run.Result {
		all := runs(model, p, seconds, run.Totals{Busy: busy, CPU: busy})
		for i := range all {
			all[i].Tasks = 100_000
		}
		return all
	}
	a := Advise(viewOf(2, of(point("sequential", 1, 0.1, 0.1), point("thread-pool", 2, 0.55, 0.1))))
	want := "Longer tasks: thread pool pays from tasks of about 10.6 µs with 2 workers, for handing one out costs 10.0 µs; now they take 1.00 µs."
	if a.Class != OverheadBound || len(a.Changes) == 0 || a.Changes[0] != want {
		t.Errorf("%s %q, want %q", a.Class, a.Changes, want)
	}
}
