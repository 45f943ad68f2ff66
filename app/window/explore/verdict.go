package explore

import (
	"strings"

	"fyne.io/fyne/v2"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/window/measuring"
	"weft/app/window/widgets"
)

// verdict is the strip above the table: the answer in one sentence, below it
// what kind of work this is and the main reason, and a button for the rest.
type verdict struct {
	strip *widgets.Strip
	why   *widgets.Button
}

func newVerdict(hints *widgets.Hints, onWhy func(), onKey func(*fyne.KeyEvent)) *verdict {
	v := &verdict{why: widgets.NewButton("Why  W", onWhy, onKey).Helped(hints,
		"All reasons, what to use and why, what would change it, the laws, and how sure it all is.")}
	v.strip = widgets.NewStrip(v.why)
	return v
}

// show puts up the advice for what was measured.
func (v *verdict) show(now measuring.Snapshot) {
	widgets.SetVisible(v.why, len(now.View.Points) > 0)
	v.strip.Say(verdictWords(now))
}

// verdictWords are the verdict, and what stands below it.
func verdictWords(now measuring.Snapshot) (said, reason string) {
	if len(now.View.Points) == 0 {
		if now.Running {
			return "Nothing measured yet.", "The first points come when their runs end."
		}
		return "Nothing measured yet.", "Every point that is measured gets its row here, and the answer stands above them. Press Run, or open a session."
	}
	words := []string{now.Advice.Because, figures.Basis(now.View), classWords(now.Advice)}
	if len(now.View.Warnings) > 0 {
		words = append(words, now.View.Warnings[0])
	}
	return now.Advice.Verdict, joined(words)
}

// classWords name the kind of work with the first of the numbers that say so.
func classWords(a adviser.Advice) string {
	if a.Class == adviser.Unknown || a.Class == "" {
		return ""
	}
	words := a.Class.Title() + "."
	if len(a.Reasons) > 0 {
		words = a.Class.Title() + ": " + a.Reasons[0]
	}
	return words
}

// joined puts sentences behind each other, without those that are empty.
func joined(sentences []string) string {
	return strings.Join(strings.Fields(strings.Join(sentences, " ")), " ")
}
