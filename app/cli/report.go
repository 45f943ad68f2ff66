package cli

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// report is everything that is told about a sweep.
type report struct {
	view    figures.View
	advice  adviser.Advice
	laws    []figures.ModelLaws
	end     string // why the sweep ended; "" when that isn't known
	session string
	files   []string
	problem string // of a session's file
}

func newReport(v figures.View, end string) report {
	r := report{view: v, advice: adviser.Advise(v), end: end, files: []string{}}
	if v.Plan.Mode.Ranks() {
		r.laws = figures.FitLaws(v)
	}
	return r
}

// textWidth is the width of what is printed for people.
const textWidth = 100

// report prints what was measured, for people or for programs.
func (a *app) report(r report, asJSON bool) error {
	if asJSON {
		return a.out.json(newSweepJSON(r))
	}
	v := r.view
	a.out.printf("%s\n\n", a.bold(figures.Work(v)))
	switch {
	case len(v.Points) == 0:
		a.out.printf("Nothing was measured.\n")
	case v.Plan.Mode == sweep.Spawn:
		a.print(a.spawnTable(v))
	case v.Plan.Mode == sweep.GIL:
		a.print(a.gilTable(v))
	default:
		a.print(a.pointTable(v))
	}
	a.out.printf("\n%s", a.bold(indent(text.Wrap(r.advice.Verdict, textWidth), 0)))
	if because := r.advice.Because; because != "" {
		a.out.printf("%s", indent(text.Wrap(because, textWidth), 0))
	}
	a.advise(r)
	if said := ending(r.end); said != "" {
		a.out.printf("%s\n", said)
	}
	if scale, ok := v.SameScale(); ok {
		a.out.printf("Each runtime did work of its own; --scale %s gives all of them the same, so that their times compare.\n", text.Number(scale))
	}
	a.warn(v.Warnings)
	a.out.printf("\n")
	for _, line := range figures.Footer(v) {
		a.out.printf("%s", indent(text.Wrap(line, textWidth), 0))
	}
	if len(r.files) > 0 {
		a.out.printf("%s written to %s\n", text.Counted(len(r.files), "file"), filepath.Dir(r.files[0]))
	}
	return nil
}

// ending says why a sweep ended, where that isn't as one hopes.
func ending(end string) string {
	switch end {
	case sweep.EndStopped:
		return "The sweep was stopped: these are the runs that had ended."
	case sweep.EndBudget:
		return "The budget ended before every point was as precise as asked: --budget gives it more time."
	}
	return ""
}

// advise prints what stands behind the verdict, under small headings.
func (a *app) advise(r report) {
	d := r.advice
	switch r.view.Plan.Mode {
	case sweep.Spawn:
		a.paragraph("Costs", d.Reasons)
		return
	case sweep.GIL: // the table has said it
		return
	}
	a.paragraph(d.Class.Title()+" work", d.Reasons)
	if d.Recommended.Model != "" {
		a.paragraph("Recommended", []string{fmt.Sprintf("%s with %s. %s", d.Recommended.Model, text.Counted(d.Recommended.Workers, "worker"), d.Recommended.Why)})
	}
	a.paragraph("What would change that", d.Changes)
	if d.WhatIf != "" {
		a.paragraph("What if", []string{d.WhatIf})
	}
	var noisy []string
	for _, u := range d.Unstable {
		noisy = append(noisy, fmt.Sprintf("%s with %s: %s", u.Model, text.Counted(u.Workers, "worker"), u.Text))
	}
	a.paragraph("Not steady", noisy)
	a.paragraph("Laws", lawLines(r.laws))
}

// paragraph prints sentences under a heading, each on a line of its own.
func (a *app) paragraph(heading string, sentences []string) {
	if len(sentences) == 0 {
		return
	}
	a.out.printf("\n%s\n", a.bold(heading))
	for _, s := range sentences {
		a.out.printf("  %s\n", strings.Join(text.Wrap(s, textWidth-4), "\n    "))
	}
}

