package charts

import "gonum.org/v1/plot/vg"

// px is one logical pixel (1/96 inch) as a length.
const px = vg.Length(0.75)

// Sizes that figures share are in logical pixels.

// Sizes of text.
const (
	titleSize = 15
	labelSize = 12
	smallSize = 11
	tinySize  = 8
)

// Widths of lines, and radii of markers.
const (
	lineWidth  = 2
	markRadius = 4
	// smallRadius is that of markers on a band.
	smallRadius = 2.5
	// capReach is that of an interval's cap, to each side: it shows beside its marker.
	capReach = 6
	// beyondSize is that of the arrow where an interval leaves the axis.
	beyondSize = 3
)

// Room around plots.
const (
	// topStrip is above a plot, for "2 cores" and "ideal".
	topStrip = 16
	// tickStrip is below a plot, for the labels of ticks, and axisStrip below
	// that, for what the axis counts.
	tickStrip = 22
	axisStrip = 15
	// timeStrip is below a plot, for times.
	timeStrip = 20
	// spanHeight is that of the strip of runs.
	spanHeight = 4
	// roomyPlot is the height from which on there is room for names of axes.
	roomyPlot = 150
)

// Rows and columns of words.
const (
	// legendRow is from row to row of a legend, noteLeading of notes.
	legendRow   = 18
	noteLeading = 15
	// labelInset is from a marker to the name beside it.
	labelInset = 10
	// noteGap is from a name to the note after it.
	noteGap = 6
	// nameShare is what names beside rows take of the width, at most.
	nameShare = 0.4
)

// noteSize is the text size of notes beside labels of a size.
func noteSize(size float64) float64 { return min(size, smallSize) }
