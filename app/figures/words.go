package figures

import (
	"fmt"
	"slices"
	"strings"

	"weft/charts"
	"weft/workloads/sweep"
)

// Footer says what an exported picture has to say to be believed: machine,
// cores, work, runtimes, date, baseline, warm or cold.
func Footer(v View) []string {
	return []string{footerMachine(v), footerWork(v), footerBaseline(v)}
}

func footerMachine(v View) string {
	m := v.Machine
	cores := counted(m.Logical, "core")
	if m.Physical > 0 && m.Physical != m.Logical {
		cores += fmt.Sprintf(" (%d physical)", m.Physical)
	}
	said := []string{m.CPU, cores}
	if m.Memory > 0 {
		said = append(said, charts.FormatBytes(float64(m.Memory)))
	}
	system := m.Platform
	if system == "" {
		system = m.OS
	}
	said = append(said, strings.TrimSpace(system+" "+m.Arch), m.Virtual)
	if m.Governor != "" {
		said = append(said, "governor "+m.Governor)
	}
	return dotted(said)
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
	return dotted(said)
}

// Work names the workload with its parameters and scale.
func Work(v View) string {
	name, params, scale := v.Plan.Workload, v.Plan.Params, v.Plan.Scale
	if len(v.Results) > 0 { // these have their defaults filled in
		spec := v.Results[0].Spec
		name, params, scale = spec.Workload, spec.Params, spec.Scale
	}
	said := []string{name}
	for key, value := range params {
		said = append(said, key+"="+value)
	}
	slices.Sort(said[1:])
	if scale != 0 && scale != 1 {
		said = append(said, fmt.Sprintf("scale %g", scale))
	}
	return strings.Join(said, " ")
}

func footerBaseline(v View) string {
	said := "No baseline yet"
	if v.Baseline.N > 0 {
		said = fmt.Sprintf("Baseline %s with 1 worker, %s (median of %s)",
			title(v.baseModel()), charts.FormatSeconds(v.baseTime()), counted(v.Baseline.N, "run"))
	}
	if v.Warm {
		return said + "; warm: times leave out setup and teardown, which only the parts of the overhead show"
	}
	return said + "; cold: times with setup and teardown"
}

// Sentence sums up what was measured, without a verdict: which point was the
// fastest, and which can't be told from it because the times of their runs
// overlap. It is "" when no run succeeded.
func Sentence(v View) string {
	best, ok := v.fastest()
	if !ok {
		return ""
	}
	at := func(p sweep.Point) string {
		return fmt.Sprintf("%s at %s", title(p.Model), counted(p.Workers, "worker"))
	}
	if v.Baseline.N == 0 {
		return fmt.Sprintf("Fastest: %s, %s.", at(best), charts.FormatSeconds(v.time(best)))
	}
	if v.isBase(best) {
		if len(v.Points) == 1 {
			return fmt.Sprintf("%s takes %s.", capital(title(best.Model)), charts.FormatSeconds(v.time(best)))
		}
		return fmt.Sprintf("Nothing was faster than %s, %s.", title(best.Model), charts.FormatSeconds(v.time(best)))
	}
	said := fmt.Sprintf("Fastest: %s, %s with %s (%s).", title(best.Model), charts.FormatRatio(v.speedup(best)),
		counted(best.Workers, "worker"), charts.FormatSeconds(v.time(best)))
	var tied []string
	for _, p := range v.Points {
		if p.N > 0 && (p.Model != best.Model || p.Workers != best.Workers) && v.overlap(p, best) {
			tied = append(tied, at(p))
		}
	}
	switch {
	case best.N < 2:
		return said + " It is one run each: repeat to see how steady that is."
	case len(tied) > 3:
		return said + fmt.Sprintf(" %d others can't be told from it, for their times overlap.", len(tied))
	case len(tied) > 0:
		return said + fmt.Sprintf(" Not to be told from it, for their times overlap: %s.", strings.Join(tied, ", "))
	}
	return said
}

// overlap tells whether the slowest run of one point was slower than the
// fastest run of the other, both ways round.
func (v View) overlap(a, b sweep.Point) bool {
	x, y := a.Times, b.Times
	if !v.Warm {
		x, y = a.ColdTimes, b.ColdTimes
	}
	return len(x) > 0 && len(y) > 0 && slices.Min(x) <= slices.Max(y) && slices.Min(y) <= slices.Max(x)
}

// dotted joins what is there.
func dotted(said []string) string {
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " · ")
}

// counted writes "1 run" and "2 runs".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// Alarms are a workload's own figures that belong beside a point's time:
// "37k lost updates"; "" when there are none.
func Alarms(p sweep.Point) string {
	var told []string
	for _, f := range p.Figures {
		if f.Alarm && f.Value != 0 {
			told = append(told, charts.FormatCount(f.Value)+" "+f.Name)
		}
	}
	return strings.Join(told, ", ")
}
