package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// listed is what go list tells about a package.
type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
	CgoFiles   []string
}

// list asks the go command.
func list(t *testing.T, env []string, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,Standard,CgoFiles"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, errs.String())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// within tells whether a package is one of, or lies in, a folder of the module.
func within(path string, folders ...string) bool {
	for _, f := range folders {
		if path == f || strings.HasPrefix(path, f+"/") {
			return true
		}
	}
	return false
}

// withWindow lists the window's files too, which need cgo, whatever this test was built with.
var withWindow = []string{"CGO_ENABLED=1"}

// rules say what packages in a folder must not import, but those excepted. What
// lies in the folder itself, and on the ground floor, may be imported always.
var rules = []struct {
	in, except string
	never      []string
	why        string
}{
	{"weft/internal", "", []string{"weft"}, "the ground floor knows nothing of those who stand on it"},
	{"weft/workloads", "", []string{"weft/app"}, "what runs knows nothing of what shows it"},
	{"weft/workloads", "weft/workloads/sweep", []string{"weft/charts"}, "what runs knows nothing of what is drawn"},
	{"weft/workloads/sweep", "", drawing, "of the charts' wing, sweeps know only the numbers behind the curves"},
	{"weft/charts", "", []string{"weft/app", "weft/workloads"}, "what is drawn knows nothing of what was run"},
	{"weft/charts/scaling", "", []string{"weft"}, "the numbers behind curves import nothing of the project but words"},
	{"weft/charts/draw", "", aboveDrawing, "what draws knows no figure"},
	{"weft/charts/curves", "", figureRooms, "what draws curves knows no figure"},
	{"weft/app", "", []string{"weft/workloads/families", "weft/workloads/model$", "weft/workloads/run/engine", "weft/workloads/runtimes/made"}, "who shows runtimes and models asks package runtimes about them"},
	{"weft/app/session", "", []string{"weft/app/window", "weft/app/cli", "weft/app/figures"}, "what is kept knows nothing of who shows it"},
	{"weft/app/figures", "", []string{"weft/app/window", "weft/app/cli", "weft/app/session", "weft/app/adviser", "weft/workloads/python"}, "figures are shared by all who show them, and know no runtime by name"},
	{"weft/app/adviser", "", []string{"weft/app/window", "weft/app/cli", "weft/app/session", "weft/workloads/python"}, "advice is shared by all who give it, and knows no runtime by name"},
	{"weft/app/planning", "", []string{"weft/app", "weft/charts"}, "plans are made for all who ask, and nothing is shown by whoever makes them"},
	{"weft/app/doctor", "", []string{"weft/app/window", "weft/app/cli", "weft/app/session"}, "findings are shared by all who show them"},
	{"weft/app/settings", "", []string{"weft"}, "what is remembered is no business of who remembers it"},
	{"weft/app/logs", "", []string{"weft"}, "a crash must be told whatever crashed"},
	{"weft/app/lawfile", "", []string{"weft/app", "weft/workloads"}, "a person's own figures have no run behind them"},
	{"weft/app/cli", "", []string{"weft/app/window"}, "the command line works without a window"},
	{"weft/app/window", "", []string{"weft/app/cli"}, "the window works without the command line"},
	{"weft/app/window/background", "", []string{"weft"}, "starting and ending goroutines is no business of who works in them"},
	{"weft/app/window/pace", "", []string{"weft", "fyne.io", "github.com/go-gl"}, "what watching costs is known without what is watched"},
	{"weft/app/window/display", "", windowRooms, "the display knows nothing of what is shown on it"},
	{"weft/app/window/widgets", "", windowRooms, "widgets know nothing of Weft's work"},
	{"weft/app/window/look", "", append([]string{"weft/app/window/widgets"}, windowRooms...), "colours and sizes know no widget"},
	{"weft/app/window/measuring", "", pages, "what measures knows nothing of how that looks"},
	{"weft/app/window/measuring", "", []string{"fyne.io", "weft/app/window/widgets", "weft/app/window/look"}, "what measures knows nothing of how that looks"},
	{"weft/app/window/dialogs", "", pages, "dialogs know no page"},
	{"weft/app/window/router", "", append([]string{"weft/app/window/dialogs"}, pages...), "the router knows pages as what they have in common"},
	{"weft/app/window/explore", "", []string{"weft/app/window$", "weft/app/window/display"}, "a page knows neither its window nor another page"},
	{"weft", "weft/app/window", []string{"fyne.io"}, "only the window knows Fyne"},
	{"weft", "weft/internal/userdirs", []string{"github.com/adrg/xdg"}, "only internal/userdirs asks where a person's folders lie"},
	{"weft", "weft/workloads/sample", []string{"github.com/shirou/gopsutil"}, "only the sampler knows gopsutil"},
	{"weft/workloads/catalogue", "", []string{"weft/workloads/child", "weft/workloads/model", "weft/workloads/python", "weft/workloads/run", "weft/workloads/runtimes", "weft/workloads/sample", "weft/workloads/sweep"}, "a workload knows nothing of who runs it"},
	{"weft/workloads/servers", "", []string{"weft/workloads/catalogue", "weft/workloads/model", "weft/workloads/python", "weft/workloads/run", "weft/workloads/runtimes", "weft/workloads/sample", "weft/workloads/sweep"}, "a server serves whichever workload asks"},
	{"weft/workloads/sizes", "", notBelow, "sizes are arithmetic"},
	{"weft/workloads/input", "", notBelow, "what tasks work on is made of numbers alone"},
	{"weft/workloads/model", "", []string{"weft/workloads/run", "weft/workloads/sweep"}, "a model knows nothing of measuring"},
	{"weft/workloads/model/lane", "", append([]string{"weft/workloads/model/worker", "weft/workloads/model$"}, notBelow...), "a lane executes whatever tasks it is given"},
	{"weft/workloads/model/worker", "", []string{"weft/workloads/model$", "weft/workloads/runtimes", "weft/workloads/catalogue"}, "who deals tasks to worker processes is no business of theirs"},
	{"weft/workloads/runtimes", "", []string{"weft/workloads/model", "weft/workloads/python", "weft/workloads/run", "weft/workloads/sweep"}, "families are registered near main, so that nobody else knows them by name"},
	{"weft/workloads/sweep", "", []string{"weft/workloads/model", "weft/workloads/python", "weft/workloads/families", "weft/workloads/run/engine"}, "a sweep knows no runtime or model by name"},
	{"weft/workloads/python", "", []string{"weft/workloads/model", "weft/workloads/run", "weft/workloads/sweep"}, "Python's side knows nothing of measuring"},
	{"weft/workloads/run", "", []string{"weft/workloads/sweep"}, "a run knows nothing of sweeps"},
	{"weft/workloads/run$", "", []string{"weft/workloads/run", "weft/workloads/model", "weft/workloads/python"}, "what a run is knows nothing of who executes it"},
	{"weft/workloads/run/protocol", "", []string{"weft/workloads/run/host", "weft/workloads/run/engine", "weft/workloads/model", "weft/workloads/python"}, "what is said is no business of who says it"},
	{"weft/workloads/run/host", "", []string{"weft/workloads/run/engine", "weft/workloads/model", "weft/workloads/python", "weft/workloads/families"}, "a host knows engines by what they say"},
	{"weft/workloads/run/engine", "", []string{"weft/workloads/run/host", "weft/workloads/python", "weft/workloads/families"}, "an engine knows nothing of its host"},
}

// notBelow are the rooms of workloads that what all of them share must not know.
var notBelow = []string{
	"weft/workloads/catalogue", "weft/workloads/child", "weft/workloads/model", "weft/workloads/python", "weft/workloads/run",
	"weft/workloads/runtimes", "weft/workloads/sample", "weft/workloads/servers", "weft/workloads/shm", "weft/workloads/sweep",
}

// drawing is the charts' wing without the numbers behind the curves.
var drawing = append([]string{"weft/charts/draw"}, aboveDrawing...)

// aboveDrawing are the rooms of charts that draw figures with what charts/draw has.
var aboveDrawing = append([]string{"weft/charts/curves"}, figureRooms...)

// figureRooms are the rooms of charts in which figures are known.
var figureRooms = []string{
	"weft/charts$", "weft/charts/decision", "weft/charts/internal/samples", "weft/charts/laws", "weft/charts/parts", "weft/charts/save",
}

// pages are the window and its pages: who shows something of Weft's work.
var pages = []string{"weft/app/window$", "weft/app/window/explore"}

// windowRooms are the rooms of the window in which something of Weft's work is known.
var windowRooms = append([]string{"weft/app/window/dialogs", "weft/app/window/measuring", "weft/app/window/router", "weft/app/window/pace", "weft/app/window/background"}, pages...)

// among tells whether a package is one of those, or lies in one of those
// folders; a name that ends in $ stands for that package alone.
func among(names []string, path string) bool {
	for _, n := range names {
		if alone, is := strings.CutSuffix(n, "$"); is && path == alone || !is && within(path, n) {
			return true
		}
	}
	return false
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range list(t, withWindow, "./...") {
		for _, r := range rules {
			if !among([]string{r.in}, p.ImportPath) || r.except != "" && within(p.ImportPath, r.except) {
				continue
			}
			for _, i := range p.Imports {
				own := r.in != "weft" && within(i, r.in)
				if among(r.never, i) && !own && !within(i, "weft/internal") {
					t.Errorf("%s imports %s: %s", p.ImportPath, i, r.why)
				}
			}
		}
	}
}

// kits are packages that only tests need.
var kits = []string{"weft/app/planning/planningtest", "weft/app/window/windowtest", "weft/internal/testwait", "weft/workloads/families/familiestest", "weft/workloads/python/pythontest", "weft/workloads/run/runtest", "weft/workloads/runtimes/made", "weft/workloads/workloadtest"}

func TestKitsAreForTests(t *testing.T) {
	for _, p := range list(t, withWindow, "./...") {
		for _, i := range p.Imports {
			if among(kits, i) && !among(kits, p.ImportPath) {
				t.Errorf("%s imports %s, which is for tests", p.ImportPath, i)
			}
		}
	}
}

func TestRulesAreAboutPackagesThatExist(t *testing.T) {
	there := map[string]bool{"weft": true}
	for _, p := range list(t, withWindow, "./...") {
		there[p.ImportPath] = true
	}
	for _, r := range rules {
		for _, name := range slices.Concat([]string{r.in, r.except}, r.never, kits) {
			folder := name == "weft/app" || name == "weft/internal" // have no package of their own
			if within(name, "weft") && !there[strings.TrimSuffix(name, "$")] && !folder {
				t.Errorf("there is no %s", name)
			}
		}
	}
}

// TestHeadlessBuildNeedsNoC holds that the build without a window is free of
// cgo and of the window's libraries, which would slow the start of every worker process.
func TestHeadlessBuildNeedsNoC(t *testing.T) {
	for _, p := range list(t, []string{"CGO_ENABLED=0"}, "-deps", "-tags", "nogui", ".") {
		if p.ImportPath == "runtime/cgo" || len(p.CgoFiles) > 0 || within(p.ImportPath, "fyne.io", "weft/app/window", "github.com/go-gl", "github.com/adrg/xdg") {
			t.Errorf("the headless build has %s in it", p.ImportPath)
		}
	}
}
