package host

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/python/pythontest"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// realPython is the name of a Python that can be used. Where there is none the
// test is skipped, but not in continuous integration.
func realPython(t *testing.T) string {
	t.Helper()
	pythontest.Cache(t)
	for _, r := range runtimes.All(t.Context()) {
		if _, err := r.Model("process-pool"); err == nil && r.Missing == "" && strings.HasPrefix(r.Name, "python") {
			return r.Name
		}
	}
	if os.Getenv("WEFT_CI") != "" {
		t.Fatal("there is no Python, and continuous integration has to have one")
	}
	t.Skip("there is no Python 3.8 or newer on this machine")
	return ""
}

// Every model of Python does the work that Go does.
func TestPythonModels(t *testing.T) {
	name := realPython(t)
	room(t)
	want := mustRun(t, brief("sequential", 1))
	r, err := runtimes.ByName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range r.Models {
		if m.Missing != "" {
			t.Logf("%s was not run: %s", m.Name, m.Missing)
			continue
		}
		spec := brief(m.Name, 2)
		if m.MaxWorkers == 1 {
			spec.Workers = 1
		}
		spec.Runtime = name
		got := mustRun(t, spec)
		if got.Checksum != want.Checksum || got.Tasks != want.Tasks {
			t.Errorf("%s: %d tasks with checksum %s, Go has %d with %s", m.Name, got.Tasks, got.Checksum, want.Tasks, want.Checksum)
		}
		if p := got.Phases; min(got.Launch, p.Prepare, p.Setup, p.Run) <= 0 || len(got.Records.Task) != got.Tasks {
			t.Errorf("%s: phases are %+v, there are %d records", m.Name, p, len(got.Records.Task))
		}
	}
	nothingLeft(t)
}

// The page server is the host's, whoever fetches.
func TestPythonFetchesPages(t *testing.T) {
	name := realPython(t)
	room(t)
	for _, model := range []string{"asyncio", "process-pool"} {
		spec := run.Spec{
			Workload: "scrape", Params: workloads.Values{"pages": "6", "latency": "1"}, Scale: 1, Model: model, Workers: 2, Runtime: name,
		}
		got := mustRun(t, spec)
		spec.Runtime, spec.Model = "go", "sequential"
		spec.Workers = 1
		if want := mustRun(t, spec); got.Checksum != want.Checksum {
			t.Errorf("%s: the checksum is %s, Go has %s", model, got.Checksum, want.Checksum)
		}
		if len(got.Helpers) == 0 || got.Spec.Pages != "" {
			t.Errorf("%s: helpers are %v, and the spec tells %q", model, got.Helpers, got.Spec.Pages)
		}
	}
	nothingLeft(t)
}

