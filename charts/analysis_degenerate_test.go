package charts_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/decision"
	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
	"weft/charts/laws"
)

// anyAnalysis draws a figure that tells what measurements mean, with any content.
func anyAnalysis(t *rapid.T) charts.Figure {
	cores := rapid.SampledFrom([]int{0, 1, 2, 128, -1}).Draw(t, "cores")
	most := rapid.SampledFrom([]int{0, 1, 2, 8, 13, 10000, -5, math.MaxInt}).Draw(t, "most")
	words := rapid.SliceOfN(anyText(), 0, 4)
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return laws.Figure{
			Curves: anyCurves().Draw(t, "curves"), Laws: rapid.SliceOfN(rapid.Custom(anyLaw), 0, 12).Draw(t, "laws"),
			Basis: curves.Basis{Cores: cores, Physical: most}, To: most, Refused: words.Draw(t, "refused"),
		}
	case 1:
		slopes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.Slope {
			return charts.Slope{
				Model:     rapid.SampledFrom([]string{"sequential", "go/thread-pool"}).Draw(t, "model"),
				PerWorker: anyFloat().Draw(t, "each"), Low: anyFloat().Draw(t, "low"), High: anyFloat().Draw(t, "high"),
			}
		}), 0, 3)
		return charts.WorkerMemory{Curves: anyCurves().Draw(t, "curves"), Slopes: slopes.Draw(t, "slopes"), Log: rapid.Bool().Draw(t, "log")}
	case 2:
		return charts.Spawn{Curves: anyCurves().Draw(t, "curves"), Cores: cores}
	case 3:
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.WaitRow {
			return charts.WaitRow{
				Model: samples.Model("threads", anyText().Draw(t, "label")), Kind: rapid.SampledFrom([]string{"lock", "gil", "lag", "queue", "?", ""}).Draw(t, "kind"),
				Min: anyFloat().Draw(t, "min"), Median: anyFloat().Draw(t, "median"), Max: anyFloat().Draw(t, "max"),
			}
		}), 0, 30)
		return charts.Waits{Rows: rows.Draw(t, "rows"), Workers: most}
	}
	measure := rapid.Custom(func(t *rapid.T) charts.Measure {
		return charts.Measure{Value: anyFloat().Draw(t, "value"), Low: anyFloat().Draw(t, "low"), High: anyFloat().Draw(t, "high"), N: most}
	})
	switch rapid.IntRange(0, 2).Draw(t, "comparison") {
	case 0:
		return charts.Likeness{Tolerance: anyFloat().Draw(t, "tolerance"), Rows: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.LikenessRow {
			return charts.LikenessRow{
				Label: anyText().Draw(t, "label"), Unit: rapid.SampledFrom([]string{"x", "s", "1/s", "", "ells"}).Draw(t, "unit"),
				Emulated: measure.Draw(t, "emulated"), Real: measure.Draw(t, "real"), Ratio: measure.Draw(t, "ratio"),
				Verdict: rapid.SampledFrom([]string{"", "yes", "no", "open"}).Draw(t, "verdict"),
			}
		}), 0, 20).Draw(t, "rows")}
	case 1:
		return charts.Convoy{Curves: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.ConvoyCurve {
			return charts.ConvoyCurve{Model: samples.Model("gil-threads", anyText().Draw(t, "label")), Points: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.ConvoyPoint {
				return charts.ConvoyPoint{Interval: anyFloat().Draw(t, "interval"), Latency: measure.Draw(t, "latency"), HandBacks: measure.Draw(t, "rate")}
			}), 0, 5).Draw(t, "points")}
		}), 0, 4).Draw(t, "curves")}
	}
	cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) decision.Cell {
		return decision.Cell{Text: anyText().Draw(t, "text"), Fit: rapid.IntRange(-2, 2).Draw(t, "fit")}
	}), 0, 6)
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) decision.Row {
		return decision.Row{
			Model: samples.Model("threads", anyText().Draw(t, "label")), Cells: cells.Draw(t, "cells"),
			Recommended: rapid.Bool().Draw(t, "recommended"), Why: anyText().Draw(t, "why"),
		}
	}), 0, 14)
	return decision.Figure{
		Columns: words.Draw(t, "columns"), Work: cells.Draw(t, "work"), Rows: rows.Draw(t, "rows"), Note: anyText().Draw(t, "note"),
	}
}

// anyText draws texts of awkward lengths.
func anyText() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{
		"", "short", "a word and another", "antidisestablishmentarianism",
		"a sentence that is far too long to stand in one line of any cell of any table, whatever its size may be",
	})
}

func anyLaw(t *rapid.T) laws.Law {
	floats := rapid.SliceOfN(anyFloat(), 0, 12)
	law := laws.Law{
		Model: samples.Model("threads", ""), Label: anyText().Draw(t, "label"), Value: floats.Draw(t, "value"),
		Low: floats.Draw(t, "low"), High: floats.Draw(t, "high"), Workers: floats.Draw(t, "workers"),
		Measured: rapid.SampledFrom([]int{0, 1, 4, 9, -3, math.MaxInt}).Draw(t, "measured"),
	}
	if rapid.Bool().Draw(t, "ascending") {
		for i := range law.Workers {
			law.Workers[i] = float64(i*i + 1)
		}
	}
	return law
}

// What sweeps really bring at their edges must be drawn without a word about
// values that are none.
func TestEdgesOfAnalysis(t *testing.T) {
	nan := math.NaN()
	one := []curves.Curve{{Model: samples.Model("threads", ""), Points: []curves.Point{{Workers: 1, Value: 1, Low: nan, High: nan, N: 1}}}}
	zero := []curves.Curve{{Model: samples.Model("threads", ""), Points: []curves.Point{{Workers: 1}, {Workers: 2}}}}
	equal := []curves.Curve{{Model: samples.Model("threads", ""), Points: []curves.Point{{Workers: 1, Value: 1, Low: 1, High: 1}, {Workers: 10000, Value: 1, Low: 1, High: 1}}}}
	law := laws.Law{Model: samples.Model("threads", ""), Label: "Amdahl, f 100 %", Workers: []float64{1}, Value: []float64{1}, Measured: 1}
	for name, f := range map[string]charts.Figure{
		"laws, one point":      laws.Figure{Curves: one, Laws: []laws.Law{law}},
		"laws, nothing beyond": laws.Figure{Curves: equal, Laws: []laws.Law{law}, To: 1},
		"memory, one point":    charts.WorkerMemory{Curves: one, Log: true},
		"memory, zeros":        charts.WorkerMemory{Curves: zero, Log: true},
		"memory, equal values": charts.WorkerMemory{Curves: equal, Log: true},
		"spawn, one point":     charts.Spawn{Curves: one},
		"spawn, 10,000":        charts.Spawn{Curves: equal},
		"waits, zeros":         charts.Waits{Rows: []charts.WaitRow{{Model: samples.Model("threads", ""), Kind: "lock"}}},
		"waits, equal values":  charts.Waits{Rows: []charts.WaitRow{{Model: samples.Model("threads", ""), Kind: "lock", Min: 1, Median: 1, Max: 1}}},
		"decision, no cells":   decision.Figure{Columns: []string{"a"}, Rows: []decision.Row{{Model: samples.Model("threads", "")}}},
	} {
		if f.Empty() != "" {
			t.Errorf("%s: is empty: %s", name, f.Empty())
		}
		if img, _ := charts.Render(f, 480, 260, 1, draw.Dark()); picture.Differences(img, draw.Blank(480, 260, draw.Dark())) < 100 {
			t.Errorf("%s: nothing is drawn", name)
		}
		checkWords(t, f)
	}
}
