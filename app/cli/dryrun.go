package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// precisionOf is what a plan asks for.
func precisionOf(p sweep.Plan) float64 {
	if p.Precision == 0 {
		return sweep.DefaultPrecision
	}
	return p.Precision
}

// planLine says in one line what a plan is going to do, and how long that takes.
func planLine(p sweep.Plan, v sweep.Preview) string {
	often := fmt.Sprintf("each at least %d times, until ±%s or %s", v.Least, text.Percent(precisionOf(p)), budgetText(v.AtMost))
	if p.Reps > 0 {
		often = "each " + times(p.Reps)
		if most := mostTime(p, v); most > 0 {
			often += ", at most about " + units.Seconds(most.Seconds())
		}
	}
	said := fmt.Sprintf("%s, %s; seed %d", text.Counted(v.Points, "point"), often, p.Seed)
	if n := len(v.Refused); n > 0 {
		said += fmt.Sprintf("; %d more can't run", n)
	}
	return said
}

// budgetText writes a budget as it was given, for the most part: "60 s".
func budgetText(d time.Duration) string {
	if d < 2*time.Minute {
		return text.Number(d.Seconds()) + " s"
	}
	return units.Seconds(d.Seconds())
}

// mostTime is how long a plan takes at most; 0 while that isn't known. Workers
// that are only counted wait for a known time.
func mostTime(p sweep.Plan, v sweep.Preview) time.Duration {
	if p.Mode != sweep.Spawn || len(v.Order) == 0 {
		return v.AtMost
	}
	ms, err := strconv.Atoi(v.Order[0].Params["ms"])
	if err != nil {
		return 0
	}
	const around = 150 * time.Millisecond // launching the engine, starting and ending workers
	return time.Duration(len(v.Order)) * (time.Duration(ms)*time.Millisecond + around)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// planJSON is what --dry-run --json prints.
type planJSON struct {
	Workload  string        `json:"workload"`
	Points    int           `json:"points"`
	Reps      int           `json:"reps"` // 0: as often as the precision asks for
	Precision float64       `json:"precision"`
	Budget    *float64      `json:"budget_s"`  // null where every point is run exactly so often
	AtMost    *float64      `json:"at_most_s"` // null while that isn't known
	Seed      uint64        `json:"seed"`
	Open      bool          `json:"open"`  // more runs follow, as the precision asks and the budget allows
	Order     []plannedJSON `json:"order"` // the runs that are certain
	Refused   []refusedJSON `json:"refused"`
}

type plannedJSON struct {
	Runtime string  `json:"runtime"`
	Model   string  `json:"model"`
	Workers int     `json:"workers"`
	Scale   float64 `json:"scale"`          // before calibration
	Case    string  `json:"case,omitempty"` // the kind of work, where there are several
	WarmUp  bool    `json:"warm_up,omitempty"`
}

type refusedJSON struct {
	Runtime string `json:"runtime"`
	Model   string `json:"model"`
	Workers int    `json:"workers"`
	Reason  string `json:"reason"`
}

// dryRun prints what a plan would do.
func (a *app) dryRun(plan sweep.Resolved, asJSON bool) error {
	p, v := plan.Plan, plan.Preview(0)
	if asJSON {
		if err := a.out.json(newPlanJSON(p, v)); err != nil {
			return failure{err}
		}
		return nil
	}
	a.out.printf("%s\n\n", a.bold(planLine(p, v)))
	t := &table{headings: []string{"run", "model", "p", "remark"}, left: 2}
	for i, s := range v.Order {
		remark := s.Case
		if s.WarmUp {
			remark = "warm-up, left out"
		}
		t.add(fmt.Sprintf("%3d", i+1), s.Name(), strconv.Itoa(s.Workers), remark)
	}
	a.print(t)
	if v.Open {
		a.out.printf("\nMore runs follow where intervals are widest.")
		if p.Scale == 0 {
			a.out.printf(" The warm-up settles the scale of the work.")
		}
		a.out.printf("\n")
	}
	if scale, ok := p.SameScale(); ok {
		a.out.printf("Each runtime gets work of its own; --scale %s gives all of them the same, so that their times compare.\n", text.Number(scale))
	}
	for _, r := range v.Refused {
		a.out.printf("%s\n", indentRest(text.Wrap(fmt.Sprintf("Note: %s with %s can't run: %s", r.Spec.Name(), text.Counted(r.Spec.Workers, "worker"), r.Reason), 100)))
	}
	return nil
}

func newPlanJSON(p sweep.Plan, v sweep.Preview) planJSON {
	most := mostTime(p, v)
	j := planJSON{
		Workload: p.Workload, Points: v.Points, Reps: p.Reps, Precision: precisionOf(p), Seed: p.Seed, Open: v.Open,
		Budget: number(v.AtMost.Seconds(), v.Open), AtMost: number(most.Seconds(), most > 0),
		Order: []plannedJSON{}, Refused: []refusedJSON{},
	}
	for _, s := range v.Order {
		j.Order = append(j.Order, plannedJSON{s.Runtime, s.Model, s.Workers, s.Scale, s.Case, s.WarmUp})
	}
	for _, r := range v.Refused {
		j.Refused = append(j.Refused, refusedJSON{r.Spec.Runtime, r.Spec.Model, r.Spec.Workers, strings.TrimSpace(r.Reason)})
	}
	return j
}