// What goes wrong in a Python task is told as what goes wrong in a Go task is.
func TestFaultyPythonTasks(t *testing.T) {
	name := realPython(t)
	const mib = 1 << 20
	for _, model := range []string{"sequential", "thread-pool", "process-pool"} {
		for _, c := range []struct{ how, kind, says, detail string }{
			{"panic", run.KindPanic, "Task 5 raised ZeroDivisionError: task 5 panics because it was asked to.", `fault.py", line`},
			{"error", run.KindTask, "Task 5 failed: this task fails because it was asked to.", `fault.py", line`},
			{"system-exit", run.KindPanic, "Task 5 raised SystemExit: 3.", `fault.py", line`},
			{"unpicklable", run.KindTask, "Task 5 failed: it returned a function, not a whole number.", "Traceback"},
			{"exit", run.KindExit, "status 3", ""},
			{"kill", run.KindExit, "signal 9", ""},
			{"deadlock", run.KindTimeout, "did not end within 1s", ""},
			{"memory", run.KindMemory, "more than its limit of 300 MiB", ""},
			{"garbage", run.KindProtocol, "a task must not print", ""},
		} {
			t.Run(model+"/"+c.how, func(t *testing.T) {
				room(t)
				workers := 2
				if model == "sequential" {
					workers = 1
				}
				r := (&Host{}).Run(t.Context(), run.Spec{
					Workload: "fault", Params: workloads.Values{"how": c.how}, Scale: 1, Runtime: name, Model: model, Workers: workers,
					Timeout: faultTimeout(c.how), MemoryLimit: 300 * mib,
				}, run.Watch{})
				if r.Failure == nil {
					t.Fatal("the run succeeded")
				}
				if r.Failure.Kind != c.kind || !strings.Contains(r.Failure.Message, c.says) || !strings.Contains(r.Failure.Detail, c.detail) {
					t.Errorf("the run ended as %s: %s\n%s", r.Failure.Kind, r.Failure.Message, r.Failure.Detail)
				}
				if c.detail != "" && !strings.HasPrefix(r.Failure.Detail, "Traceback (most recent call last):\n") {
					t.Errorf("the detail is no whole traceback: %s", r.Failure.Detail)
				}
				if strings.Contains(r.Failure.Message, "\n") {
					t.Errorf("the message has several lines: %s", r.Failure.Message)
				}
				nothingLeft(t)
			})
		}
	}
}

// An interpreter that answers Weft's question but can't run the runner: its
// complaint is the reason, and all that it said the detail.
func TestPythonThatEndsBeforeHello(t *testing.T) {
	path := filepath.Join(pythontest.Home(t), "python3")
	pythontest.Script(t, path, `case "$*" in
*main.py*) printf 'Traceback (most recent call last):\n  File "main.py", line 1\nImportError: no module named weft\n' >&2; exit 1;;
esac
echo '`+pythontest.Answer(path, "3.11.2", "")+"'")
	t.Setenv("WEFT_PYTHON", path)
	room(t)
	spec := brief("sequential", 1)
	spec.Runtime = "python3.11"
	r := (&Host{}).Run(t.Context(), spec, run.Watch{})
	if r.Failure == nil || r.Failure.Kind != run.KindLaunch ||
		!strings.Contains(r.Failure.Message, "ImportError: no module named weft") || !strings.Contains(r.Failure.Detail, "line 1") {
		t.Errorf("the run ended as %+v", r.Failure)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r = (&Host{}).Run(t.Context(), spec, run.Watch{})
	if r.Failure == nil || !strings.Contains(r.Failure.Message, path) || !strings.Contains(r.Failure.Message, "no more") {
		t.Errorf("with the interpreter removed the run ended as %+v", r.Failure)
	}
	nothingLeft(t)
}

// An unknown runtime's error says which there are and where they were looked for.
func TestUnknownRuntime(t *testing.T) {
	pythontest.Cache(t)
	t.Setenv("WEFT_PYTHON", "off")
	spec := brief("sequential", 1)
	spec.Runtime = "python3.12"
	_, err := spec.Resolve(t.Context())
	if err == nil || !strings.Contains(err.Error(), "go") || !strings.Contains(err.Error(), "WEFT_PYTHON") {
		t.Errorf("the error is %v", err)
	}
}

// Nothing is looked for as long as only Go is asked for.
func TestGoNeedsNoLooking(t *testing.T) {
	pythontest.Cache(t)
	dir := t.TempDir()
	t.Setenv("WEFT_PYTHON", filepath.Join(dir, "python3"))
	pythontest.Script(t, filepath.Join(dir, "python3"), "touch '"+dir+"/asked'")
	room(t)
	mustRun(t, brief("thread-pool", 2))
	names := []string{}
	for _, r := range runtimes.AtHand() {
		names = append(names, r.Name)
	}
	if _, err := os.Stat(filepath.Join(dir, "asked")); err == nil || !slices.Equal(names, []string{"go"}) {
		t.Errorf("Pythons were looked for: %s are at hand (%s)", names, strconv.Quote(dir))
	}
}
