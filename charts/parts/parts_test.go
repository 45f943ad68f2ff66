package parts

import (
	"slices"
	"strings"
	"testing"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/scaling"
)

// The example is that of the issue: dispatch of 0.21 s a lane, a tenth of the run.
func TestPartsSayWhatIf(t *testing.T) {
	b := Bar{Model: draw.Model{ID: "process-pool"}, Ts: 2, Cold: 1.25, Workers: 2, Parts: scaling.Parts{Dispatch: 0.42, Imbalance: 0.08}}
	f := Figure{Bars: []Bar{b}, Workers: 4}
	_, marks := charts.Render(f, 480, 260, 1, draw.Dark())
	want := []string{"dispatch and wait 420 ms, 84 % of the overhead", "without it 1.92x instead of 1.60x", "total 500 ms"}
	if !slices.Equal(marks[0].Lines, want) {
		t.Errorf("reading is %q, want %q", marks[0].Lines, want)
	}
	header, rows := f.Table()
	cell := func(name string) string { return rows[0][slices.Index(header, name)] }
	if cell("workers") != "2" || cell("speedup") != "1.6" || !strings.HasPrefix(cell("speedup_without_dispatch"), "1.923") || cell("speedup_without_gil") != "1.6" {
		t.Errorf("table is %q %q", header, rows)
	}
	b.Ts, b.Cold = 0, 0
	for _, line := range b.reading(partKinds()[1]) {
		if strings.Contains(line, "without") {
			t.Errorf("a what-if without times: %q", line)
		}
	}
}

func TestWaitingForOnesTurnIsNamedAfterWhoHasIt(t *testing.T) {
	bar := func(turn string) Bar { return Bar{Model: draw.Model{Turn: turn}, Parts: scaling.Parts{GIL: 1}} }
	for _, c := range []struct {
		bars []Bar
		want string
	}{
		{[]Bar{bar("the GIL")}, "waiting for the GIL"},
		{[]Bar{bar("the loop"), bar("the loop")}, "waiting for the loop"},
		{[]Bar{bar("the loop"), bar("the GIL"), bar("")}, "waiting for the GIL or the loop"},
		{[]Bar{bar("")}, "waiting for its turn"},
	} {
		if got := (chart{c.bars}).present(); len(got) != 1 || got[0].name != c.want {
			t.Errorf("%v: named %+v, want %s", c.bars, got, c.want)
		}
	}
}

func TestUnexplainedIsInTheLegendFromOnePercentOn(t *testing.T) {
	for unexplained, want := range map[float64]int{0.005: 1, 0.02: 2, -0.02: 2} {
		c := chart{[]Bar{{Parts: scaling.Parts{Dispatch: 1, Unexplained: unexplained}}}}
		if got := len(c.present()); got != want {
			t.Errorf("%v unexplained: %d entries, want %d", unexplained, got, want)
		}
	}
}
