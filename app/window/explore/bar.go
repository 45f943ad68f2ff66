package explore

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/figures"
	"weft/app/session"
	"weft/app/window/measuring"
	"weft/app/window/widgets"
	"weft/internal/units"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// bar is what the page has in the top bar: the session that is shown at the
// left, the machine that it was measured on at the right.
type bar struct {
	body             *fyne.Container
	session, machine *widgets.Text
}

func newBar(m sample.Machine) *bar {
	b := &bar{session: widgets.NewText("", widgets.Muted), machine: widgets.NewText(describe(m), widgets.Muted)}
	b.body = widgets.Dock(nil, nil, container.NewCenter(b.session), container.NewCenter(b.machine), nil)
	return b
}

// show names the session, from the file at a path, and its machine.
func (b *bar) show(path string, now measuring.Snapshot) {
	b.session.SetText(sessionName(path, now))
	b.machine.SetText(describe(now.View.Machine))
	b.body.Refresh() // other words take other room
}

// sessionName is what the top bar calls the session that is shown.
func sessionName(path string, now measuring.Snapshot) string {
	if now.View.Plan.Workload == "" {
		return ""
	}
	name := now.View.Plan.Workload
	switch now.View.Plan.Mode {
	case sweep.Spawn:
		name = "what workers cost"
	case sweep.GIL:
		name = "emulated GIL and real"
	}
	if len(now.View.Results) > 0 {
		name += " · " + now.View.Results[0].Started.Local().Format("2 Jan 15:04")
		name += scaleNote(now.View)
	}
	if dir, err := session.Dir(); path != "" && (err != nil || filepath.Dir(path) != dir) {
		name += " · " + filepath.Base(path) // a file that the person has named
	}
	return name
}

// scaleNote says by how much the work was multiplied, where that was measured
// and not asked for; "" where it wasn't multiplied.
func scaleNote(v figures.View) string {
	last := v.Results[len(v.Results)-1].Spec // the first one is the one that was measured by
	if v.Plan.Scale != 0 || v.Plan.Mode != sweep.Strong || last.Scale == 0 || last.Scale == 1 {
		return ""
	}
	if said := v.Scales(); len(said) > 0 { // every runtime has one of its own
		return " · calibrated to " + strings.Join(said, ", ")
	}
	return " · calibrated to " + strconv.FormatFloat(last.Scale, 'g', 3, 64) + "x"
}

// describe is the machine in a few words: "2 cores · 24 GB · go1.26".
func describe(m sample.Machine) string {
	var words []string
	switch {
	case m.Logical == 1:
		words = append(words, "1 core")
	case m.Logical > 0:
		words = append(words, fmt.Sprintf("%d cores", m.Logical))
	}
	if m.Memory > 0 {
		words = append(words, units.Bytes(float64(m.Memory)))
	}
	if m.Go != "" {
		words = append(words, m.Go)
	}
	return strings.Join(words, " · ")
}
