//go:build !nogui

package main

import "weft/app/window"

// openWindow opens the window, with a saved session when its path is not "",
// and returns the exit status.
var openWindow = func(session string) int {
	return window.Run(window.Options{Version: version, SessionPath: session})
}

// askScreen asks the display whether a window can be opened.
var askScreen = window.AskScreen
