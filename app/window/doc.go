// Package window is Weft's window: what people look at, pick and press. It ties
// its rooms together: the pages (explore) that the router shows one at a time, the
// dialogs above them, what is known of the display, and the pace at which all is
// drawn. With its rooms it is the only place in which Fyne is known, and each room
// imports only those further down:
//
//	window            ties all together
//	explore           a page
//	dialogs, router   what pages and window share: dialogs above them; what a page is
//	measuring         sweeps and what they measured
//	pace, widgets     when to draw; what is drawn with
//	background, look, display, startuperror
//
// A page is added by a room of its own and its line in mainWindow.furnish.
package window
