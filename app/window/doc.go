// Package window is Weft's window: what people pick, press and look at. It is
// the only room in which Fyne is known. The page is put together in frame.go;
// the controller turns choices into sweeps; the board holds what was measured;
// the painter draws it in the background, at the rate that the governor
// grants. Widgets without any knowledge of Weft's work live in widgets/, colours
// and sizes in look/.
package window
