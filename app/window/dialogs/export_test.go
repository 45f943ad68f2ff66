package dialogs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/app/figures"
	"weft/charts"
	"weft/charts/draw"
)

// measured are the charts of a machine whose cores were looked at, and nothing else.
func measured() Taken {
	view := figures.View{}
	view.Series.CoreTimes = []float64{0, 1, 2}
	view.Series.Cores = [][]float64{{1, 2}, {3, 4}, {5, 6}}
	return Taken{
		One: func(kind charts.Kind) charts.Figure { return figures.Of(view, kind) },
		All: func() []charts.Figure { return figures.All(view) },
	}
}

func TestExportRequestWrites(t *testing.T) {
	dir := t.TempDir()
	one := exportRequest{kind: charts.Cores{}.Kind(), format: "png", scale: 1, theme: draw.Print(), path: filepath.Join(dir, "cores.png")}
	if n, err := one.write(measured()); err != nil || n != 1 {
		t.Fatalf("wrote %d, %v", n, err)
	}
	if _, err := os.Stat(one.path); err != nil {
		t.Error(err)
	}
	empty := exportRequest{kind: charts.Speedup{}.Kind(), format: "png", scale: 1, theme: draw.Print(), path: filepath.Join(dir, "s.png")}
	if _, err := empty.write(measured()); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("an empty chart is exported: %v", err)
	}
	all := exportRequest{all: true, format: "svg", scale: 1, theme: draw.Print(), path: filepath.Join(dir, "all")}
	if n, err := all.write(measured()); err != nil || n != 1 {
		t.Errorf("all charts: wrote %d, %v; only the cores have something to show", n, err)
	}
}

func TestChartsAreFoundByTheirTitles(t *testing.T) {
	c := Charts{Kinds: figures.Kinds()}
	for _, kind := range c.Kinds {
		if c.titled(kind.Title) != kind {
			t.Errorf("%q is not found by its title", kind.Title)
		}
	}
	if c.titled("unknown") != c.Kinds[0] {
		t.Error("what is not known is not the first one")
	}
}
