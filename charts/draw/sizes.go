package draw

import "gonum.org/v1/plot/vg"

// Px is one logical pixel (1/96 inch) as a length.
const Px = vg.Length(0.75)

// Sizes that figures share are in logical pixels.

// Sizes of text: of names beside curves and bars, of axes and notes, and the
// least that can be read.
const (
	titleSize = 15
	LabelSize = 12
	SmallSize = 11
	TinySize  = 8
)

// Widths of lines, and radii of markers.
const (
	LineWidth  = 2
	MarkRadius = 4
	// SmallRadius is that of markers on a band.
	SmallRadius = 2.5
	// CapReach is that of an interval's cap, to each side: it shows beside its marker.
	CapReach = 6
	// beyondSize is that of the arrow where an interval leaves the axis.
	beyondSize = 3
)

// Room around plots.
const (
	// TopStrip is above a plot, for "2 cores" and "ideal".
	TopStrip = 16
	// TickStrip is below a plot, for the labels of ticks, and AxisStrip below
	// that, for what the axis counts.
	TickStrip = 22
	AxisStrip = 15
	// TimeStrip is below a plot, for times.
	TimeStrip = 20
	// spanHeight is that of the strip of runs.
	spanHeight = 4
	// RoomyPlot is the height from which on there is room for names of axes.
	RoomyPlot = 150
)

// Rows and columns of words.
const (
	// LegendRow is from row to row of a legend, NoteLeading of notes.
	LegendRow   = 18
	NoteLeading = 15
	// LabelInset is from a marker to the name beside it.
	LabelInset = 10
	// NoteGap is from a name to the note after it.
	NoteGap = 6
	// NameShare is what names beside rows take of the width, at most.
	NameShare = 0.4
)

// NoteSize is the text size of notes beside labels of a size.
func NoteSize(size float64) float64 { return min(size, SmallSize) }
