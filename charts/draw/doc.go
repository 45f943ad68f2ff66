// Package draw holds what figures are drawn with: a [Pen] that measures in
// logical pixels, axes, frames and notes, themes, and how models look. It knows
// no figure.
//
// Figures are drawn on gonum/plot's canvases (vg, vg/draw, vgimg, vgsvg, vgpdf)
// with its text handler. The root package of gonum/plot is left out on purpose:
// importing it parses twelve fonts and adds 4 MB before main starts, which every
// worker process of a run would pay, and its axes cannot do direct labels,
// clipped ideals and worker counts as ticks.
//
// Canvases measure in points of 1/72 inch from their bottom left corner, as
// vg.Length; what is said to be in logical pixels counts 1/96 inch, [Px].
package draw
