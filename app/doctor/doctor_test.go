package doctor

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/internal/places"
	_ "weft/workloads/catalogue"
	"weft/workloads/families/familiestest"
	"weft/workloads/python"
	"weft/workloads/run"
	"weft/workloads/run/host"
	"weft/workloads/run/runtest"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

func TestMain(m *testing.M) {
	familiestest.Begin() // the engine of the last check is this very program
	os.Exit(m.Run())
}

// finds is what a check has to say: its state, and words that must be there.
type finds struct {
	f     Finding
	state State
	words []string
}

// hold compares findings with what they should be. A problem without advice is
// no use to anybody.
func hold(t *testing.T, cases map[string]finds) {
	t.Helper()
	for name, c := range cases {
		text := c.f.Found + " " + c.f.Advice
		if c.f.State != c.state || c.f.State == Problem && c.f.Advice == "" || !strings.HasSuffix(c.f.Found, ".") {
			t.Errorf("%s: %+v, want it to be %s", name, c.f, c.state)
		}
		for _, w := range c.words {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q lacks %q", name, text, w)
			}
		}
	}
}

func TestScreens(t *testing.T) {
	good := Screen{System: "X11", Width: 1920, Height: 1080, Scale: 1, Renderer: "Mesa Intel(R) UHD", OpenGL: "4.6"}
	soft, large, none, old := good, good, good, good
	soft.Renderer = "llvmpipe (LLVM 15.0.6, 256 bits)"
	large.Scale = 2
	none.Display = errors.New("the display does not answer")
	old.GL = errors.New("OpenGL 2 is missing")
	hold(t, map[string]finds{
		"good":             {display(good), OK, []string{"X11, 1920 x 1080"}},
		"scaled too much":  {display(large), Note, []string{"scale of 2", "FYNE_SCALE"}},
		"none":             {display(none), Problem, []string{"does not answer", "weft sweep"}},
		"card":             {openGL(good), OK, []string{"4.6", "Intel"}},
		"software":         {openGL(soft), Note, []string{"processor draws", "weft sweep"}},
		"old":              {openGL(old), Problem, []string{"missing", "libgl1-mesa-dri"}},
		"headless":         {withoutWindow("", ""), Note, []string{"neither"}},
		"headless with it": {withoutWindow(":7", ""), Note, []string{":7"}},
		"headless wayland": {withoutWindow(":7", "wayland-1"), Note, []string{"wayland-1"}},
	})
	if got := screenFindings(func() Screen { return none }); len(got) != 1 {
		t.Errorf("without a display there is no OpenGL to ask: %+v", got)
	}
}

func TestMachines(t *testing.T) {
	eight := sample.Machine{Logical: 8, Physical: 4, CPU: "Fast"}
	hold(t, map[string]finds{
		"pairs":            {cores(eight, sample.Limits{Online: 8}), OK, []string{"8 logical cores", "4 physical", "Fast"}},
		"one":              {cores(sample.Machine{Logical: 1}, sample.Limits{}), Note, []string{"1 logical core."}},
		"affinity":         {cores(eight, sample.Limits{Online: 16}), Note, []string{"16", "may use 8", "taskset"}},
		"quota":            {cores(eight, sample.Limits{Cores: 1.5}), Note, []string{"1.5 of them", "CPUQuota"}},
		"a wide quota":     {cores(eight, sample.Limits{Cores: 8}), OK, nil},
		"quiet":            {load([]float64{3, 5}), OK, []string{"4 %"}},
		"loud":             {load([]float64{90, 0}), Note, []string{"45 %"}},
		"load not told":    {load(nil), OK, []string{"not told"}},
		"memory":           {memory(16e9, 8e9, 0), OK, []string{"16", "8"}},
		"little":           {memory(16e9, 5e8, 0), Note, []string{"80 %"}},
		"next to none":     {memory(16e9, 1e8, 0), Problem, nil},
		"a group's memory": {memory(16e9, 8e9, 2e9), Note, []string{"control group"}},
		"memory not told":  {memory(0, 0, 0), OK, []string{"not told"}},
	})
}

