// Licences writes the licences of all that is built into Weft's programs, on
// any system: go run ./packaging/licences > assets/licences.txt. What is built
// in is asked of the go command, and the texts are those of the modules' own
// files, so that nothing is listed by hand but what is no module: Go itself,
// the fonts and the picture in assets/.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	text, err := generate()
	if err == nil {
		_, err = io.WriteString(os.Stdout, text)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "licences: %v\n", err)
		os.Exit(1)
	}
}
