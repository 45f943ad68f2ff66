// Package display is what the window must know of the display that it opens on:
// whether there is one and who draws on it, how large to draw, how to wait for
// its events, and what the toolkit logs about it. It knows nothing of what is
// shown. With app/window itself it is the only room that needs a C compiler.
package display
