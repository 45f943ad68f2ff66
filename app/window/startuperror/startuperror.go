// Package startuperror tells a person why the window does not open, where they can
// see it. It lies apart from the window so that it can be vetted for systems
// whose C compiler isn't there.
package startuperror

import (
	"fmt"
	"os"
)

// Tell writes one line to standard error; on Windows, where a program that was
// started by a click has none, it shows a box instead.
func Tell(line string) {
	if !box(line) {
		_, _ = fmt.Fprintln(os.Stderr, line) // nobody is left to tell when this fails
	}
}
