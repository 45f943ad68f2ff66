package window

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"weft/workloads/families/familiestest"
)

// built is the folder of the programs that tests have built, once for all.
var built string

// role makes the test binary open a real window, measure and print what it has
// found as JSON: benchmarks start themselves with it.
var role = flag.String("role", "", "measure in a process of its own and exit: latency, watched or alone")

func TestMain(m *testing.M) {
	familiestest.Begin() // this binary is the engine of sweeps in tests
	flag.Parse()
	if *role != "" {
		os.Exit(play(*role))
	}
	status := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(status)
}

// play measures in a role.
func play(role string) int {
	var found any
	var err error
	switch role {
	case "latency":
		found, err = measureLatency()
	case "watched":
		found, err = sweepWatched()
	case "alone":
		found, err = sweepAlone()
	default:
		err = fmt.Errorf("no role is called %q", role)
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(found)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return exitOK
}

// needDisplay skips a benchmark where no window can be opened.
func needDisplay(b *testing.B) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		b.Skip("no display: run it under Xvfb, as in scripts/with-display go test -bench . ./app/window")
	}
}

// ask starts this binary in a role, with a home of its own, and reads what it
// has found.
func ask(b *testing.B, found any, role string, args ...string) {
	b.Helper()
	cmd := exec.Command(os.Args[0], append([]string{"-role", role}, args...)...)
	home := b.TempDir()
	if err := os.Mkdir(filepath.Join(home, ".cache"), 0o700); err != nil { // Fyne makes its own folder in it, but not this one
		b.Fatal(err)
	}
	cmd.Env = append(os.Environ(), "HOME="+home, "WEFT_DATA="+home)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("measuring in the role %s: %v", role, err)
	}
	if err := json.Unmarshal(out, found); err != nil {
		b.Fatalf("reading %q: %v", out, err)
	}
}
