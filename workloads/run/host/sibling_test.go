package host

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/workloads/child"
	"weft/workloads/run"
)

// enginePathRole tells which program it takes for engines, and whether a run in it succeeds.
const enginePathRole = "run-test-engine-path"

func init() {
	child.Register(enginePathRole, func() int {
		path, err := child.Engine()
		if err != nil {
			fmt.Println(err)
			return 1
		}
		fmt.Println(path)
		r := (&Host{}).Run(context.Background(), brief("process-pool", 2), run.Watch{})
		fmt.Println(r.Checksum, r.Failure)
		return 0
	})
}

// buildEngine builds the program without a window into dir.
func buildEngine(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, child.EngineName())
	build := exec.Command("go", "build", "-tags", "nogui", "-o", path, "weft")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the engine: %v\n%s", err, out)
	}
	return path
}

// copyOfThisTest copies the test program into dir.
func copyOfThisTest(t *testing.T, dir string) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close() //nolint:errcheck // only read from
	path := filepath.Join(dir, filepath.Base(exe))
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// The program runs engines in the build beside it, and in itself when there is
// none; both give the same result.
func TestEnginesRunInTheSiblingOrInTheProgramItself(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	self := copyOfThisTest(t, dir)
	want := mustRun(t, brief("sequential", 1)).Checksum + " <nil>\n"
	ask := func() (path, ended string) {
		out, err := child.In(self, enginePathRole).Output()
		if err != nil {
			t.Fatal(err)
		}
		path, ended, _ = strings.Cut(string(out), "\n")
		return path, ended
	}
	if path, ended := ask(); path != self || ended != want {
		t.Errorf("alone it runs engines in %s and the run ended as %q, want %s and %q", path, ended, self, want)
	}
	sibling := buildEngine(t, dir)
	if path, ended := ask(); path != sibling || ended != want {
		t.Errorf("beside the build without a window it runs engines in %s and the run ended as %q, want %s and %q", path, ended, sibling, want)
	}
	if r := (&Host{Program: sibling}).Run(context.Background(), brief("process-pool", 2), run.Watch{}); r.Failure != nil || r.Checksum+" <nil>\n" != want {
		t.Errorf("with the program named, the run ended as %+v", r.Failure)
	}
}
