package cli

import (
	"slices"
	"strings"
	"testing"

	"weft/app/planning"
	"weft/workloads/python/pythontest"
)

// withPythons has fake interpreters found: a usable 3.11 and one that is too old.
func withPythons(t *testing.T) {
	t.Helper()
	pythontest.Found(t, "3.11.2", "3.6.1")
}

func TestListNamesRuntimes(t *testing.T) {
	withPythons(t)
	out := weft(t, "list").want(t, statusOK).out
	for _, says := range []string{
		"Go models", "Python 3.11 models: CPython 3.11.2", "python3.11/process-pool", "concurrent.futures.ProcessPoolExecutor",
		"not here: it needs Python 3.12", "Scale unless --scale says otherwise:", "fib 0.05", "Runtimes that can't be used", "3.6.1 is too old",
	} {
		if !strings.Contains(out, says) {
			t.Errorf("%q is not in\n%s", says, out)
		}
	}
	one := weft(t, "list", "python3.11/asyncio").want(t, statusOK).out
	if !strings.Contains(one, "event loop") || strings.Contains(one, "python3.11/threads") {
		t.Errorf("of one model it tells\n%s", one)
	}
	listed := weft(t, "list", "--json").want(t, statusOK).object(t)
	if n := len(listed["runtimes"].([]any)); n != 3 {
		t.Errorf("%d runtimes are listed", n)
	}
}

func TestModelsOfRuntimes(t *testing.T) {
	withPythons(t)
	for text, want := range map[string][]string{
		"go/thread-pool,python3.11/thread-pool, python3.11/process-pool": {"go/thread-pool", "python3.11/thread-pool", "python3.11/process-pool"},
		"python3.11/all": namesStarting(t, "python3.11/"),
		"all":            namesStarting(t, "go/"),
	} {
		if got, err := planning.ParseModels(t.Context(), text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	if all := namesStarting(t, "python3.11/"); len(all) != 10 || slices.Contains(all, "python3.11/interpreters") {
		t.Errorf("Python 3.11 has %v", all)
	}
	for _, c := range []struct{ model, says string }{
		{"python3.12/threads", "no runtime is called \"python3.12\""},
		{"python3.11/gil-threads", "no Python 3.11 model is called"},
		{"python3.11/interpreters", "it needs Python 3.12"},
		{"python3.6/threads", "too old"},
		{"python3.6/all", "too old"},
	} {
		said := weft(t, "sweep", "fib", "--models", c.model, "--dry-run").want(t, statusUsage)
		if !strings.Contains(said.err, c.says) {
			t.Errorf("%s: %s", c.model, said.err)
		}
	}
}

func namesStarting(t *testing.T, with string) []string {
	return slices.DeleteFunc(modelNames(t.Context()), func(name string) bool { return !strings.HasPrefix(name, with) })
}

func TestDryRunWarmsUpEachRuntime(t *testing.T) {
	withPythons(t)
	out := weft(t, "sweep", "fib", "--models", "go/thread-pool,python3.11/thread-pool", "--workers", "1,2", "--dry-run").want(t, statusOK).out
	if n := strings.Count(out, "warm-up, left out"); n != 2 {
		t.Errorf("%d warm-ups in\n%s", n, out)
	}
	if !strings.Contains(out, "--scale 0.05 gives all of them the same") {
		t.Errorf("it doesn't say how to give all the same work:\n%s", out)
	}
	out = weft(t, "sweep", "fib", "--models", "go/thread-pool,python3.11/thread-pool", "--scale", "0.05", "--dry-run").want(t, statusOK).out
	if strings.Contains(out, "gives all of them") {
		t.Errorf("it says how although all have the same:\n%s", out)
	}
}
