package figures

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weft/charts"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

func TestEveryChartIsSaidWhole(t *testing.T) {
	names, titles := map[string]bool{}, map[string]bool{}
	for _, c := range registered {
		k := c.kind
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(k.Name) || names[k.Name] {
			t.Errorf("%q is no name of its own for files", k.Name)
		}
		if k.Title == "" || titles[k.Title] {
			t.Errorf("%s: the title %q is not its own", k.Name, k.Title)
		}
		names[k.Name], titles[k.Title] = true, true
		if k.Pane < 0 || int(k.Pane) >= charts.PaneCount {
			t.Errorf("%s is in no pane: %d", k.Name, k.Pane)
		}
		if k.Modes == 0 || k.Modes&^charts.AllModes != 0 || k.Leads&^k.Modes != 0 {
			t.Errorf("%s: modes %b, leads %b", k.Name, k.Modes, k.Leads)
		}
	}
}

func TestEveryChartHasItsMaker(t *testing.T) {
	for _, c := range registered {
		k, f := c.kind, c.draw(View{})
		if f.Kind() != k {
			t.Errorf("%s: its maker makes %+v", k.Name, f.Kind())
		}
		saysSo(t, f)
	}
}

// saysSo holds that an empty chart has words for that.
func saysSo(t *testing.T, f charts.Figure) {
	t.Helper()
	if hint := f.Empty(); len(hint) < 40 || !strings.HasSuffix(hint, ".") {
		t.Errorf("%s: the hint where there is nothing is %q", f.Kind().Name, hint)
	}
	if f.Subtitle() == "" || f.Summary() == "" {
		t.Errorf("%s has no words when it is empty", f.Kind().Name)
	}
}

func TestEveryPaneHasAChartForEveryMode(t *testing.T) {
	for pane := range charts.Pane(charts.PaneCount) {
		kinds := KindsOf(pane)
		if len(kinds) == 0 || !kinds[0].Modes.Has(charts.Strong) || kinds[0].Rare {
			t.Fatalf("pane %d shows %+v at first", pane, kinds)
		}
		for mode, of := range modes {
			leads := 0
			for _, k := range kinds {
				if k.Leads.Has(of) {
					leads++
				}
			}
			if leads > 1 {
				t.Errorf("%d charts lead in pane %d for %q", leads, pane, mode)
			}
		}
	}
	for _, mode := range []sweep.Mode{sweep.Strong, sweep.Weak, sweep.Spawn, sweep.GIL} {
		if modes[mode] == 0 || len(KindsIn(mode)) == 0 {
			t.Errorf("no chart is for the mode %q", mode)
		}
	}
}

func TestEveryChartOfAModeIsExported(t *testing.T) {
	for mode := range modes {
		var names []string
		v := View{Plan: sweep.Plan{Mode: mode}, Results: []run.Result{{}}}
		v.Results[0].Picture = []byte("any")
		for _, f := range All(v) {
			names = append(names, f.Kind().Name)
		}
		for _, k := range KindsIn(mode) {
			if !slices.Contains(names, k.Name) {
				t.Errorf("%q: %s is not among %v", mode, k.Name, names)
			}
		}
		if len(names) != len(KindsIn(mode)) {
			t.Errorf("%q: exports %v", mode, names)
		}
	}
}

// A chart that somebody wrote and nobody registered would be seen nowhere.
func TestEveryChartThatIsWrittenIsRegistered(t *testing.T) {
	written := 0
	eachChartFile(t, func(_ string, file *ast.File) {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "Kind" {
				written++
			}
		}
	})
	if written != len(registered) {
		t.Errorf("%d charts are written, %d are registered in registry.go", written, len(registered))
	}
}

// eachChartFile looks at the files of charts, but for those that are there for tests.
func eachChartFile(t *testing.T, look func(path string, file *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..", "charts")
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "internal":
			return fs.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.SkipObjectResolution)
		if err == nil {
			look(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
