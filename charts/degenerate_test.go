package charts_test

import (
	"image"
	"math"
	"strings"
	"testing"

	vgdraw "gonum.org/v1/plot/vg/draw"
	"pgregory.net/rapid"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/decision"
	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
	"weft/charts/laws"
	"weft/charts/parts"
	"weft/charts/scaling"
)

// anyFloat draws ordinary numbers and the ones that break charts.
func anyFloat() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(0, 10),
		rapid.SampledFrom([]float64{
			0, 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64,
			math.SmallestNonzeroFloat64, 1e-300, 1e300, 100,
		}),
	)
}

func anyCurves() *rapid.Generator[[]curves.Curve] {
	point := rapid.Custom(func(t *rapid.T) curves.Point {
		return curves.Point{
			Workers: rapid.SampledFrom([]int{1, 2, 3, 4, 8, 10000, 100000, 0, -1, math.MaxInt}).Draw(t, "workers"),
			Value:   anyFloat().Draw(t, "value"), Low: anyFloat().Draw(t, "low"), High: anyFloat().Draw(t, "high"),
			N: rapid.IntRange(0, 9).Draw(t, "n"), Failed: rapid.SampledFrom([]string{"", "", "", "killed"}).Draw(t, "failed"),
		}
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) curves.Curve {
		return curves.Curve{
			Model:  samples.Model(rapid.SampledFrom([]string{"sequential", "go/thread-pool", "python3.14/x", ""}).Draw(t, "model"), rapid.SampledFrom([]string{"", "a label that is far too long to fit beside any chart whatsoever"}).Draw(t, "label")),
			Points: rapid.SliceOfN(point, 0, 6).Draw(t, "points"),
		}
	}), 0, 12)
}

func anySpans(t *rapid.T) []draw.Span {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) draw.Span {
		return draw.Span{From: anyFloat().Draw(t, "from"), To: anyFloat().Draw(t, "to"), Model: samples.Model("threads", "")}
	}), 0, 3).Draw(t, "spans")
}

// anyFigure draws a figure of any kind with any content.
func anyFigure(t *rapid.T) charts.Figure {
	floats := rapid.SliceOfN(anyFloat(), 0, 12)
	cores := rapid.SampledFrom([]int{0, 1, 2, 128, -1}).Draw(t, "cores")
	most := rapid.SampledFrom([]int{0, 1, 4, 100000, -5}).Draw(t, "most")
	if rapid.Bool().Draw(t, "analysis") {
		return anyAnalysis(t)
	}
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return charts.Speedup{Curves: anyCurves().Draw(t, "curves"), Basis: curves.Basis{Cores: cores, Physical: most, Workers: []int{1, most}}}
	case 1:
		return charts.Efficiency{Curves: anyCurves().Draw(t, "curves"), Basis: curves.Basis{Cores: cores, Workers: []int{1, most}}}
	case 2:
		return charts.Overhead{Curves: anyCurves().Draw(t, "curves"), Basis: curves.Basis{Cores: cores, Workers: []int{1, most}}}
	case 3:
		bars := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) parts.Bar {
			return parts.Bar{Model: samples.Model("hybrid", ""), Note: "a note", Ts: anyFloat().Draw(t, "ts"), Cold: anyFloat().Draw(t, "cold"), Parts: scaling.Parts{
				Setup: anyFloat().Draw(t, "setup"), Lock: anyFloat().Draw(t, "lock"), GIL: anyFloat().Draw(t, "gil"),
				Inflation: anyFloat().Draw(t, "inflation"), Unexplained: anyFloat().Draw(t, "unexplained"),
			}}
		}), 0, 30)
		return parts.Figure{Bars: bars.Draw(t, "bars"), Workers: most}
	case 4:
		rows := rapid.SliceOfN(rapid.OneOf(floats, rapid.SliceOfN(rapid.Just(50.0), 128, 128)), 0, 12)
		return charts.Cores{
			Times: floats.Draw(t, "times"), Percent: rows.Draw(t, "rows"), Spans: anySpans(t),
			From: anyFloat().Draw(t, "from"), To: anyFloat().Draw(t, "to"), Live: rapid.Bool().Draw(t, "live"),
		}
	case 5:
		kinds := rapid.MapOf(rapid.SampledFrom([]string{"", "redis", "page server"}), rapid.Uint64())
		helpers := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.Helpers { return kinds.Draw(t, "kinds") }), 0, 30)
		return charts.Memory{
			Times: floats.Draw(t, "times"), Bytes: floats.Draw(t, "bytes"), Helpers: helpers.Draw(t, "helpers"), Spans: anySpans(t),
			From: anyFloat().Draw(t, "from"), To: anyFloat().Draw(t, "to"),
		}
	}
	tasks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) charts.Task {
		return charts.Task{
			Lane:  rapid.SampledFrom([]int{0, 1, 5, 90000, -1}).Draw(t, "lane"),
			Start: anyFloat().Draw(t, "start"), End: anyFloat().Draw(t, "end"), CPU: anyFloat().Draw(t, "cpu"),
		}
	}), 0, 20)
	return charts.Timeline{Lanes: cores, Tasks: tasks.Draw(t, "tasks"), Model: samples.Model("threads", "")}
}

func TestAnythingCanBeDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFigure(t)
		width := rapid.SampledFrom([]int{-5, 0, 1, 20, 80, 300, 480}).Draw(t, "width")
		height := rapid.SampledFrom([]int{-5, 0, 1, 20, 60, 180, 260}).Draw(t, "height")
		scale := rapid.SampledFrom([]float64{1, 1.25, 2, 0, -1, math.NaN(), 0.1}).Draw(t, "scale")
		var marks []draw.Mark
		img, marks, err := draw.Paint(draw.Pixels(width, 1), draw.Pixels(height, 1), 1, draw.Dark(), f.Draw)
		if err != nil {
			t.Fatalf("%T: %v", f, err)
		}
		if img.Bounds().Dx() != max(width, 1) || img.Bounds().Dy() != max(height, 1) {
			t.Fatalf("picture of %v, asked for %d x %d", img.Bounds(), width, height)
		}
		if img, _ := charts.Render(f, width, height, scale, draw.Light()); img.Bounds().Empty() {
			t.Fatalf("no picture at scale %v", scale)
		}
		checkMarks(t, marks)
		checkWords(t, f)
	})
}

func checkMarks(t *rapid.T, marks []draw.Mark) {
	for _, m := range marks {
		if !(m.X >= 0 && m.X <= 1 && m.Y >= 0 && m.Y <= 1) || m.Heading == "" || len(m.Lines) == 0 {
			t.Fatalf("a mark that cannot be read: %+v", m)
		}
	}
}

// checkWords checks what stands for the picture where it cannot be seen.
func checkWords(t rapid.TB, f charts.Figure) {
	t.Helper()
	header, rows := f.Table()
	if len(header) == 0 {
		t.Fatalf("%T: a table without a header", f)
	}
	for _, row := range rows {
		if len(row) != len(header) {
			t.Fatalf("%T: row %q does not fit header %q", f, row, header)
		}
	}
	for _, words := range []string{f.Kind().Name, f.Kind().Title, f.Subtitle(), f.Summary()} {
		if words == "" || strings.Contains(words, "NaN") || strings.Contains(words, "Inf") {
			t.Fatalf("%T says %q", f, words)
		}
	}
}

func TestEmptyFiguresSayHowToFillThem(t *testing.T) {
	for _, f := range []charts.Figure{
		charts.Speedup{},
		charts.Efficiency{},
		charts.Overhead{},
		parts.Figure{},
		charts.Cores{},
		charts.Memory{},
		charts.Timeline{Lanes: 2},
		charts.Speedup{Curves: []curves.Curve{{Model: samples.Model("threads", "")}}},
		charts.Memory{Times: []float64{1}, Bytes: []float64{math.NaN()}},
		laws.Figure{},
		laws.Figure{Curves: samples.Laws().Curves, To: 64},
		charts.WorkerMemory{},
		charts.Spawn{},
		charts.Spawn{Curves: []curves.Curve{{Model: samples.Model("threads", ""), Points: []curves.Point{{Workers: 1}}}}},
		charts.Waits{},
		charts.Waits{Rows: []charts.WaitRow{{Min: 2, Median: 1, Max: 3}, {Min: math.NaN()}}},
		decision.Figure{},
		charts.Likeness{},
		charts.Likeness{Rows: []charts.LikenessRow{{Real: charts.Measure{Value: 1}, Emulated: charts.Measure{Value: 1}}}},
		charts.Convoy{},
		charts.Convoy{Curves: []charts.ConvoyCurve{{Points: []charts.ConvoyPoint{{Interval: 1}}}}},
		decision.Figure{Rows: []decision.Row{{Model: samples.Model("threads", "")}}},
	} {
		if f.Empty() == "" {
			t.Errorf("%T without anything to draw does not say so", f)
		}
		img, marks := charts.Render(f, 480, 260, 1, draw.Dark())
		if len(marks) != 0 || picture.Differences(img, draw.Blank(480, 260, draw.Dark())) == 0 {
			t.Errorf("%T: %d marks, or a blank picture", f, len(marks))
		}
	}
	for name, f := range samples.All() {
		if name != "empty" && f.Empty() != "" {
			t.Errorf("%s has something to draw but says %q", name, f.Empty())
		}
	}
}

// broken is a figure whose drawing panics.
type broken struct{ charts.Speedup }

func (broken) Draw(vgdraw.Canvas, draw.Style) []draw.Mark { panic("an axis of nothing") }

func TestRenderSurvivesAPanic(t *testing.T) {
	img, marks := charts.Render(broken{}, 300, 180, 2, draw.Dark())
	if img.Bounds() != image.Rect(0, 0, 600, 360) || marks != nil {
		t.Fatalf("got %v with %d marks", img.Bounds(), len(marks))
	}
	if picture.Differences(img, draw.Blank(600, 360, draw.Dark())) == 0 {
		t.Error("the picture does not say what happened")
	}
}
