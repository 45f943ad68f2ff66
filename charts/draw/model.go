package draw

import "cmp"

// Model is whose values a figure shows, as far as a figure has to know: figures
// know no model by name.
type Model struct {
	// ID tells models apart, in tables too: "process-pool", "python3.11/pool".
	ID string
	// Label is what people read; "" shows the ID.
	Label string
	Look  Look
	// Turn is what its lanes wait for before they compute, as it stands in a
	// sentence: "the GIL", "the loop"; "" for nothing.
	Turn string
}

// Name is what people read.
func (m Model) Name() string { return cmp.Or(m.Label, m.ID) }

// Style is how the model looks in a theme.
func (m Model) Style(th Theme) ModelStyle { return StyleOf(m.Look, th) }
