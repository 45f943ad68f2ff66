package window

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/charts/laws"
	"weft/workloads/sweep"
)

// viewItems are the menu's items that say how what was measured is seen.
type viewItems struct {
	warm, cold *fyne.MenuItem
	baselines  map[sweep.Against]*fyne.MenuItem
	baseline   *fyne.MenuItem
	further    *fyne.MenuItem
}

// baselineNames are what points can be compared with, as the menu lists it.
var baselineNames = []struct {
	against sweep.Against
	label   string
}{
	{sweep.AgainstRuntime, "Sequential, of the same runtime"},
	{sweep.AgainstSelf, "Each model's own p = 1"},
	{sweep.AgainstBest, "Fastest sequential"},
}

// viewItems makes the items.
func (w *mainWindow) viewItems() *viewItems {
	v := &viewItems{baselines: map[sweep.Against]*fyne.MenuItem{}}
	v.warm = fyne.NewMenuItem("Warm times, without setup", func() { w.see(func(s *figures.View) { s.Warm = true }) })
	v.cold = fyne.NewMenuItem("Cold times, with setup and teardown", func() { w.see(func(s *figures.View) { s.Warm = false }) })
	v.baseline = fyne.NewMenuItem("Baseline", nil)
	v.baseline.ChildMenu = fyne.NewMenu("")
	for _, b := range baselineNames {
		i := fyne.NewMenuItem(b.label, func() { w.see(func(s *figures.View) { s.Against = b.against }) })
		v.baselines[b.against] = i
		v.baseline.ChildMenu.Items = append(v.baseline.ChildMenu.Items, i)
	}
	v.further = fyne.NewMenuItem("Extrapolate to…", w.extrapolateDialog)
	return v
}

// check marks what is chosen.
func (v *viewItems) check(s figures.View) {
	v.warm.Checked, v.cold.Checked = s.Warm, !s.Warm
	for against, item := range v.baselines {
		item.Checked = against == s.Against
	}
	v.further.Checked = s.Extrapolate > 0
}

// see changes how what was measured is seen; all charts, the table and the
// verdict follow.
func (w *mainWindow) see(change func(*figures.View)) {
	seen := w.board.get().view
	change(&seen)
	w.menus.view.check(seen)
	w.control.review(change)
}

// mostExtrapolated bounds how far laws are drawn.
const mostExtrapolated = 4096

// extrapolateDialog asks up to how many workers laws are drawn.
func (w *mainWindow) extrapolateDialog() {
	problem := widgets.NewParagraph("", dialogWidth, widgets.Style{Color: theme.ColorNameError})
	content := widgets.Column(8, widgets.NewParagraph(fmt.Sprintf(
		"Up to how many workers do laws say how far each model would go? From 2 to %d; nothing stands for twice the most that were measured. "+
			"The farther beyond what was measured, the wider the band.", mostExtrapolated), dialogWidth, widgets.Muted))
	var entry *sheetEntry
	s := newSheet(w.win, "Extrapolate", content, dialogWidth, "Show", func() bool {
		to, err := parseExtrapolation(entry.Text)
		if err != nil {
			problem.SetText(asSentence(err).Error())
			return false
		}
		w.see(func(v *figures.View) { v.Extrapolate = to })
		w.showChart(laws.Figure{}.Kind())
		return true
	})
	text := ""
	if to := w.board.get().view.Extrapolate; to > 0 {
		text = strconv.Itoa(to)
	}
	entry = s.entry(text)
	entry.SetPlaceHolder("twice what was measured")
	content.Add(entry)
	content.Add(problem)
	s.show(entry)
}

// parseExtrapolation reads a number of workers; 0, for nothing, leaves it to the figure.
func parseExtrapolation(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 2 || n > mostExtrapolated {
		return 0, errors.New("choose a whole number from 2 to " + strconv.Itoa(mostExtrapolated))
	}
	return n, nil
}
