package charts

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"weft/charts/scaling"
)

// Bar is the overhead of one model.
type Bar struct {
	// Model names the style, Label is what people read; "" shows the model.
	Model, Label string
	Parts        scaling.Parts
	// Note is a remark beside the bar, as in "one lane does all the work".
	Note string
}

func (b Bar) name() string { return cmpOr(b.Label, b.Model) }

// Parts shows as stacked bars where the overhead of each model went.
type Parts struct {
	Bars []Bar
	// Workers is the p that the bars stand for; 0 when they differ.
	Workers int
	// Baseline names what T_s is the time of, as in "sequential".
	Baseline string
}

var _ Figure = Parts{}

// Name implements [Figure].
func (f Parts) Name() string { return "parts" }

// Title implements [Figure].
func (f Parts) Title() string { return "Overhead" }

// Subtitle implements [Figure].
func (f Parts) Subtitle() string {
	s := "by part, beyond " + cmpOr(f.Baseline, "sequential")
	if f.Workers > 0 {
		s += fmt.Sprintf(", p = %d", f.Workers)
	}
	return s
}

// Empty implements [Figure].
func (f Parts) Empty() string {
	if len(f.Bars) > 0 {
		return ""
	}
	return "Where the overhead of each model goes: setup, dispatch, waiting, imbalance. It appears once a model has run with more than one worker."
}

// Draw implements [Figure].
func (f Parts) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { partsChart{f.Bars}.draw(p, area) })
}

// Table implements [Figure].
func (f Parts) Table() (header []string, rows [][]string) {
	header = []string{"model", "label", "workers"}
	for _, part := range partKinds() {
		header = append(header, part.key+"_s")
	}
	header = append(header, "total_s", "note")
	for _, b := range f.Bars {
		row := []string{b.Model, b.name(), fmt.Sprint(f.Workers)}
		for _, part := range partKinds() {
			row = append(row, number(part.of(b.Parts)))
		}
		rows = append(rows, append(row, number(b.Parts.Total()), b.Note))
	}
	return header, rows
}

// Summary implements [Figure].
func (f Parts) Summary() string {
	if f.Empty() != "" {
		return "Overhead by part: nothing was measured yet."
	}
	sentences := []string{"Overhead " + f.Subtitle() + "."}
	for _, b := range f.Bars {
		s := fmt.Sprintf("%s: %s", b.name(), FormatSeconds(b.Parts.Total()))
		if largest, ok := largestPart(b.Parts); ok {
			s += fmt.Sprintf(", most of it %s (%s)", largest.name, FormatSeconds(largest.of(b.Parts)))
		}
		if b.Note != "" {
			s += "; " + b.Note
		}
		sentences = append(sentences, s+".")
	}
	return strings.Join(sentences, " ")
}

// partKind is one part of an overhead: its name, its fixed colour, and where
// to find it.
type partKind struct {
	key, name   string
	dark, light uint32
	of          func(scaling.Parts) float64
}

// partKinds lists the parts in the order of the bars. Neighbours differ in
// lightness as well as in hue (Okabe-Ito), so that they can be told apart
// without colour.
func partKinds() []partKind {
	return []partKind{
		{"setup", "setup", 0xcc79a7, 0xb0558a, func(p scaling.Parts) float64 { return p.Setup }},
		{"dispatch", "dispatch and wait", 0x56b4e9, 0x0072b2, func(p scaling.Parts) float64 { return p.Dispatch }},
		{"lock", "waiting for a lock or the GIL", 0xd55e00, 0xd55e00, func(p scaling.Parts) float64 { return p.Lock }},
		{"cores", "waiting for a core", 0xe69f00, 0xe69f00, func(p scaling.Parts) float64 { return p.Cores }},
		{"imbalance", "imbalance", 0xf0e442, 0xd8c200, func(p scaling.Parts) float64 { return p.Imbalance }},
		{"inflation", "inflation", 0x009e73, 0x009e73, func(p scaling.Parts) float64 { return p.Inflation }},
		{"waits", "longer waits", 0x9d8cff, 0x5b48c8, func(p scaling.Parts) float64 { return p.Waits }},
		{"teardown", "teardown", 0xb5835a, 0x8a5a33, func(p scaling.Parts) float64 { return p.Teardown }},
		{"unexplained", "unexplained", 0x6e7681, 0xa6abb3, func(p scaling.Parts) float64 { return p.Unexplained }},
	}
}

func (k partKind) color(th Theme) color.NRGBA {
	if th.dark {
		return hex(k.dark)
	}
	return hex(k.light)
}

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
