package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/app/cli"
	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/families"
	"weft/workloads/run/protocol"
	"weft/workloads/runtimes"
	"weft/workloads/runtimes/made"
)

// engineCookie has this test binary be an engine of a made-up runtime.
const engineCookie = "WEFT_TEST_ABACUS"

func TestMain(m *testing.M) {
	if os.Getenv(engineCookie) != "" {
		abacus(os.Stdin, os.Stdout)
		os.Exit(0)
	}
	_ = os.Setenv("WEFT_PYTHON", "off") // what is listed must not depend on the machine
	families.Register()
	runtimes.Register(abacusFamily())
	runtimes.Register(loomFamily())
	child.Dispatch()
	os.Exit(m.Run())
}

// abacus is an engine: p beads move p times as fast, but where there is one wire
// for all of them. What it tells of times is made up, so that the verdict is certain.
func abacus(in io.Reader, out io.Writer) {
	_, _ = fmt.Fprintf(out, `{"hello":{"version":%d,"pid":%d,"runtime":"abacus 1.0"}}`+"\n", protocol.Version, os.Getpid())
	var m struct {
		Run struct {
			Model   string
			Workers int
		}
	}
	lines := bufio.NewReader(in)
	line, _ := lines.ReadBytes('\n')
	_ = json.Unmarshal(line, &m)
	p, speed := m.Run.Workers, 1
	if !strings.HasPrefix(m.Run.Model, "one-") {
		speed = p
	}
	_, _ = fmt.Fprintln(out, `{"phase":"setup"}`+"\n"+`{"phase":"run"}`+"\n"+`{"phase":"teardown"}`)
	_, _ = fmt.Fprintf(out, `{"result":{"tasks":8,"checksum":"00000000000000ff","cpu_source":"thread","phases":{"prepare_s":0,"setup_s":0.001,"run_s":%g,"teardown_s":0.001},`+
		`"lane_sums":{"busy_s":%g,"cpu_s":0.4,"gil_s":%g}}}`+"\n", 0.4/float64(speed), 0.4*float64(p)/float64(speed), 0.4*float64(p)/float64(speed)-0.4)
	_, _ = io.Copy(io.Discard, lines)
}

// madeUp is a runtime whose engine is this test binary.
func madeUp(name, label string, models ...*runtimes.Model) *runtimes.Runtime {
	return &runtimes.Runtime{Name: name, Label: label, About: "beads", Models: models, Command: func(context.Context, runtimes.Launch) (*exec.Cmd, error) {
		program, err := os.Executable()
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), engineCookie+"=1")
		return cmd, err
	}}
}

// oneWire is a model whose lanes take turns on a wire.
func oneWire(m *runtimes.Model) {
	m.Title, m.InSentence, m.Kind, m.Burden = "beads on one wire", "beads on one wire", "wires", "patience"
	m.Worker, m.Cores, m.Turn = runtimes.Coroutine, runtimes.OneCore, runtimes.LoopsTurn
}

// abacusFamily runs our workloads and has a baseline.
func abacusFamily() runtimes.Family {
	return made.Family(madeUp("abacus", "Abacus", made.Model("bead", made.Single), made.Model("many-beads", nil), made.Model("one-wire", oneWire)), nil)
}

// loomFamily has work of its own and compares each model with itself; its
// results are digests.
func loomFamily() runtimes.Family {
	cloth := &workloads.Workload{
		Name: "cloth", Kind: workloads.CPU, Short: "cloth", Teaches: "weaving", Elsewhere: "only looms weave",
		Params: []workloads.Param{{Name: "ells", Type: workloads.Int, Default: "3", Min: 1, Max: 9, Help: "how much of it"}},
		Count:  func(workloads.Values, float64) (int, error) { return 8, nil },
	}
	return made.Family(madeUp("loom", "Loom", made.Model("shuttles", nil), made.Model("one-shuttle", oneWire)), func(f *runtimes.Family) {
		f.Runs, f.Verified, f.Baseline = runtimes.OwnWork, runtimes.ByDigest, runtimes.ItsOwn
		f.Work = func(name string) (*workloads.Workload, error) {
			if name != cloth.Name {
				return nil, fmt.Errorf("a loom weaves %s, and nothing called %q", cloth.Name, name)
			}
			return cloth, nil
		}
	})
}

// weft runs a command line and returns what it printed.
func weft(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := (cli.Program{Version: "test"}).Run(t.Context(), args, &out, &errs); status != 0 {
		t.Fatalf("weft %v: status %d\n%s%s", args, status, out.String(), errs.String())
	}
	return out.String()
}

// verdict is what weft show tells of a session.
type verdict struct {
	Verdict, Winner string
	Recommendation  struct{ Model string }
	Failed          int
	Warnings        []string
}

func shown(t *testing.T, session string) (v verdict) {
	t.Helper()
	if err := json.Unmarshal([]byte(weft(t, "show", session, "--json")), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A runtime that nobody has heard of goes through every layer, from its engine to
// a verdict, a table and pictures, by what its family says of it.
func TestAMadeUpFamily(t *testing.T) {
	for _, c := range []struct {
		runtime, work string
		models        []string
		set           []string
		winner        string
		says          []string // in the verdict
		basis         string   // of the speedups
	}{
		{
			"abacus", "fib",
			[]string{"bead", "many-beads", "one-wire"},
			nil, "many-beads",
			[]string{"Many-beads", "wins: 2.00x at 2 workers"},
			"bead",
		},
		{
			"loom", "cloth",
			[]string{"shuttles", "one-shuttle"},
			[]string{"--set", "ells=5"},
			"shuttles",
			[]string{"Shuttles wins: 2.00x at 2 workers", "over its own p = 1"},
			"own p = 1",
		},
	} {
		t.Run(c.runtime, func(t *testing.T) {
			if list := weft(t, "list", c.runtime); !strings.Contains(list, c.runtime+"/"+c.models[1]) {
				t.Errorf("it is not listed:\n%s", list)
			}
			var names []string
			for _, m := range c.models {
				names = append(names, c.runtime+"/"+m)
			}
			dir := t.TempDir()
			session := filepath.Join(dir, "made-up.weft")
			args := append([]string{"sweep", c.work, "--models", strings.Join(names, ","), "--workers", "1,2", "--reps", "6", "--scale", "1", "--session", session, "--format", "png,csv,svg"}, c.set...)
			weft(t, append(args, "--out", dir)...)
			for name, holds := range map[string]string{"speedup.png": "PNG", "parts.png": "PNG", "parts.svg": "waiting for the loop", "parts.csv": c.basis, "decision.csv": "patience"} {
				if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Contains(data, []byte(holds)) {
					t.Errorf("%s: %v, %.300q", name, err, data)
				}
			}
			got := shown(t, session)
			if got.Winner != c.runtime+"/"+c.winner || got.Recommendation.Model != got.Winner || got.Failed > 0 || len(got.Warnings) > 0 {
				t.Errorf("%+v", got)
			}
			for _, words := range c.says {
				if !strings.Contains(got.Verdict, words) {
					t.Errorf("%q is not in %q", words, got.Verdict)
				}
			}
			said := weft(t, "show", session)
			if !strings.Contains(said, "beads on one wire") || !strings.Contains(said, c.basis) {
				t.Error(said)
			}
		})
	}
}