// lawLines are the laws of every model, those that are refused too.
func lawLines(all []figures.ModelLaws) []string {
	var lines []string
	var refused []string
	models := map[string][]string{} // by reason
	for _, m := range all {
		name := m.Runtime + "/" + m.Model
		for _, f := range m.Fits {
			lines = append(lines, name+": "+lawLine(f))
		}
		if m.Serial.Trend != scaling.TrendUnknown {
			lines = append(lines, name+": "+m.Serial.Text)
		}
		for _, why := range m.Refused {
			if !slices.Contains(refused, why) {
				refused = append(refused, why)
			}
			models[why] = append(models[why], name)
		}
	}
	for _, why := range refused { // the same reason for several models is said once
		lines = append(lines, fmt.Sprintf("Not drawn for %s. %s", joined(models[why]), why))
	}
	return lines
}

// lawLine is a fit in one line: "Amdahl, f 3.1 % (2.8 % to 3.4 %), R2 0.999".
func lawLine(f *scaling.Fit) string {
	var params []string
	write := fourDigits
	if f.Law != scaling.USLLaw { // theirs are shares
		write = units.Percent
	}
	for _, p := range f.Params {
		text := p.Name + " " + write(p.Value)
		if p.Interval.Known() {
			text += " (" + write(p.Interval.Low) + " to " + write(p.Interval.High) + ")"
		}
		params = append(params, text)
	}
	said := text.Capital(f.Law) + " " + joined(params)
	if f.Law == scaling.USLLaw {
		said = strings.ToUpper(f.Law) + said[len(f.Law):]
	}
	if f.Peak != nil {
		said += ", peak at " + fourDigits(f.Peak.Workers)
	}
	if !math.IsNaN(f.R2) {
		said += ", " + r2Text(f.R2)
	}
	return said
}

// pointTable is the table of points for people.
func (a *app) pointTable(v figures.View) *table {
	t := &table{headings: []string{"model", "p", "time", "±", "speedup", "95 %", "efficiency", "overhead", "memory/worker", "runs", "stable", "remark"}, left: 1}
	before := ""
	for _, p := range v.Points {
		cells := a.pointCells(v, p)
		if p.Name() != before { // the slope belongs to the model, not to the point
			cells[8] = v.MemoryEach(figures.ID(p))
		}
		before = p.Name()
		t.add(cells...)
	}
	return t
}

func (a *app) pointCells(v figures.View, p sweep.Point) []string {
	times := v.Times(p)
	cells := []string{p.Name() + figures.WorkNote(v, p), fmt.Sprint(p.Workers), "-", "", "-", "", "-", "-", "", fmt.Sprint(p.N), "", figures.Alarms(p)}
	if p.N > 0 {
		cells[2], cells[3] = units.Seconds(times.Median), halfWidth(times.Interval, times.Median)
		cells[10] = stableWord(p.Stability.Grade)
	}
	if _, compared := v.BaseOf(p); p.N > 0 && compared {
		cells[4], cells[5] = units.Ratio(times.Speedup), fromTo(times.SpeedupInterval)
		cells[6] = strings.TrimSuffix(units.Ratio(times.Efficiency), "x")
		cells[7] = units.Seconds(times.Overhead)
	}
	if p.Failed > 0 {
		cells[11] = a.red(fmt.Sprintf("%d failed", p.Failed)) // the reasons are among the warnings
	}
	return cells
}

// halfWidth is an interval as a share of its middle: "1.2 %".
func halfWidth(i scaling.Interval, centre float64) string {
	w := i.Relative(centre)
	if math.IsInf(w, 0) || math.IsNaN(w) {
		return ""
	}
	return fmt.Sprintf("%.1f %%", 100*w)
}

// fromTo is an interval of speedups: "1.88-1.94".
func fromTo(i scaling.Interval) string {
	if !i.Known() {
		return ""
	}
	return strings.TrimSuffix(units.Ratio(i.Low), "x") + "-" + strings.TrimSuffix(units.Ratio(i.High), "x")
}

// stableWord is a grade with a sign, as the window has it.
func stableWord(grade string) string {
	sign, known := map[string]string{scaling.Stable: "●", scaling.Fair: "◐", scaling.Noisy: "○"}[grade]
	if !known {
		return ""
	}
	return sign + " " + grade
}
