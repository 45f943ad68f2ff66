//go:build nogui

package main

import "weft/app/doctor"

// This build has no window, and so can't ask a display for one.
var (
	openWindow func(session string) int
	askScreen  func() doctor.Screen
)