func TestClocksAndPower(t *testing.T) {
	fine := clocks{step: 20, cost: 25, thread: 500}
	hold(t, map[string]finds{
		"fine":        {clock(fine, sample.Power{Clock: "tsc"}), OK, []string{"tsc", "20.0 ns", "25.0 ns", "500 ns"}},
		"no threads":  {clock(clocks{step: 20, cost: 25}, sample.Power{}), OK, []string{"not told"}},
		"slow source": {clock(fine, sample.Power{Clock: "hpet"}), Note, []string{"tsc"}},
		"coarse":      {clock(clocks{step: time.Millisecond, cost: 25}, sample.Power{}), Note, []string{"a second or more"}},
		"guest":       {power(sample.Power{}, sample.Machine{Virtual: "kvm"}), OK, []string{"kvm"}},
		"not told":    {power(sample.Power{}, sample.Machine{}), OK, []string{"not told"}},
		"fast":        {power(sample.Power{Governor: "performance", Driver: "acpi-cpufreq", Turbo: "on"}, sample.Machine{}), OK, []string{"performance", "Turbo is on"}},
		"slow":        {power(sample.Power{Governor: "powersave", Driver: "acpi-cpufreq"}, sample.Machine{}), Note, []string{"cpupower"}},
		"adaptive":    {power(sample.Power{Governor: "powersave", Driver: "intel_pstate"}, sample.Machine{}), OK, nil},
		"battery":     {power(sample.Power{Battery: true}, sample.Machine{}), Note, []string{"Plug it in"}},
	})
	if c := timeClocks(); c.step <= 0 || c.cost <= 0 {
		t.Errorf("the clocks of this machine are %+v", c)
	}
}

func TestPythons(t *testing.T) {
	whole := &runtimes.Runtime{Name: "python3.14", About: "CPython 3.14.0", Models: []*runtimes.Model{{Name: "threads", Worker: runtimes.Thread, Turn: runtimes.GILsTurn}}}
	part := &runtimes.Runtime{Name: "python3.9", About: "CPython 3.9.1", More: "py -m pip install trio", Models: []*runtimes.Model{{Name: "trio", Missing: "trio"}, {Name: "pool"}}}
	old := &runtimes.Runtime{Name: "python2.7", About: "CPython 2.7", Missing: "too old"}
	family := func(found ...*runtimes.Runtime) []runtimes.Here {
		home := runtimes.Here{Family: runtimes.Family{Name: "Home", Home: "home"}, Found: []*runtimes.Runtime{{Name: "home"}}}
		return []runtimes.Here{home, {Family: python.Family(), Found: found}}
	}
	all := runtimesHere(family(whole, part, old))
	t.Setenv(python.Variable, "off")
	off := runtimesHere(family())[0]
	t.Setenv(python.Variable, "")
	none := runtimesHere(family())[0]
	if len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	hold(t, map[string]finds{
		"whole":      {all[0], OK, []string{"all models", "a GIL"}},
		"part":       {all[1], OK, []string{"1 of 2 models, not trio", "give: py -m pip install trio"}},
		"old":        {all[2], Note, []string{"too old"}},
		"none":       {none, Note, []string{"python.org"}},
		"turned off": {off, Note, []string{"off", python.Variable}},
	})
}

func TestPlaces(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(path string) func() (string, error) { return func() (string, error) { return path, nil } }
	lost := func() (string, error) { return "", errors.New("there is no home") }
	n := need{1 << 10, "Do this."}
	hold(t, map[string]finds{
		"there":     {place("x", at(root), n), OK, []string{root, "room for"}},
		"not yet":   {place("x", at(filepath.Join(root, "a", "b")), n), OK, []string{"can be made"}},
		"in a way":  {place("x", at(filepath.Join(file, "a")), n), Problem, []string{"is a file", "Do this."}},
		"no home":   {place("x", lost, n), Problem, []string{"no home", "Do this."}},
		"too small": {place("x", at(root), need{least: 1 << 62}), Note, []string{"Make room"}},
	})
}

// TestAMachine has everything examined for real: a run by this very program included.
func TestAMachine(t *testing.T) {
	t.Setenv(places.Variable, t.TempDir())
	r := New("1.2.3")
	var told []Finding
	r.Examine(t.Context(), Options{Host: &host.Host{}}, func(f Finding) { told = append(told, f) })
	if len(told) < 10 || len(told) != len(r.Findings) || r.Findings[len(told)-1].State != OK {
		t.Errorf("%d findings were told:\n%s", len(told), r.Text())
	}
	for _, f := range r.Findings {
		if f.Name == "" || f.Found == "" || !strings.Contains(r.Text(), f.Name) {
			t.Errorf("%+v is no finding", f)
		}
	}
}

func TestARunThatFails(t *testing.T) {
	broken := &runtest.Host{Answer: func(run.Spec) run.Result {
		return run.Result{Failure: &run.Failure{Kind: run.KindLaunch, Message: "fork: not permitted"}}
	}}
	f := trials(t.Context(), broken)[0]
	hold(t, map[string]finds{"failed": {f, Problem, []string{"fork: not permitted", "antivirus"}}})
	r := &Report{Findings: []Finding{f, {State: Note}}}
	if r.Problems() != 1 || !strings.Contains(r.Foot(), "1 problem, 1 note") {
		t.Errorf("%d problems: %q", r.Problems(), r.Foot())
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := New("1")
	if r.Examine(ctx, Options{Host: &runtest.Host{}}, nil); len(r.Findings) != 0 {
		t.Errorf("%d findings after the end", len(r.Findings))
	}
}
