package doctor

import (
	"fmt"
	"strings"

	"weft/internal/text"
	"weft/internal/units"
)

// The columns of the report for people, in characters.
const (
	stateWide = len(Problem)
	nameWide  = 18
	textWide  = 92
)

// Text is the report for people.
func (r *Report) Text() string {
	var b strings.Builder
	b.WriteString(r.Head())
	for _, f := range r.Findings {
		b.WriteString(f.Text())
	}
	b.WriteString(r.Foot())
	return b.String()
}

// Head names program, machine and time.
func (r *Report) Head() string {
	m := r.Machine
	words := []string{"Weft " + r.Version, m.OS + "/" + m.Arch, m.Platform}
	if m.Memory > 0 {
		words = append(words, units.Bytes(float64(m.Memory)))
	}
	return strings.Join(append(words, m.Go, r.Time.Format("2006-01-02 15:04 MST")), ", ") + "\n\n"
}

// Foot sums up.
func (r *Report) Foot() string {
	notes := 0
	for _, f := range r.Findings {
		if f.State == Note {
			notes++
		}
	}
	switch problems := r.Problems(); {
	case problems > 0:
		return fmt.Sprintf("\n%s, %s.\n", text.Counted(problems, "problem"), text.Counted(notes, "note"))
	case notes > 0:
		return fmt.Sprintf("\nNothing is in the way; %s.\n", text.Counted(notes, "note"))
	}
	return "\nNothing is in the way.\n"
}

// Text is the finding for people: state, name, what was found, and below it
// what to do.
func (f Finding) Text() string {
	var b strings.Builder
	before := fmt.Sprintf("%-*s  %-*s", stateWide, f.State, nameWide, f.Name)
	for _, line := range text.Wrap(f.Found, textWide) {
		fmt.Fprintf(&b, "%s  %s\n", before, line)
		before = strings.Repeat(" ", stateWide+2+nameWide)
	}
	if f.Advice != "" {
		for _, line := range text.Wrap("-> "+f.Advice, textWide) {
			fmt.Fprintf(&b, "%s  %s\n", before, line)
		}
	}
	return b.String()
}
