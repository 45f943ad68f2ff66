// Package charts holds what is drawn: one file a figure, and what figures
// share (themes, model styles, axes, numbers as text, pictures and files).
//
// A figure is a plain value filled by its user; it knows nothing of runs,
// sessions or windows, and imports only charts/scaling and the fonts of assets.
// [Render] turns a figure into pixels for the window, [Save] into a file.
//
// Figures are laid out here and drawn on gonum/plot's canvases (vg, vg/draw,
// vgimg, vgsvg, vgpdf) with its text handler. The root package of gonum/plot
// is left out on purpose: importing it parses twelve fonts and adds 4 MB before main starts,
// which every worker process of a run would pay, and its axes cannot do direct
// labels, clipped ideals and worker counts as ticks.
package charts
