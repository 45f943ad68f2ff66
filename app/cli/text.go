package cli

import (
	"strings"
	"unicode/utf8"
)

// The escape sequences of a terminal.
const (
	escBold  = "\x1b[1m"
	escRed   = "\x1b[31m"
	escReset = "\x1b[0m"
)

// bold is for headings, where standard output shows it.
func (a *app) bold(s string) string { return a.styled(escBold, s) }

// red is for what failed.
func (a *app) red(s string) string { return a.styled(escRed, s) }

func (a *app) styled(escape, s string) string {
	if s == "" || !coloured(a.out.to) {
		return s
	}
	return escape + s + escReset
}

// widest is the width of the widest text, in characters.
func widest(texts []string) int {
	width := 0
	for _, t := range texts {
		width = max(width, utf8.RuneCountInString(t))
	}
	return width
}

// pad fills s with spaces at its end.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// indent joins lines, each by spaces away from the edge.
func indent(lines []string, by int) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.Repeat(" ", by) + line + "\n")
	}
	return b.String()
}

func joined(names []string) string { return strings.Join(names, ", ") }
