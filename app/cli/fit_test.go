package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The published measurements that the usl package for R brings along: see
// charts/scaling/usl_test.go.
const specSDM91 = "testdata/specsdm91.csv"

func TestFit(t *testing.T) {
	golden(t, "fit-usl.golden", weft(t, "fit", "--law", "usl", specSDM91, "--to", "500").want(t, 0).out)
	golden(t, "fit-usl.json", rounded(t, weft(t, "fit", "--law", "usl", specSDM91, "--json").want(t, 0).out))
	golden(t, "fit-amdahl.golden", weft(t, "fit", "--law", "amdahl", "testdata/times.csv").want(t, 0).out)
	golden(t, "fit-gustafson.golden", weft(t, "fit", "--law", "gustafson", "testdata/weak.csv").want(t, 0).out)
}

// rounded writes all figures of a text with five digits: the last ones depend on
// how a processor rounds.
func rounded(t *testing.T, text string) string {
	t.Helper()
	return regexp.MustCompile(`\d+\.\d+(e-?\d+)?`).ReplaceAllStringFunc(text, func(figure string) string {
		f, err := strconv.ParseFloat(figure, 64)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.FormatFloat(f, 'g', 5, 64)
	})
}

// TestFitContract holds the names that programs rely on.
func TestFitContract(t *testing.T) {
	r := has(t, "fit", weft(t, "fit", "--law", "usl", specSDM91, "--json").want(t, 0).object(t), "law params peak r2 n warnings predictions unit baseline")
	params := has(t, "params", r["params"], "sigma kappa gamma")
	for name, p := range params {
		p := has(t, name, p, "value low high")
		if low, value, high := p["low"].(float64), p["value"].(float64), p["high"].(float64); low > value || value > high {
			t.Errorf("%s: %v in %v to %v", name, value, low, high)
		}
	}
	if peak := r["peak"].(float64); peak < 96 || peak > 97 {
		t.Errorf("peak %v", peak)
	}
	if r["n"] != 7.0 || r["law"] != "usl" {
		t.Errorf("%v", r)
	}
	each(t, "predictions", r["predictions"], "workers value low high speedup")
	amdahl := weft(t, "fit", "--law", "amdahl", "testdata/times.csv", "--json").want(t, 0).object(t)
	has(t, "params", amdahl["params"], "f")
	if peak, there := amdahl["peak"]; peak != nil || !there {
		t.Errorf("Amdahl's law has a peak: %v", peak)
	}
}

// TestFitRefusals holds that a law that says nothing is not printed: status 1,
// and the reason.
func TestFitRefusals(t *testing.T) {
	few := saved(t, "n,x\n1,10\n2,19\n4,33\n8,50\n")
	s := weft(t, "fit", "--law", "usl", few).want(t, statusFailed)
	if s.out != "" || s.err != "weft: USL: its three parameters take 5 or more numbers of workers; measured: 4.\n" {
		t.Errorf("%+v", s)
	}
	s = weft(t, "fit", "--law", "usl", few, "--json").want(t, statusFailed)
	r := has(t, "fit", s.object(t), "law params warnings refused predictions")
	if r["peak"] != nil || r["r2"] != nil || r["n"] != 4.0 || len(r["params"].(map[string]any)) != 0 || s.err != "" {
		t.Errorf("%v, %q", r, s.err)
	}
	s = weft(t, "fit", "--law", "gustafson", "testdata/times.csv").want(t, statusFailed)
	if !strings.Contains(s.err, "above the number of workers") {
		t.Errorf("times of the same work pass for Gustafson's: %q", s.err)
	}
	noOne := saved(t, "p,time\n2,5\n4,3\n8,2\n")
	if s = weft(t, "fit", "--law", "amdahl", noOne).want(t, statusFailed); !strings.Contains(s.err, "no baseline") {
		t.Errorf("%q", s.err)
	}
	for _, law := range []string{"amdahl", "usl"} { // the header decides, order does not matter
		if s := weft(t, "fit", "--law", law, noOne, "--json"); s.status != statusFailed {
			t.Errorf("%s: %+v", law, s)
		}
	}
}

// TestFitWithoutALaw holds that laws are chosen, or why none is: side by side,
// each with its reason, in each series of a file.
func TestFitWithoutALaw(t *testing.T) {
	s := weft(t, "fit", specSDM91).want(t, 0)
	for _, part := range []string{"Read: workers from load", "Universal scalability law, X(n)", "peak"} {
		if !strings.Contains(s.out, part) {
			t.Errorf("no %q in\n%s", part, s.out)
		}
	}
	two := saved(t, "algorithm,threads,time\nA,1,10\nA,2,5.4\nA,4,3.1\nA,8,2\nB,1,30\nB,2,15\nB,4,7.6\nB,8,3.9\n")
	s = weft(t, "fit", two).want(t, 0)
	a, b := strings.Index(s.out, "algorithm A\n"), strings.Index(s.out, "algorithm B\n")
	if a < 0 || b < a || strings.Count(s.out, "the only law of those tried that can be fitted") != 2 {
		t.Errorf("%s", s.out)
	}
	r := weft(t, "fit", two, "--json").want(t, 0).object(t)
	f := r["params"].(map[string]any)["f"].(map[string]any)["value"].(float64)
	others := r["others"].([]any)
	if r["series"] != "A" || f < 0.0728 || f > 0.0928 || len(others) != 3 || len(r["read"].([]any)) == 0 {
		t.Errorf("%v", r)
	}
}

