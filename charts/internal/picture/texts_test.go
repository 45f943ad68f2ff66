package picture

import (
	"testing"

	"gonum.org/v1/plot/vg"
)

// A text test that cannot fail is worth nothing: overlaps must be found.
func TestCheckClearFindsOverlaps(t *testing.T) {
	box := func(x vg.Length) vg.Rectangle {
		return vg.Rectangle{Min: vg.Point{X: x}, Max: vg.Point{X: x + 10, Y: 5}}
	}
	inner := &testing.T{}
	CheckClear(inner, "", []Text{{Text: "a", Box: box(0)}, {Text: "b", Box: box(5)}}, vg.Rectangle{Max: vg.Point{X: 100, Y: 100}})
	if !inner.Failed() {
		t.Error("two texts on top of each other were not noticed")
	}
}
