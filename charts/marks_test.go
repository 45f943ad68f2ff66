package charts_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/internal/samples"
)

// A mark must lie where the marker was drawn: at the pixel there is the colour
// of its model.
func TestMarksLieOnTheirMarkers(t *testing.T) {
	f := charts.Speedup{Basis: curves.Basis{Cores: 2, Workers: []int{4}}, Curves: []curves.Curve{samples.ThreePoints("process-pool", "process pool", 1, 1.91, 1.93)}}
	img, marks := charts.Render(f, 480, 260, 2, draw.Dark())
	if len(marks) != 3 {
		t.Fatalf("%d marks, want 3", len(marks))
	}
	want := samples.Model("process-pool", "").Style(draw.Dark()).Color
	for _, m := range marks {
		x, y := int(m.X*float64(img.Bounds().Dx())), int(m.Y*float64(img.Bounds().Dy()))
		if got := img.RGBAAt(x, y); got.R != want.R || got.G != want.G || got.B != want.B {
			t.Errorf("%s: pixel %d, %d is %v, want %v", m.Heading, x, y, got, want)
		}
	}
	m := marks[1]
	if m.Heading != "process pool, p = 2" || !slices.Equal(m.Lines, []string{"1.91x (1.85 to 1.95) n = 9"}) {
		t.Errorf("reading is %q %q", m.Heading, m.Lines)
	}
}

func TestFailedPointsTellTheReason(t *testing.T) {
	f := charts.Speedup{Curves: []curves.Curve{{Model: samples.Model("threads", ""), Points: []curves.Point{
		{Workers: 1, Value: 1}, {Workers: 2, Failed: "out of memory"},
	}}}}
	_, marks := charts.Render(f, 480, 260, 1, draw.Dark())
	i := slices.IndexFunc(marks, func(m draw.Mark) bool { return m.Heading == "threads, p = 2" })
	if i < 0 || !slices.Equal(marks[i].Lines, []string{"failed: out of memory"}) {
		t.Errorf("no reading of the failed point in %+v", marks)
	}
	if !strings.Contains(f.Summary(), "threads failed at 1 point") {
		t.Errorf("summary does not tell: %s", f.Summary())
	}
}

func TestCoresMarksReadAllCores(t *testing.T) {
	f := charts.Cores{Times: []float64{0, 1, 2}, Percent: [][]float64{{1, 2}, {98, 97}, {3, 4}}, Spans: []draw.Span{{From: 0.5, To: 1.5, Label: "fib"}}}
	_, marks := charts.Render(f, 480, 260, 1, draw.Dark())
	i := slices.IndexFunc(marks, func(m draw.Mark) bool { return m.Heading == "1.00 s" })
	if i < 0 || !slices.Equal(marks[i].Lines, []string{"fib", "core 0: 98 %", "core 1: 97 %"}) {
		t.Errorf("no reading of the sample at 1 s in %+v", marks)
	}
}

// While points arrive below the top of the axis, the axis must keep still: the
// first point stays where it was.
func TestAxesKeepStillWhilePointsArrive(t *testing.T) {
	at := func(values ...float64) draw.Mark {
		f := charts.Speedup{Basis: curves.Basis{Cores: 2, Workers: []int{8}}, Curves: []curves.Curve{samples.ThreePoints("threads", "threads", values...)}}
		_, marks := charts.Render(f, 480, 260, 1, draw.Dark())
		return marks[0]
	}
	first := at(1)
	for _, values := range [][]float64{{1, 1.5}, {1, 1.9, 2.5}, {1, 1.9, 3.5, 3.9}} {
		if m := at(values...); math.Abs(m.X-first.X)+math.Abs(m.Y-first.Y) > 1e-9 {
			t.Errorf("with %v the first point moved from %v, %v to %v, %v", values, first.X, first.Y, m.X, m.Y)
		}
	}
}

func TestSummaries(t *testing.T) {
	for name, want := range map[string]string{
		"speedup":        "Speedup against sequential, warm on 2 cores. Best of each model: thread pool: 1.96x at 4 workers. process pool: 1.93x at 4 workers.",
		"parts":          "threads (GIL): 930 ms, most of it waiting for the GIL (930 ms): without it 2.00x instead of 1.04x.",
		"memory":         "Memory of the engine's tree (PSS) in 120 samples: peak 25.",
		"memory-helpers": " Helpers besides: at most 18.6 MB (celery main 14.6 MB, redis 4.00 MB).",
		"cores":          "Load of 2 cores in 120 samples over 11.9 s: ",
		"timeline":       "Timeline of 120 tasks on 4 lanes over ",
		"empty":          "Speedup: nothing was measured yet.",
	} {
		if got := samples.All()[name].Summary(); !strings.Contains(got, want) {
			t.Errorf("%s: %q does not contain %q", name, got, want)
		}
	}
}