// TestFitHasNoDeadEnd holds that five points that fall again are fitted by the
// USL, with a warning, and that no law is named as a way out that refuses too.
func TestFitHasNoDeadEnd(t *testing.T) {
	five := saved(t, "threads,time\n1,10\n2,5.5\n4,3.4\n8,2.9\n16,3.6\n")
	s := weft(t, "fit", five).want(t, 0)
	if !strings.Contains(s.out, "Not fitted: Amdahl's law") || !strings.Contains(s.out, "5 numbers of workers are few") {
		t.Errorf("%s", s.out)
	}
	r := weft(t, "fit", five, "--law", "usl", "--json").want(t, 0).object(t)
	for name, want := range map[string]float64{"sigma": 0.056, "kappa": 0.0163, "gamma": 0.0997} {
		got := r["params"].(map[string]any)[name].(map[string]any)["value"].(float64)
		if got < 0.97*want || got > 1.03*want {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	four := saved(t, "threads,time\n1,10\n2,5.5\n4,3.4\n8,5.9\n")
	if s := weft(t, "fit", four, "--law", "amdahl").want(t, statusFailed); !strings.Contains(s.err, "but takes 5 or more numbers of workers (measured: 4)") {
		t.Errorf("%q", s.err)
	}
}

// TestFitSaysNoMoreThanItKnows holds that a curve with a peak has no limit that
// lies below it, that values beyond all bounds are told as such, and that an R2
// below 0 comes with its reason.
func TestFitSaysNoMoreThanItKnows(t *testing.T) {
	peaked := saved(t, "n,x\n1000,50429.5\n5000,243843\n10000,478574\n20000,844074\n40000,1.20239e+06\n60000,1.19041e+06\n80000,1.10221e+06\n100000,982361\n")
	if limit := weft(t, "fit", peaked, "--law", "usl", "--json").want(t, 0).object(t)["limit"]; limit != 0.0 {
		t.Errorf("limit %v", limit)
	}
	if s := weft(t, "fit", peaked, "--law", "usl").want(t, 0); strings.Contains(s.out, "limit") {
		t.Errorf("%s", s.out)
	}
	tiny := saved(t, "n,x\n1,1e-70\n2,1.9e-70\n4,3.4e-70\n")
	if s := weft(t, "fit", tiny).want(t, statusFailed); !strings.Contains(s.err, "beyond what can be computed with") {
		t.Errorf("%q", s.err)
	}
	flat := saved(t, "workers,seconds\n1,20\n2,20.9\n4,20.8\n8,20.7\n")
	if s := weft(t, "fit", flat, "--law", "amdahl").want(t, 0); !strings.Contains(s.out, "below 0: they differ so little") {
		t.Errorf("%s", s.out)
	}
}

// TestFitErrorsAreObjectsToo holds that --json is one object on every outcome.
func TestFitErrorsAreObjectsToo(t *testing.T) {
	for _, file := range []string{"testdata/wrong.csv", "testdata/missing.csv", "testdata/show.golden"} {
		s := weft(t, "fit", file, "--json").want(t, statusUsage)
		if text, ok := s.object(t)["error"].(string); !ok || !strings.Contains(text, file) || s.err != "" {
			t.Errorf("%s: %+v", file, s)
		}
	}
}

func saved(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFitWrongUse holds the sentences for wrong use and wrong files: all have
// status 2, and leave standard output alone.
func TestFitWrongUse(t *testing.T) {
	lines := []string{
		"fit",
		"fit --law moore " + specSDM91,
		"fit --law usk " + specSDM91,
		"fit --law usl " + specSDM91 + " more.csv",
		"fit --law usl " + specSDM91 + " --to -4",
		"fit --law usl " + specSDM91 + " --to many",
		"fit --law usl testdata/missing.csv",
		"fit --law usl testdata/wrong.csv",
		"fit --law usl testdata/list.json",
		"fit --law usl testdata/show.golden",
	}
	golden(t, "fit-errors.golden", refusals(t, lines))
}

func TestFitReadsStandardInput(t *testing.T) {
	file, err := os.Open(specSDM91)
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stdin
	os.Stdin = file
	t.Cleanup(func() {
		os.Stdin = before
		_ = file.Close() // was only read
	})
	got := weft(t, "fit", "--law", "usl", "-").want(t, 0).out
	if want := weft(t, "fit", "--law", "usl", specSDM91).want(t, 0).out; got != want {
		t.Errorf("from standard input\n%s\nfrom the file\n%s", got, want)
	}
}

func TestFitCompletes(t *testing.T) {
	if s := weft(t, "__complete", "fit", "--law", "g").want(t, 0); !strings.Contains(s.out, "gustafson") {
		t.Errorf("%q", s.out)
	}
	if s := weft(t, "fit", "--help").want(t, 0); !strings.Contains(s.out, "workers,seconds") || !strings.Contains(s.out, "standard input") {
		t.Errorf("%q", s.out)
	}
}
