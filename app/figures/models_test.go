package figures

import (
	"go/ast"
	"go/token"
	"image/color"
	"slices"
	"strconv"
	"testing"

	"weft/charts/draw"
	"weft/charts/draw/drawtest"
	"weft/workloads/runtimes"
)

func themes() []draw.Theme { return []draw.Theme{draw.Dark(), draw.Light(), draw.Print()} }

// modelsOf are a runtime's models as charts know them, of every family.
func modelsOf(t *testing.T, runtime string) []draw.Model {
	t.Helper()
	models, err := runtimes.Of(runtime)
	if err != nil || len(models) == 0 {
		t.Fatalf("%s has %d models, %v", runtime, len(models), err)
	}
	var all []draw.Model
	for _, m := range models {
		all = append(all, ModelOf(runtime+"/"+m.Name))
	}
	return all
}

// someRuntimes are one of each family, and those whose models differ.
var someRuntimes = []string{"go", "python3.11", "python3.14t"}

func TestModelsAreLegibleAndDistinct(t *testing.T) {
	for _, runtime := range someRuntimes {
		for _, th := range themes() {
			looks := map[draw.Look]string{}
			for _, m := range modelsOf(t, runtime) {
				st := m.Style(th)
				if got := draw.Contrast(st.Color, th.Background); got < 3 {
					t.Errorf("%s, %s: line contrast %.2f, below 3", th.Name, m.ID, got)
				}
				if got := draw.Contrast(st.Label, th.Background); got < 4.5 {
					t.Errorf("%s, %s: label contrast %.2f, below 4.5", th.Name, m.ID, got)
				}
				if other, taken := looks[m.Look]; taken {
					t.Errorf("%s looks as %s does", m.ID, other)
				}
				looks[m.Look] = m.ID
			}
		}
	}
}

// At home all models may stand in one figure: each has a colour, a marker and,
// nearly always, dashes of its own.
func TestModelsAtHomeShareNothing(t *testing.T) {
	for _, th := range themes() {
		colors, markers, dashes := map[color.NRGBA]string{}, map[string]string{}, map[string]int{}
		models := modelsOf(t, runtimes.Home())
		for _, m := range models {
			st := m.Style(th)
			if other, taken := colors[st.Color]; taken {
				t.Errorf("%s: %s and %s share a colour", th.Name, m.ID, other)
			}
			if other, taken := markers[st.MarkerName]; taken {
				t.Errorf("%s: %s and %s share a marker", th.Name, m.ID, other)
			}
			dashes[m.Look.Dash]++
			colors[st.Color], markers[st.MarkerName] = m.ID, m.ID
		}
		if len(dashes) < len(models)-1 {
			t.Errorf("only %d dash patterns for %d models", len(dashes), len(models))
		}
	}
}

// The colours must differ for eyes without red or without green cones as well,
// or their lightness must; those that come closest differ in marker and dash.
func TestModelColoursForColourBlindEyes(t *testing.T) {
	models := modelsOf(t, runtimes.Home())
	for _, th := range themes() {
		for i, a := range models {
			for _, b := range models[:i] {
				sa, sb := a.Style(th), b.Style(th)
				d := drawtest.Apart(sa.Color, sb.Color)
				if d < 12 && (sa.MarkerName == sb.MarkerName || slices.Equal(sa.Dashes, sb.Dashes)) {
					t.Errorf("%s: %s and %s look alike (%.0f) and share marker or dash", th.Name, a.ID, b.ID, d)
				}
			}
		}
	}
}

func TestModelsOfAnotherRuntimeAreToldApart(t *testing.T) {
	if a, b := ModelOf("process-pool"), ModelOf("go/process-pool"); a != b || a.ID != "process-pool" {
		t.Errorf("with its runtime it is %+v, without %+v", b, a)
	}
	for _, name := range []string{"sequential", "threads", "thread-pool", "process-pool", "shared-memory", "hybrid"} {
		a, b := ModelOf(name), ModelOf("python3.11/"+name)
		sa, sb := a.Style(draw.Dark()), b.Style(draw.Dark())
		if sa.Color != sb.Color || sa.MarkerName == sb.MarkerName || slices.Equal(sa.Dashes, sb.Dashes) {
			t.Errorf("%s of another runtime is not told apart by marker and dashes, or has another hue", name)
		}
	}
	if a, b := ModelOf("python3.11/asyncio"), ModelOf("event-loop"); a.Look.Dark != b.Look.Dark || a.Turn != b.Turn {
		t.Error("asyncio has not the hue or the turns of the event loop")
	}
}

func TestTurnsAreThoseOfTheModels(t *testing.T) {
	for name, want := range map[string]string{
		"sequential": "", "thread-pool": "", "gil-threads": "the GIL", "event-loop": "the loop", "hybrid": "the loop", "process-pool": "",
		"python3.11/thread-pool": "the GIL", "python3.11/hybrid": "the loop", "python3.11/gevent": "the loop", "python3.14t/thread-pool": "",
	} {
		if got := ModelOf(name).Turn; got != want {
			t.Errorf("%s waits for %q, want %q", name, got, want)
		}
	}
}

// Every marker that a description may name can be drawn, and no other.
func TestMarkersAreThoseThatAreDrawn(t *testing.T) {
	known, drawn := slices.Sorted(slices.Values(runtimes.Markers())), slices.Sorted(slices.Values(draw.Markers()))
	if !slices.Equal(known, drawn) {
		t.Errorf("descriptions may name %v, charts draw %v", known, drawn)
	}
}

func TestStrangersHaveALookByTheirName(t *testing.T) {
	seen := map[draw.Look]bool{}
	for _, name := range []string{"fibers", "go/actors", "python3.11/loky", "julia/tasks", "", "日本"} {
		a, b := ModelOf(name), ModelOf(name)
		if a != b || a.Look == (draw.Look{}) {
			t.Errorf("%q: %+v, then %+v", name, a, b)
		}
		for _, th := range themes() {
			if st := a.Style(th); draw.Contrast(st.Color, th.Background) < 3 || st.Marker == nil {
				t.Errorf("%q: not legible: %+v", name, st)
			}
		}
		seen[a.Look] = true
	}
	if len(seen) < 3 {
		t.Errorf("unknown models share too few looks: %v", seen)
	}
}

// What is drawn knows no model by name: what a figure says of one comes with it.
func TestChartsKnowNoModelByName(t *testing.T) {
	names := map[string]bool{}
	for _, runtime := range someRuntimes {
		names[runtime] = true
		for _, m := range modelsOf(t, runtime) {
			names[m.ID], names[m.Label] = true, true
		}
	}
	eachChartFile(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if said, err := strconv.Unquote(l.Value); err == nil && names[said] {
					t.Errorf("%s says %q", path, said)
				}
			}
			return true
		})
	})
}
