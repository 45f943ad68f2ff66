package cli

import (
	"fmt"
	"strings"
	"testing"
)

// recorded is the session of a real sweep, which holds a failed run.
const recorded = "testdata/primes.weft"

func TestListings(t *testing.T) {
	golden(t, "list.golden", withoutLater(t, weft(t, "list").want(t, 0).out))
	golden(t, "list-scrape.golden", weft(t, "list", "scrape").want(t, 0).out)
	golden(t, "list-model.golden", weft(t, "list", "go/thread-pool").want(t, 0).out)
	golden(t, "list.json", listedWithoutLater(t, weft(t, "list", "--json").want(t, 0).out))
}

func TestShow(t *testing.T) {
	human := weft(t, "show", recorded).want(t, 0)
	golden(t, "show.golden", human.out)
	golden(t, "show.json", weft(t, "show", recorded, "--json").want(t, 0).out)
	golden(t, "show-best-cold.golden", weft(t, "show", recorded, "--baseline", "best", "--cold", "--extrapolate", "16").want(t, 0).out)
	if strings.Contains(human.out, "\x1b") {
		t.Error("colours where no terminal is")
	}
}

// TestDryRun holds the plans that are printed: their order follows from the seed.
func TestDryRun(t *testing.T) {
	golden(t, "dry-run.golden", weft(t, "sweep", "primes", "--dry-run", "--models", "thread-pool,processes", "--workers", "1,2,5000", "--seed", "7").want(t, 0).out)
	golden(t, "dry-run-reps.golden", weft(t, "sweep", "primes", "--dry-run", "--models", "thread-pool", "--workers", "2", "--reps", "2", "--seed", "7").want(t, 0).out)
	s := weft(t, "spawn", "--dry-run", "--models", "go/process-pool", "--seed", "7", "--json").want(t, 0)
	golden(t, "dry-run-spawn.json", s.out)
	if s.err != "" {
		t.Errorf("%q", s.err)
	}
}

// TestWrongUse holds the sentences for wrong use: all have status 2, and leave
// standard output alone.
func TestWrongUse(t *testing.T) {
	lines := []string{
		"",
		"lst",
		"nonsense",
		"show",
		"show testdata/missing.weft",
		"show testdata",
		"show golden_test.go",
		"list primse",
		"list primes extra",
		"run",
		"run prims",
		"run primes fib",
		"run primes --model go/thread-pol",
		"run primes --model python/threads",
		"run primes --model= ",
		"run primes --workers 0",
		"run primes --workers many",
		"run primes --model event-loop --set chunk=3",
		"run primes --set task=3",
		"run primes --set tasks",
		"run primes --set tasks=0",
		"run primes --set tasks=some",
		"run primes --scale 1000",
		"run primes --timeout 0s",
		"run primes --memory-limit much",
		"run primes --picture out.jpg",
		"run noop --model processes --set tasks=100000",
		"run primes --bogus",
		"sweep",
		"sweep prims",
		"sweep primes --models go/thread-pol,go/hybrid",
		"sweep primes --workers 0",
		"sweep primes --workers 4-1",
		"sweep primes --workers x",
		"sweep primes --reps -1",
		"sweep primes --precision 2",
		"sweep primes --precision much",
		"sweep primes --budget 1ms",
		"sweep primes --budget soon",
		"sweep primes --scale 1000",
		"sweep primes --scale huge",
		"sweep primes --scaling medium",
		"sweep primes --baseline nobody",
		"sweep primes --extrapolate -3",
		"show testdata/primes.weft --baseline nobody",
		"spawn primes",
		"spawn --models sequential",
		"spawn --models go/thread-pol",
		"spawn --reps 0",
		"sweep primes --models event-loop --set chunk=3",
		"sweep primes --format gif",
		"sweep primes --size 9",
		"sweep primes --theme purple",
		"sweep primes --png-scale 4",
		"a.weft b.weft",
	}
	golden(t, "errors.golden", withoutLater(t, refusals(t, lines)))
}

// refusals are what is said of command lines that make no sense.
func refusals(t *testing.T, lines []string) string {
	t.Helper()
	var b strings.Builder
	for _, line := range lines {
		s := weft(t, strings.Fields(line)...)
		if s.status != statusUsage || s.out != "" {
			t.Errorf("%q: status %d, output %q", line, s.status, s.out)
		}
		fmt.Fprintf(&b, "$ weft %s\n%s\n", line, s.err)
	}
	return b.String()
}

func TestVersionAndHelp(t *testing.T) {
	if got := weft(t, "--version").want(t, 0); got.out != "weft 1.2.3\n" {
		t.Errorf("%q", got.out)
	}
	for _, args := range [][]string{{"--help"}, {"help", "sweep"}, {"run", "-h"}} {
		if s := weft(t, args...).want(t, 0); !strings.Contains(s.out, "Usage:") || s.err != "" {
			t.Errorf("%v: %+v", args, s)
		}
	}
	if s := weft(t, "sweep", "--help").want(t, 0); !strings.Contains(s.out, "without it nothing is saved") {
		t.Error("the help does not say when a session is saved")
	}
}

func TestWindow(t *testing.T) {
	opened := []string{}
	p := Program{Version: "1", Window: func(session string) int { opened = append(opened, session); return 7 }}
	weftIn(t.Context(), p).want(t, 7)
	weftIn(t.Context(), p, "some.weft").want(t, 7)
	weftIn(t.Context(), p, "lst").want(t, statusUsage)
	if len(opened) != 2 || opened[0] != "" || opened[1] != "some.weft" {
		t.Errorf("opened %q", opened)
	}
}

func TestCompletion(t *testing.T) {
	for line, want := range map[string]string{
		"run pri":                         "primes",
		"sweep mand":                      "mandelbrot",
		"run primes --model go/thread-":   "go/thread-pool",
		"sweep fib --models go/hybrid,go": "go/hybrid,go/event-loop",
		"run scrape --set lat":            "latency=",
		"list go/even":                    "go/event-loop",
	} {
		s := weft(t, append([]string{"__complete"}, strings.Fields(line)...)...).want(t, 0)
		if !strings.Contains(s.out, want) {
			t.Errorf("%q offers %q, want %q among it", line, s.out, want)
		}
	}
}
