package parts

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/units"
)

// partKind is one part of an overhead: its name, its fixed colour, and where
// to find it.
type partKind struct {
	key, name   string
	dark, light uint32
	of          func(scaling.Parts) float64
}

// partKinds lists the parts in the order of the bars. Neighbours differ in
// lightness as well as in hue (the hues of Okabe and Ito), so that they can be
// told apart without colour.
func partKinds() []partKind {
	return []partKind{
		{"setup", "setup", 0xb0558a, 0x8f3a70, func(p scaling.Parts) float64 { return p.Setup }},
		{"dispatch", "dispatch and wait", 0x7cc4f0, 0x2c8bc6, func(p scaling.Parts) float64 { return p.Dispatch }},
		{"transfer", "serialisation and IPC", 0x2a7fc4, 0x004a82, func(p scaling.Parts) float64 { return p.Transfer }},
		{"lock", "waiting for a lock", 0xf0a58c, 0xd4694c, func(p scaling.Parts) float64 { return p.Lock }},
		{turnKey, "waiting for its turn", 0xd55e00, 0x983800, func(p scaling.Parts) float64 { return p.GIL }},
		{"cores", "waiting for a core", 0xe69f00, 0xb98000, func(p scaling.Parts) float64 { return p.Cores }},
		{"imbalance", "imbalance", 0xf0e442, 0x6b6200, func(p scaling.Parts) float64 { return p.Imbalance }},
		{"inflation", "inflation", 0x009e73, 0x1a9269, func(p scaling.Parts) float64 { return p.Inflation }},
		{"waits", "longer waits", 0xb9adff, 0x5b48c8, func(p scaling.Parts) float64 { return p.Waits }},
		{"teardown", "teardown", 0xa06a3c, 0xa97848, func(p scaling.Parts) float64 { return p.Teardown }},
		{unexplainedKey, "unexplained", 0xa6abb3, 0x565c66, func(p scaling.Parts) float64 { return p.Unexplained }},
	}
}

// Parts with a rule of their own.
const (
	turnKey        = "gil"
	unexplainedKey = "unexplained"
)

// waitingFor names the waiting for one's turn, by what has turns: "the GIL",
// "the loop". Each is named once, and "" is not named.
func waitingFor(turns ...string) string {
	turns = slices.DeleteFunc(slices.Clone(turns), func(turn string) bool { return turn == "" })
	slices.Sort(turns)
	return "waiting for " + cmp.Or(strings.Join(slices.Compact(turns), " or "), "its turn")
}

// partName is the name of a part in this bar.
func (b Bar) partName(k partKind) string {
	if k.key == turnKey {
		return waitingFor(b.Model.Turn)
	}
	return k.name
}

func (k partKind) color(th draw.Theme) color.NRGBA { return th.Hue(k.dark, k.light) }

// largestPart returns the largest positive part.
func largestPart(parts scaling.Parts) (partKind, bool) {
	var best partKind
	size := 0.0
	for _, k := range partKinds() {
		if v := k.of(parts); v > size && !math.IsInf(v, 0) {
			best, size = k, v
		}
	}
	return best, size > 0
}

// share is the size of a part against the length of the whole bar, from 0 to 1.
func (b Bar) share(k partKind) float64 {
	whole := 0.0
	for _, other := range partKinds() {
		if v := other.of(b.Parts); scaling.Finite(v) {
			whole += math.Abs(v)
		}
	}
	if v := math.Abs(k.of(b.Parts)); scaling.Finite(v) && whole > 0 {
		return v / whole
	}
	return 0
}

// speedup is that of the cold run, NaN where it is unknown.
func (b Bar) speedup() float64 {
	if !(b.Ts > 0) || !(b.Cold > 0) {
		return math.NaN()
	}
	return b.Ts / b.Cold
}

// without is the speedup that the cold run would have had if a part had cost
// nothing, NaN where that is unknown or can't be.
func (b Bar) without(k partKind) float64 {
	if !scaling.Finite(b.speedup()) || b.Workers < 1 {
		return math.NaN()
	}
	reach := b.Reach
	reach.Workers = b.Workers
	return reach.WhatIf(k.of(b.Parts), k.key == turnKey, b.Ts, b.Cold)
}

// whatIf says what a part costs, as in "without it 1.93x instead of 1.62x"; ""
// where that is unknown or the part costs nothing.
func (b Bar) whatIf(k partKind) string {
	now, then := b.speedup(), b.without(k)
	if !scaling.Finite(then) || !(k.of(b.Parts) > 0) {
		return ""
	}
	return fmt.Sprintf("without it %s instead of %s", units.Ratio(then), units.Ratio(now))
}

// reading returns the lines of the mark of a part.
func (b Bar) reading(k partKind) []string {
	v, total := k.of(b.Parts), b.Parts.Total()
	line := b.partName(k) + " " + units.Seconds(v)
	if v > 0 && v <= total {
		line += fmt.Sprintf(", %s of the overhead", units.Percent(v/total))
	}
	lines := []string{line}
	if whatIf := b.whatIf(k); whatIf != "" {
		lines = append(lines, whatIf)
	}
	return append(lines, "total "+units.Seconds(total))
}
