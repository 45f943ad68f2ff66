package explore

import (
	"reflect"
	"testing"

	"weft/app/planning"
	"weft/app/planning/planningtest"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/workloads"
	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

// fill does in the form what a case asks, and tells what the form says is wrong.
func fill(s *side, f planningtest.Form) error {
	s.pickWorkload(f.Workload)
	if said := s.problem.Text(); said != "" {
		return errorText(said)
	}
	if f.Models != nil {
		s.models.set(f.Models)
		s.modelsChanged(f.Models)
	}
	for _, one := range []struct {
		field *widgets.Field
		typed string
	}{
		{s.sweep.workers, f.Workers},
		{s.sweep.precision, f.Precision},
		{s.sweep.budget, f.Budget},
		{s.sweep.reps, f.Reps},
		{s.sweep.scale, f.Scale},
	} {
		if one.typed != "" {
			one.field.SetText(one.typed)
		}
	}
	if f.Scaling != "" {
		s.sweep.scaling.Set(f.Scaling)
		s.sweep.scaling.OnChange(f.Scaling)
	}
	enter(s.params, f.Params)
	enter(s.sweep.options, f.Options)
	return s.err()
}

// enter gives parameters values: typed where there is an entry, else as picked.
func enter(form *paramForm, values workloads.Values) {
	for name, value := range values {
		if field := form.fields[name]; field != nil {
			field.SetText(value)
			continue
		}
		form.values[name] = value
		form.changed()
	}
}

// errorText is an error that is nothing but a text.
type errorText string

func (e errorText) Error() string { return string(e) }

// The form leads to the same plans as the command line's flags, whose own test
// holds the same cases, and refuses what makes no plan in the same words.
func TestTheFormLeadsToThePlansOfFlags(t *testing.T) {
	windowtest.App(t)
	pythontest.Found(t, "3.11.2")
	runtimes.All(t.Context()) // the window has looked for them by then
	for _, c := range planningtest.Cases() {
		s := newSide(widgets.NewHints(windowtest.Never), planning.First(c.Cores), func() {}, func() {}, nil)
		s.cores = c.Cores
		err := fill(s, c.Form)
		want, refused := c.Plan(7)
		if err == nil {
			got, wrong := s.choices().Plan(7)
			if err = wrong; err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d cores: the form leads to\n%+v\nand %v to\n%+v", c.Name, c.Cores, got, c.Flags, want)
			}
		}
		switch {
		case c.Says == "" && (err != nil || refused != nil):
			t.Errorf("%s: the form leads to no plan: %v; %v: %v", c.Name, err, c.Flags, refused)
		case c.Says != "" && (!c.Said(err) || !c.Said(refused)):
			t.Errorf("%s: the form says %q, flags %q; want %q", c.Name, err, refused, c.Says)
		}
	}
}
