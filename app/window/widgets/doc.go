// Package widgets holds the widgets that Fyne doesn't have, or has in a form
// that doesn't fit Weft's look: text without padding, check lists in the
// models' colours, charts, tables, readings. Widgets hold no measurement and
// make no decisions: they show what they are given and call back. All of
// them belong to the UI goroutine.
package widgets
