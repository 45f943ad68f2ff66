package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/workloads/runtimes"
)

// withRealPython has this machine's python3 found.
func withRealPython(t *testing.T) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("WEFT_CI") == "1" {
			t.Fatal("no python3 here, and CI must have one")
		}
		t.Skip("no python3 here to compare with")
	}
	t.Setenv("WEFT_PYTHON", python)
	runtimes.Forget()
	t.Cleanup(runtimes.Forget)
}

// TestGILContract compares with a real GIL, on little work, and shows the
// session again.
func TestGILContract(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	withRealPython(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "gil.weft")
	s := weft(t, "gil", "--workers", "1,2", "--intervals", "2", "--reps", "1", "--scale", "0.05", "--seed", "3",
		"--session", file, "--out", dir, "--format", "png,csv", "--json").want(t, statusOK)
	r := has(t, "gil", s.object(t), "likenesses verdict mode seed points files runs machine")
	if r["mode"] != "gil" || r["seed"] != 3.0 || r["failed"] != 0.0 || r["runs"] != 2.0+2*(4*2+1) {
		t.Errorf("mode %v, seed %v, %v runs, %v failed", r["mode"], r["seed"], r["runs"], r["failed"])
	}
	each(t, "likenesses", r["likenesses"], "case what workers interval_ms emulated real ratio within")
	all := r["likenesses"].([]any)
	if len(all) != 4+2 {
		t.Fatalf("%d respects", len(all))
	}
	for _, l := range all {
		checkLikeness(t, l.(map[string]any))
	}
	checkWritten(t, dir, "likeness.png", "likeness.csv", "convoy.png", "points.csv")
	checkShown(t, file, len(all))
}

// checkWritten looks for files that aren't empty.
func checkWritten(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written (%v)", name, err)
		}
	}
}

// checkShown shows a session of a comparison, in words and as an object.
func checkShown(t *testing.T, file string, likenesses int) {
	t.Helper()
	shown := weft(t, "show", file).want(t, statusOK).out
	for _, says := range []string{"the emulated GIL and a real one", "computing, 2 threads", "convoy, 2 ms: I/O latency", "In 0 of 6 respects"} {
		if !strings.Contains(shown, says) {
			t.Errorf("%q is not in\n%s", says, shown)
		}
	}
	again := weft(t, "show", file, "--json", "--baseline", "self").want(t, statusOK).object(t)
	if len(again["likenesses"].([]any)) != likenesses {
		t.Errorf("shown again there are %v", again["likenesses"])
	}
}

// checkLikeness holds what one round can tell: figures and their ratio, but no doubt.
func checkLikeness(t *testing.T, l map[string]any) {
	t.Helper()
	emulated, real := l["emulated"].(map[string]any), l["real"].(map[string]any)
	if emulated["median"].(float64) <= 0 || real["median"].(float64) <= 0 || l["ratio"].(float64) <= 0 {
		t.Errorf("%v", l)
	}
	if l["ratio_low"] != nil || l["within"] != "open" {
		t.Errorf("one round says %v from %v: nothing is known of its doubt", l["within"], l["ratio_low"])
	}
}

func TestGILIsUsedWrongly(t *testing.T) {
	withPythons(t)
	for line, says := range map[string]string{
		"gil fib":                     "work of its own",
		"gil --intervals 5,x":         `"x" is no number`,
		"gil --intervals 0":           "0.05 to 1000 ms",
		"gil --workers 2,4":           "takes one worker",
		"gil --workers x":             "--workers",
		"gil --reps 0":                "0 rounds",
		"gil --scale 1000":            "scale 1000 is out of range",
		"gil --runtime python3.6":     "too old",
		"gil --runtime go":            "no pool of threads under a GIL",
		"gil --runtime pyhton3.11":    "did you mean python3.11?",
		"gil --out x --format gif":    "none of png, svg, pdf, csv",
		"gil --runtime python3.11 -x": "unknown shorthand",
	} {
		s := weft(t, strings.Fields(line)...).want(t, statusUsage)
		if !strings.Contains(s.err, says) {
			t.Errorf("%q says %q", line, s.err)
		}
	}
}

func TestGILNeedsAPython(t *testing.T) {
	runtimes.Forget()
	t.Cleanup(runtimes.Forget)
	if s := weft(t, "gil").want(t, statusUsage); !strings.Contains(s.err, "no CPython with a GIL here") {
		t.Errorf("it says %q", s.err)
	}
}

func TestGILPlan(t *testing.T) {
	withPythons(t)
	out := weft(t, "gil", "--dry-run", "--reps", "1", "--intervals", "5", "--seed", "1").want(t, statusOK).out
	for _, says := range []string{"26 points, each once; seed 1", "python3.11/thread-pool", "half and half", "convoy, 5 ms"} {
		if !strings.Contains(out, says) {
			t.Errorf("%q is not in\n%s", says, out)
		}
	}
}
