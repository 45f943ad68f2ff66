package host

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/python/pythontest"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// plantedModules are modules of the standard library and of every library that
// the runner uses, by the names under which they are imported.
var plantedModules = strings.Fields(`
	abc asyncio base64 codecs collections compileall concurrent contextlib copyreg ctypes functools
	gc hashlib heapq hmac importlib io json logging multiprocessing numbers pickle queue random re
	secrets select selectors shutil signal site sitecustomize socket ssl struct subprocess tempfile
	threading traceback types usercustomize uuid warnings weakref zlib _posixsubprocess
	aiohttp billiard celery celeryconfig click cloudpickle dask distributed gevent greenlet kombu
	msgpack numpy redis requests tblib tornado toolz trio twisted vine yaml zict zope`)

// plantedPrograms are programs that Weft, an interpreter or a library looks for.
var plantedPrograms = strings.Fields("python3 python3.11 pypy3 py uv redis-server valkey-server keydb-server gcc cc ld ldconfig objdump uname sh which nproc")

// plant puts modules and programs into a folder that each note in marker that
// they were executed.
func plant(t *testing.T, folder, marker string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range plantedModules {
		text := fmt.Sprintf("with open(%q, 'a') as marker:\n    marker.write(__file__ + '\\n')\n", marker)
		if err := os.WriteFile(filepath.Join(folder, name+".py"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range plantedPrograms {
		pythontest.Script(t, filepath.Join(folder, name), "echo "+filepath.Join(folder, name)+" >> "+marker+"; exit 1")
	}
}

// executed are the planted files that were executed, each once.
func executed(t *testing.T, marker string) string {
	t.Helper()
	text, err := os.ReadFile(marker)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.RemoveAll(marker); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// No file of the current folder, of a folder that PATH or PYTHONPATH names is
// executed, whichever model runs, and however it starts its processes.
func TestNothingForeignIsExecuted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is planted is a shell's script")
	}
	realPython(t)
	room(t)
	here, marker := t.TempDir(), filepath.Join(t.TempDir(), "executed")
	for _, folder := range []string{"", "bin", "lib"} {
		plant(t, filepath.Join(here, folder), marker)
	}
	t.Chdir(here)
	t.Setenv("PATH", strings.Join([]string{"", ".", "bin", os.Getenv("PATH")}, string(os.PathListSeparator)))
	t.Setenv("PYTHONPATH", strings.Join([]string{".", "lib", filepath.Join(here, "lib")}, string(os.PathListSeparator)))
	t.Setenv("PYTHONSTARTUP", filepath.Join(here, "site.py"))
	runtimes.Forget()
	for _, r := range runtimes.All(t.Context()) {
		if strings.HasPrefix(r.Path, here) || !filepath.IsAbs(r.Path) && r.Path != "" {
			t.Errorf("%s was found", r.Path)
		}
	}
	if which := executed(t, marker); which != "" {
		t.Errorf("looking for Pythons executed\n%s", which)
	}
	all := runtimes.All(t.Context())
	richest := slices.MaxFunc(all, func(a, b *runtimes.Runtime) int { return len(usable(a)) - len(usable(b)) })
	for _, r := range all {
		models := usable(r)
		if r != richest { // how processes begin differs between versions, what a library does hardly
			models = slices.DeleteFunc(models, func(m *runtimes.Model) bool {
				return !slices.Contains([]string{"sequential", "process-pool", "interpreters"}, m.Name)
			})
		}
		for _, m := range models {
			t.Run(r.Name+"/"+m.Name, func(t *testing.T) { runAmong(t, r, m, marker) })
		}
	}
}

// usable are the models that a runtime can run.
func usable(r *runtimes.Runtime) []*runtimes.Model {
	if r.Missing != "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Models), func(m *runtimes.Model) bool { return m.Missing != "" })
}

// runAmong runs a model with each way of starting processes that it has, and
// holds that it has executed nothing of what was planted.
func runAmong(t *testing.T, r *runtimes.Runtime, m *runtimes.Model, marker string) {
	ways := []workloads.Values{nil}
	if slices.ContainsFunc(m.Params, func(p workloads.Param) bool { return p.Name == "start" }) {
		ways = []workloads.Values{{"start": "fork"}, {"start": "spawn"}, {"start": "forkserver"}}
	}
	for _, way := range ways {
		spec := run.Spec{ // few tasks: some models start a process for each
			Workload: "sleep", Params: workloads.Values{"tasks": "4", "ms": "1"}, Runtime: r.Name, Model: m.Name, Options: way, Workers: 2,
		}
		if m.MaxWorkers == 1 {
			spec.Workers = 1
		}
		if got := (&Host{}).Run(t.Context(), spec, run.Watch{}); got.Failure != nil {
			t.Errorf("%v: %s\n%s", way, got.Failure.Message, got.Failure.Detail)
		}
		if which := executed(t, marker); which != "" {
			t.Errorf("%v executed\n%s", way, which)
		}
	}
}
