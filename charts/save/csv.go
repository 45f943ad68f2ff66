package save

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"weft/charts"
)

// writeCSV writes the numbers of a figure (RFC 4180, with lines ended by \n).
// Title and footer come first as comment lines that start with "#".
func writeCSV(w io.Writer, f charts.Figure, e Export) error {
	header, rows := f.Table()
	if len(header) == 0 {
		return errors.New("it has no numbers")
	}
	for _, line := range append([]string{f.Kind().Title + ", " + f.Subtitle()}, e.Footer...) {
		line = strings.Join(strings.Fields(line), " ") // a comment is one line
		if _, err := fmt.Fprintf(w, "# %s\n", line); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return out.Error()
}
