package dialogs

import (
	"weft/app/window/widgets"
)

// EntryQuestion is what a dialog with one entry says and does.
type EntryQuestion struct {
	Title, Label string
	What         string // what is asked for, its limits, and what nothing stands for
	Text         string // what the entry holds at first
	PlaceHolder  string // what an empty entry stands for
	// Accept takes what was typed; what it finds wrong stays in the dialog.
	Accept func(text string) error
}

// Entry asks for a text. Enter accepts.
func Entry(e Env, q EntryQuestion) {
	problem := newProblemLine()
	content := widgets.Column(8, widgets.NewParagraph(q.What, dialogWidth, widgets.Muted))
	var entry *sheetEntry
	s := newSheet(e, q.Title, content, dialogWidth, q.Label, func() bool {
		if err := q.Accept(entry.Text); err != nil {
			problem.SetText(AsSentence(err).Error())
			return false
		}
		return true
	})
	entry = s.entry(q.Text)
	entry.SetPlaceHolder(q.PlaceHolder)
	content.Add(entry)
	content.Add(problem)
	s.show(entry)
}
