// Package pace keeps the window from disturbing what it shows. It measures what
// watching costs while runs are timed (Meter), decides when the window may be
// painted (Governor), paints it then (Painter), and has the library's loop wait
// for events meanwhile (IdleWait). It knows no widget and no display: what is
// drawn, and how one waits for events, is told to it.
package pace
