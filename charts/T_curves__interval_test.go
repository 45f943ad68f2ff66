package charts

import (
	"testing"

	"gonum.org/v1/plot/vg"
)

func TestBandsStayOnTheAxis(t *testing.T) {
	l := curveLayout{
		x: newWorkerAxis([]int{1, 8}).within(0, 100),
		y: valueAxis{min: 0, max: 100},
	}
	l.y.Min, l.y.Max = 0, 10
	var b bandShape
	b.add(l, 2, -5, 400)
	if b.low[0].Y != 0 || b.high[0].Y != vg.Length(100) {
		t.Errorf("the band reaches from %v to %v", b.low[0].Y, b.high[0].Y)
	}
}
