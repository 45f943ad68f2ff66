package figures

import (
	"slices"

	"weft/charts"
	"weft/workloads/sweep"
)

// registered are the charts, in the order of menus and exports: a chart is
// added by its file in charts and its line here.
var registered = []chart{
	of(Speedup), of(Efficiency), of(Laws), of(Spawn), of(Likeness),
	of(Parts), of(Overhead), of(Waits), of(Decision), of(Convoy),
	of(Cores), of(Timeline),
	of(Memory), of(WorkerMemory), of(Picture),
}

// chart is one that is registered: what is known of it, and how it is made.
type chart struct {
	kind charts.Kind
	draw func(View) charts.Figure
}

// of registers what a function makes.
func of[F charts.Figure](figure func(View) F) chart {
	var zero F
	return chart{zero.Kind(), func(v View) charts.Figure { return figure(v) }}
}

// modes are the sweep's modes as charts know them.
var modes = map[sweep.Mode]charts.Modes{
	sweep.Strong: charts.Strong, sweep.Weak: charts.Weak, sweep.Spawn: charts.Spawning, sweep.GIL: charts.GIL,
}

// Kinds are all charts.
func Kinds() []charts.Kind { return kinds(func(charts.Kind) bool { return true }) }

// KindsOf are the charts that a pane can show; there is at least one.
func KindsOf(pane charts.Pane) []charts.Kind {
	return kinds(func(k charts.Kind) bool { return k.Pane == pane })
}

// KindsIn are the charts that a sweep of a mode has something for.
func KindsIn(mode sweep.Mode) []charts.Kind {
	return kinds(func(k charts.Kind) bool { return k.Modes.Has(modes[mode]) })
}

func kinds(wanted func(charts.Kind) bool) []charts.Kind {
	var all []charts.Kind
	for _, c := range registered {
		if wanted(c.kind) {
			all = append(all, c.kind)
		}
	}
	return all
}

// Leading is the chart that a pane shows by itself in a mode; ok is false where
// none of its charts is there for just that.
func Leading(pane charts.Pane, mode sweep.Mode) (k charts.Kind, ok bool) {
	all := KindsOf(pane)
	i := slices.IndexFunc(all, func(k charts.Kind) bool { return k.Leads.Has(modes[mode]) })
	if i < 0 {
		return charts.Kind{}, false
	}
	return all[i], true
}

// Of is a view's chart of a kind, which must be registered. It may be empty.
func Of(v View, k charts.Kind) charts.Figure {
	i := slices.IndexFunc(registered, func(c chart) bool { return c.kind == k })
	return registered[i].draw(v)
}

// All are the charts of a view for export: those of its mode, but the rare ones
// that have nothing to show.
func All(v View) []charts.Figure {
	var all []charts.Figure
	for _, k := range KindsIn(v.Plan.Mode) {
		if f := Of(v, k); !k.Rare || f.Empty() == "" {
			all = append(all, f)
		}
	}
	return all
}
