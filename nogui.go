//go:build nogui

package main

// openWindow is nil: this build has no window.
var openWindow func(session string) int
