//go:build unix

package python

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

// environment makes a virtual environment of a real Python, in which the test
// can install modules.
func environment(t *testing.T) (program, packages string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "env")
	if out, err := exec.Command(anyPython(t), "-m", "venv", "--without-pip", dir).CombinedOutput(); err != nil {
		t.Fatalf("making an environment: %v\n%s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "lib", "python3.*", "site-packages"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the environment's packages are in %v, %v", found, err)
	}
	return filepath.Join(dir, "bin", "python3"), found[0]
}

// installModule puts a module where libraries are.
func installModule(t *testing.T, packages, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(packages, name+".py"), []byte(text+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A library that is installed after an interpreter was asked is noticed, and so
// is that it is broken.
func TestWhatIsInstalledLaterIsNoticed(t *testing.T) {
	pythontest.Home(t)
	program, packages := environment(t)
	missing := func(found []*runtimes.Runtime, model string) string {
		m, err := found[0].Model(model)
		if err != nil {
			t.Fatal(err)
		}
		return m.Missing
	}
	if why := missing(find(t, program), "trio"); !strings.Contains(why, "trio not installed") {
		t.Fatalf("of a library that isn't there it says %q", why)
	}
	installModule(t, packages, "trio", "")
	if why := missing(find(t, program), "trio"); why != "" {
		t.Errorf("once it is installed it says %q", why)
	}
	installModule(t, packages, "gevent", "import a_module_that_is_nowhere")
	if why := missing(Examine(context.Background()), "gevent"); !strings.Contains(why, "can't be imported: ModuleNotFoundError: No module named 'a_module_that_is_nowhere'") {
		t.Errorf("of a broken library it says %q", why)
	}
	if why := missing(find(t, program), "gevent"); !strings.Contains(why, "can't be imported") {
		t.Errorf("what was found out about a broken library is forgotten: %q", why)
	}
}

// Every library is asked for: one that ends its interpreter, prints or hangs
// keeps no other from being told.
func TestBrokenLibraries(t *testing.T) {
	program, packages := environment(t)
	for name, text := range map[string]string{
		"celery": "print('hello')", "dask": "import os; os._exit(7)", "gevent": "raise SystemExit('no')",
		"redis": "import time; time.sleep(600)", "trio": "raise RuntimeError('it is\\nbroken')",
	} {
		installModule(t, packages, name, text)
	}
	i := probe(context.Background(), candidate{path: program})
	if !slices.Equal(i.Libraries, []string{"celery", "dask", "gevent", "redis", "trio"}) {
		t.Fatalf("it has %v", i.Libraries)
	}
	found, ok := tryImports(context.Background(), i, 3*time.Second)
	want := map[string]string{
		"dask": "importing it ends the interpreter: exit status 7", "gevent": "SystemExit: no",
		"redis": "importing it took longer than 3s", "trio": "RuntimeError: it is",
	}
	if !ok || !maps.Equal(found.Broken, want) {
		t.Errorf("broken are %q, %v", found.Broken, ok)
	}
	if found.StartMethod == "" || found.GIL != i.GIL {
		t.Errorf("it says %+v, and said %+v before", found, i.facts)
	}
}

// An extension that turns the GIL of a free-threaded build on is named.
func TestAGILThatComesOn(t *testing.T) {
	dir := pythontest.Home(t)
	path := filepath.Join(dir, "python")
	answer := fmt.Sprintf(`{"version": "3.14.0", "implementation": "cpython", "executable": %q, "prefix": %q, "free_threaded": true, "gil": false, "libraries": ["dask", "numpy", "trio"]}`, path, dir)
	pythontest.Script(t, path, `if [ $# = 6 ]; then echo '`+answer+`'; exit; fi
for name in dask numpy trio; do
  on=true; [ $name = dask ] && on=false
  echo 'weft {"library": "'$name'", "problem": "", "gil": '$on'}'
done
echo 'weft {"done": true, "gil": true, "start_method": "forkserver"}'`)
	find(t, path)
	found := Examine(context.Background())
	if about := found[0].About; !strings.Contains(about, "importing numpy turns its GIL on") || !strings.Contains(about, "by forkserver") {
		t.Errorf("it is said to be %q", about)
	}
}

func TestImportLines(t *testing.T) {
	lines := importLines("noise\nweft {\"library\": \"dask\", \"problem\": \"x\"}\nweft nonsense\n weft {}\nweft {\"done\": true}")
	if len(lines) != 2 || lines[0].Library != "dask" || lines[0].Problem != "x" || !lines[1].Done || imported(lines) != 1 {
		t.Errorf("read %+v", lines)
	}
}
