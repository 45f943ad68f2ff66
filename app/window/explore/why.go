package explore

import (
	"context"
	"fmt"
	"math"
	"strings"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/window/dialogs"
	"weft/app/window/measuring"
	"weft/app/window/widgets"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// explainer tells about what was measured: a point, or the verdict.
type explainer struct {
	env   Env
	store *measuring.Store
	grid  *chartGrid
	busy  bool // the dialog that explains the verdict is being made
}

// pick shows a point of the table in the charts; nil shows none.
func (x *explainer) pick(at *sweep.Point) {
	focus, series := figures.Focus{}, ""
	if at != nil {
		focus, series = figures.Focus{Model: at.Runtime + "/" + at.Model, Workers: at.Workers}, figures.ID(*at)
	}
	x.store.Focus(focus)
	x.grid.pin(series, focus.Workers)
	x.env.Changed()
}

// open tells all about a point, failures above all.
func (x *explainer) open(at sweep.Point) {
	said, detail := pointDetail(at, x.store.Snapshot().View.Results)
	dialogs.Detail(x.env.Env, pointTitle(at), said, detail, at.Failed > 0)
}

// why explains the verdict in a dialog. Laws are fitted for it, which takes a
// moment, so that happens in the background.
func (x *explainer) why() {
	now := x.store.Snapshot()
	if len(now.View.Points) == 0 || x.busy {
		return
	}
	x.busy = true
	var sections []widgets.Section
	x.env.Tasks.Start(func(context.Context) { sections = whySections(now.View, now.Advice) }, func() {
		x.busy = false
		dialogs.Page(x.env.Env, "Why", sections)
	})
}

// whySections are everything that there is to say about the points of a view.
func whySections(v figures.View, a adviser.Advice) []widgets.Section {
	kind := []string{}
	if v.Plan.Mode.Ranks() {
		kind = append(kind, a.Class.Title()+".")
	}
	sections := []widgets.Section{
		{Lines: text.NotEmpty(a.Cause, joined([]string{a.Verdict, strings.Replace(a.Because, a.Cause, "", 1)}))},
		{Heading: "What kind of work this is", Lines: append(kind, a.Reasons...)},
		{Heading: "What to use", Lines: recommended(a.Recommended)},
		{Heading: "What speaks against the others", Lines: remarks(a.WhyNot)},
		{Heading: "What would change this", Lines: a.Changes},
		{Heading: "What it would bring to mend the dearest part", Lines: text.NotEmpty(a.WhatIf)},
		{Heading: "How far the laws say it would go", Lines: lawLines(v)},
		{Heading: "How sure this is", Lines: append(remarks(a.Unstable), v.Warnings...)},
		{Heading: "What was measured", Lines: figures.Footer(v)},
	}
	switch v.Plan.Mode {
	case sweep.Spawn:
		sections[1].Heading = "What the workers of each model cost"
		sections[2].Lines = nil
	case sweep.GIL:
		sections[1].Heading = "How like the emulated GIL is, respect by respect"
		sections[2].Lines = nil
	}
	return sections
}

// recommended says what to use and why.
func recommended(c adviser.Choice) []string {
	if c.Model == "" {
		return text.NotEmpty(c.Why)
	}
	return []string{fmt.Sprintf("%s. %s", text.Capital(pointName(c.Model, c.Workers)), c.Why)}
}

// remarks are sentences about models, with the model before each.
func remarks(all []adviser.Remark) []string {
	var lines []string
	for _, r := range all {
		lines = append(lines, fmt.Sprintf("%s: %s", text.Capital(pointName(r.Model, r.Workers)), r.Text))
	}
	return lines
}

// pointName names a model, with its number of workers where that is known.
func pointName(name string, workers int) string {
	title := figures.Title(name)
	if workers < 1 {
		return title
	}
	return fmt.Sprintf("%s with %s", title, text.Counted(workers, "worker"))
}

// lawLines say for every model which laws describe its points, and why the
// others don't. Models about which the same is to be said share a line.
func lawLines(v figures.View) []string {
	if !v.Plan.Mode.Ranks() {
		return nil
	}
	var texts []string
	models := map[string][]string{} // by what is said about them
	for _, m := range figures.FitLaws(v) {
		said := []string{}
		for _, fit := range m.Fits {
			said = append(said, lawWords(fit, v))
		}
		said = append(said, m.Serial.Text)
		for _, why := range m.Refused {
			said = append(said, "Not drawn: "+why)
		}
		all := joined(said)
		if models[all] == nil {
			texts = append(texts, all)
		}
		models[all] = append(models[all], figures.Title(m.Runtime+"/"+m.Model))
	}
	lines := make([]string, len(texts))
	for i, said := range texts {
		lines[i] = text.Capital(strings.Join(models[said], ", ")) + ": " + said
	}
	return lines
}

// lawWords says what a fit found: its parameters with their intervals, and
// what it promises for as many workers as the chart reaches to.
func lawWords(fit *scaling.Fit, v figures.View) string {
	var params []string
	for _, p := range fit.Params {
		params = append(params, fmt.Sprintf("%s = %s%s", p.Name, shortNumber(p.Value), within(p.Interval, shortNumber)))
	}
	text := fit.Label() + "; " + strings.Join(params, ", ")
	if v.Extrapolate > fit.Largest {
		value, low, high := fit.At(float64(v.Extrapolate))
		text += fmt.Sprintf("; it promises %s with %d workers%s", units.Ratio(value), v.Extrapolate,
			within(scaling.Interval{Low: low, High: high}, units.Ratio))
	}
	return joined(append([]string{text + "."}, fit.Warnings...))
}

// within writes an interval behind a value, "" where it isn't known.
func within(i scaling.Interval, write func(float64) string) string {
	if math.IsNaN(i.Low) || math.IsNaN(i.High) {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", write(i.Low), write(i.High))
}

func shortNumber(x float64) string { return fmt.Sprintf("%.3g", x) }
