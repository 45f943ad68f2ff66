package figures

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// Footer says what an exported picture has to say to be believed: machine,
// cores, work, runtimes, date, baseline, warm or cold.
func Footer(v View) []string {
	return []string{footerMachine(v), footerWork(v), footerBaseline(v)}
}

func footerMachine(v View) string {
	m := v.Machine
	cores := text.Counted(m.Logical, "core")
	if m.Physical > 0 && m.Physical != m.Logical {
		cores += fmt.Sprintf(" (%d physical)", m.Physical)
	}
	said := []string{m.CPU, cores}
	if m.Memory > 0 {
		said = append(said, units.Bytes(float64(m.Memory)))
	}
	system := m.Platform
	if system == "" {
		system = m.OS
	}
	said = append(said, strings.TrimSpace(system+" "+m.Arch), m.Virtual)
	if m.Governor != "" {
		said = append(said, "governor "+m.Governor)
	}
	return text.Join(" · ", said...)
}

func footerWork(v View) string {
	said := []string{Work(v)}
	var runtimes []string
	for _, r := range v.Results {
		if r.Engine.Runtime != "" && !slices.Contains(runtimes, r.Engine.Runtime) {
			runtimes = append(runtimes, r.Engine.Runtime)
		}
	}
	said = append(said, runtimes...)
	if len(v.Results) > 0 {
		said = append(said, v.Results[0].Started.UTC().Format("2006-01-02 15:04 UTC"))
	}
	said = append(said, fmt.Sprintf("order from seed %d", v.Plan.Seed))
	if v.Version != "" {
		said = append(said, "Weft "+v.Version)
	}
	return text.Join(" · ", said...)
}

// Work names the workload with its parameters and scale.
func Work(v View) string {
	name, params, scale := v.Plan.Workload, v.Plan.Params, v.Plan.Scale
	if spec, ok := v.Measured(); ok {
		name, params, scale = spec.Workload, spec.Params, spec.Scale
	}
	switch v.Plan.Mode {
	case sweep.Spawn:
		return "p workers that wait all at once"
	case sweep.GIL:
		return "the emulated GIL and a real one, work by work"
	}
	said := []string{name}
	for key, value := range params {
		said = append(said, key+"="+value)
	}
	slices.Sort(said[1:])
	switch {
	case v.Plan.Mode == sweep.Weak:
		said = append(said, fmt.Sprintf("scale %.3g for each worker", v.scaleEach()))
	case len(v.Scales()) > 1:
		said = append(said, "scale "+strings.Join(v.Scales(), ", "))
	case scale != 0 && scale != 1:
		said = append(said, fmt.Sprintf("scale %.3g", scale))
	}
	return strings.Join(said, " ")
}

// Scales are those of the work in each runtime, where they differ: "1 in Go".
func (v View) Scales() []string {
	var said, seen []string
	differ := false
	for _, b := range v.Baselines {
		if slices.Contains(seen, b.Runtime) {
			continue
		}
		seen = append(seen, b.Runtime)
		said = append(said, fmt.Sprintf("%.3g in %s", b.Scale, runtimes.Label(b.Runtime)))
		differ = differ || b.Scale != v.Baselines[0].Scale
	}
	if !differ {
		return nil
	}
	return said
}

// SameScale is the least of the scales of runtimes that did different amounts
// of work; ok is false where they did not.
func (v View) SameScale() (scale float64, ok bool) {
	for _, b := range v.Baselines {
		if scale == 0 || b.Scale < scale {
			scale = b.Scale
		}
	}
	return scale, len(v.Scales()) > 1 && v.Plan.Mode == sweep.Strong
}

// ownBaselines are the sequential runs of the runtimes, when points are compared
// with those of their own and work doesn't grow: "1.39 s in Go".
func (v View) ownBaselines() []string {
	if v.Against != sweep.AgainstRuntime || v.Plan.Mode != sweep.Strong {
		return nil
	}
	var said []string
	for _, b := range v.Baselines {
		if runtimes.IsBaseline(b.Runtime, b.Model) {
			said = append(said, fmt.Sprintf("%s in %s", units.Seconds(v.BaseTimes(b).Median), runtimes.Label(b.Runtime)))
		}
	}
	return said
}

// scaleEach is the scale of one worker's share of the work, where work grows
// with the workers.
func (v View) scaleEach() float64 {
	for _, p := range v.Points {
		if !v.isBase(p) {
			return p.Scale / float64(max(1, p.Workers))
		}
	}
	return max(v.Plan.Scale, 1)
}

// Measured is what the earliest run did that figures are made from: with all
// defaults filled in, and the scale that calibration chose.
func (v View) Measured() (spec run.Spec, ok bool) {
	for i := range v.Results {
		if r := &v.Results[i]; !r.Spec.WarmUp && (r.Failure == nil || r.Failure.Kind != run.KindRefused) {
			return r.Spec, true
		}
	}
	return run.Spec{}, false
}

func footerBaseline(v View) string {
	said := "No baseline yet"
	switch {
	case v.Plan.Mode == sweep.Spawn:
		return "From the beginning of setup until the last of p workers was at its first task"
	case v.Plan.Mode == sweep.GIL:
		return "Speedups: each model against itself with one worker, round by round; medians of the rounds; warm: times leave out setup and teardown"
	case v.againstOwn() && len(v.Baselines) > 0:
		said = "Baseline: each model with one worker"
	case len(v.ownBaselines()) > 1:
		said = "Baselines: each runtime's own sequential run, " + strings.Join(v.ownBaselines(), ", ")
	case len(v.Baselines) > 0:
		b := v.Baselines[0]
		said = fmt.Sprintf("Baseline %s with 1 worker, %s (median of %s)",
			Title(IDOf(b.Runtime, b.Model)), units.Seconds(v.BaseTimes(b).Median), text.Counted(b.N, "run"))
	}
	if v.Warm {
		said += "; warm: times leave out setup and teardown, which only the parts of the overhead show"
	} else {
		said += "; cold: times with setup and teardown"
	}
	if v.Watching > 0 {
		said += fmt.Sprintf("; watching cost %.1f %% of the machine", 100*v.Watching)
	}
	return said
}

// Basis says in one sentence what the times and speedups of a view's table
// stand for; "" where there are none.
func Basis(v View) string {
	switch {
	case len(v.Points) == 0 || !v.Plan.Mode.Ranks():
		return ""
	case v.Warm:
		return "Times are warm (without setup), speedups against " + v.BaseName() + "."
	}
	return "Times are cold (with setup and teardown), speedups against " + v.BaseName() + "."
}

// WorkNote tells rows apart that differ in nothing but the amount of work, as
// the baselines of work that grows do: " × 4" does four times as much as the least.
func WorkNote(v View, p sweep.Point) string {
	least := p.Scale
	for _, other := range v.Points {
		if other.Name() == p.Name() && other.Workers == p.Workers {
			least = math.Min(least, other.Scale)
		}
	}
	if p.Scale <= least || least <= 0 {
		return ""
	}
	return fmt.Sprintf(" × %.3g", p.Scale/least)
}

// Alarms are a workload's own metrics that belong beside a point's time:
// "37k lost updates"; "" when there are none.
func Alarms(p sweep.Point) string {
	var told []string
	for _, f := range p.Metrics {
		if f.Alarm && f.Value != 0 {
			told = append(told, units.Count(f.Value)+" "+f.Name)
		}
	}
	return strings.Join(told, ", ")
}
