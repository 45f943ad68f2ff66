package explore

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/window/dialogs"
	"weft/app/window/measuring"
	"weft/workloads/sweep"
)

// viewing is how what was measured is seen, with the menu's items that say so.
type viewing struct {
	env      dialogs.Env
	store    *measuring.Store
	control  *measuring.Controller
	showLaws func() // shows the chart of laws

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

// newViewing makes the items.
func newViewing(e dialogs.Env, store *measuring.Store, control *measuring.Controller, showLaws func()) *viewing {
	s := &viewing{env: e, store: store, control: control, showLaws: showLaws, baselines: map[sweep.Against]*fyne.MenuItem{}}
	s.warm = fyne.NewMenuItem("Warm times, without setup", func() { s.change(func(v *figures.View) { v.Warm = true }) })
	s.cold = fyne.NewMenuItem("Cold times, with setup and teardown", func() { s.change(func(v *figures.View) { v.Warm = false }) })
	s.baseline = fyne.NewMenuItem("Baseline", nil)
	s.baseline.ChildMenu = fyne.NewMenu("")
	for _, b := range baselineNames {
		i := fyne.NewMenuItem(b.label, func() { s.change(func(v *figures.View) { v.Against = b.against }) })
		s.baselines[b.against] = i
		s.baseline.ChildMenu.Items = append(s.baseline.ChildMenu.Items, i)
	}
	s.further = fyne.NewMenuItem("Extrapolate to…", s.extrapolate)
	s.mark(store.Snapshot().View)
	return s
}

// mark marks what is chosen.
func (s *viewing) mark(v figures.View) {
	s.warm.Checked, s.cold.Checked = v.Warm, !v.Warm
	for against, item := range s.baselines {
		item.Checked = against == v.Against
	}
	s.further.Checked = v.Extrapolate > 0
}

// change changes how what was measured is seen; all charts, the table and the
// verdict follow.
func (s *viewing) change(how func(*figures.View)) {
	now := s.store.Snapshot().View
	how(&now)
	s.mark(now)
	s.control.Review(how)
}

// mostExtrapolated bounds how far laws are drawn.
const mostExtrapolated = 4096

// extrapolate asks up to how many workers laws are drawn.
func (s *viewing) extrapolate() {
	now := ""
	if to := s.store.Snapshot().View.Extrapolate; to > 0 {
		now = strconv.Itoa(to)
	}
	dialogs.Entry(s.env, dialogs.EntryQuestion{
		Title: "Extrapolate", Label: "Show", Text: now, PlaceHolder: "twice what was measured",
		What: fmt.Sprintf("Up to how many workers do laws say how far each model would go? From 2 to %d; nothing stands for twice the most that were measured. "+
			"The farther beyond what was measured, the wider the band.", mostExtrapolated),
		Accept: func(text string) error {
			to, err := parseExtrapolation(text)
			if err == nil {
				s.change(func(v *figures.View) { v.Extrapolate = to })
				s.showLaws()
			}
			return err
		},
	})
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
