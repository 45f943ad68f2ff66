package curves

import (
	"testing"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
)

func TestBandsStayOnTheAxis(t *testing.T) {
	l := Layout{
		X: NewWorkerAxis([]int{1, 8}).Within(0, 100),
		Y: draw.ValueAxis{Start: 0, End: 100},
	}
	l.Y.Min, l.Y.Max = 0, 10
	var b Band
	b.Add(l, 2, -5, 400)
	if b.low[0].Y != 0 || b.high[0].Y != vg.Length(100) {
		t.Errorf("the band reaches from %v to %v", b.low[0].Y, b.high[0].Y)
	}
}
