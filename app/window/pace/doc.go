// Package pace keeps the window from disturbing what it shows. It measures what
// watching costs while runs are timed (Meter), decides when the window may be
// painted (Governor), has it painted then (Painter), and has the toolkit's loop
// wait for events meanwhile (IdleWait). It knows no toolkit and no display: what
// is drawn, and how one waits for events, is told to it.
package pace
