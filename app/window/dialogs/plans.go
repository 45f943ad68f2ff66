package dialogs

import (
	"weft/app/window/widgets"
)

// Spawn says what measuring the cost of workers of some models does, and how much
// that is; start is called when the person wants it.
func Spawn(e Env, models, amount string, start func()) {
	ask(e, "Measure what workers cost", "Measure", start,
		"What does it cost to have p workers? Each of the models chosen at the left is started with 1, 10, 100 and more workers, "+
			"up to what is sensible for its kind: 10,000 coroutines or goroutines, 1,000 threads, 50 processes. They only wait, all at once.",
		"The charts show the time until all are at work and the memory that they take, and so what one more worker costs.",
		models+": "+amount+".")
}

// CompareGIL says what comparing the emulated GIL with a real one does, between
// which models, and how much that is; start is called when the person wants it.
func CompareGIL(e Env, title, models, amount string, start func()) {
	ask(e, title, "Compare", start,
		"How like is the emulated GIL to a real one? Threads that compute, that hash in C, that wait and that do both run under Go's "+
			"emulation and in a real Python, in turns, and so does the convoy of small I/O beside a thread that computes, at several switch intervals.",
		"The charts show both figures beside each other, with the band of 25 % within which they count as alike.",
		models+": "+amount+", a few minutes.")
}

// ask says what something does and means, and how much it is; yes is called when
// the person wants it.
func ask(e Env, title, label string, yes func(), does, means, amount string) {
	words := widgets.Column(8,
		widgets.NewParagraph(does, dialogWidth, widgets.Plain),
		widgets.NewParagraph(means, dialogWidth, widgets.Plain),
		widgets.NewParagraph(amount, dialogWidth, widgets.Muted))
	s := newSheet(e, title, words, dialogWidth, label, func() bool { yes(); return true })
	s.show(s.main)
}
