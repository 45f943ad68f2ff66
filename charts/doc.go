// Package charts holds the figures, one file each, and what makes them one kind
// of thing: the interface [Figure], and [Render], which draws any of them for
// the window.
//
// A figure is a plain value filled by its user; it knows nothing of runs,
// sessions or windows. A figure that needs more than one file of at most 400 lines has a
// room of its own (decision, laws, parts). Figures are laid out here and drawn
// with charts/draw; those against numbers of workers share charts/curves;
// charts/save writes them into files; charts/scaling has the maths.
package charts
