package charts_test

import (
	"image/color"
	"math"
	"testing"

	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/internal/samples"
)

// intervalsOf counts what a figure draws in a colour: horizontal strokes as wide
// as a cap, and bands, which are see-through.
func intervalsOf(f charts.Figure, c color.NRGBA) (caps, bands int) {
	canvas := &recorder.Canvas{}
	f.Draw(vgdraw.NewCanvas(canvas, 480*draw.Px, 260*draw.Px), draw.Style{Theme: draw.Dark(), Compact: true, Dots: 96.0 / 72})
	var now color.NRGBA
	for _, a := range canvas.Actions {
		switch a := a.(type) {
		case *recorder.SetColor:
			now, _ = a.Color.(color.NRGBA)
		case *recorder.Stroke:
			if len(a.Path) == 2 && now == c && a.Path[0].Pos.Y == a.Path[1].Pos.Y && math.Abs(float64(a.Path[1].Pos.X-a.Path[0].Pos.X-2*draw.CapReach*draw.Px)) < 0.01 {
				caps++
			}
		case *recorder.Fill:
			if now.R == c.R && now.G == c.G && now.B == c.B && now.A < 0xff {
				bands++
			}
		}
	}
	return caps, bands
}

func TestIntervals(t *testing.T) {
	few := curves.Curve{Model: samples.Model("process-pool", ""), Points: []curves.Point{
		{Workers: 1, Value: 1, Low: 0.8, High: 1.2},
		{Workers: 2, Value: 2, Low: math.NaN(), High: math.NaN()},
		{Workers: 4, Value: 3, Low: 2.5, High: 900}, // no axis goes so far
		{Workers: 8, Value: 3, Low: 3.0001, High: 3.0002},
	}}
	colour := samples.Model("process-pool", "").Style(draw.Dark()).Color
	if caps, bands := intervalsOf(charts.Speedup{Curves: []curves.Curve{few}}, colour); caps != 3 || bands != 0 {
		t.Errorf("%d caps and %d bands, want caps at both ends at p = 1 and at the low end at p = 4", caps, bands)
	}
	if caps, bands := intervalsOf(charts.Speedup{Curves: []curves.Curve{samples.ManyPoints("process-pool", "", 1)}}, colour); caps != 0 || bands != 1 {
		t.Errorf("a curve of many points has %d caps and %d bands, want one band", caps, bands)
	}
}

// The caps must show beside the marker, in the curve's colour.
func TestCapsShowBesideTheirMarkers(t *testing.T) {
	f := charts.Speedup{Basis: curves.Basis{Workers: []int{4}}, Curves: []curves.Curve{{Model: samples.Model("process-pool", ""), Points: []curves.Point{{Workers: 2, Value: 2, Low: 1.95, High: 2.05}}}}}
	img, marks := charts.Render(f, 480, 260, 1, draw.Dark())
	want := samples.Model("process-pool", "").Style(draw.Dark()).Color
	at := marks[0]
	x, y := int(at.X*480)+draw.MarkRadius+1, int(at.Y*260)
	found := false
	for dy := -6; dy <= 6; dy++ {
		got := img.RGBAAt(x, y+dy)
		found = found || got.R == want.R && got.G == want.G && got.B == want.B
	}
	if !found {
		t.Error("no cap beside the marker")
	}
}
