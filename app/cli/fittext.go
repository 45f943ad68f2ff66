package cli

import (
	"fmt"
	"math"
	"strconv"

	"weft/app/lawfile"
	"weft/charts/scaling"
	"weft/internal/text"
)

// formulas are the laws as they are printed.
var formulas = map[string]string{
	scaling.AmdahlLaw:    "Amdahl's law, S(p) = 1/(f + (1-f)/p)",
	scaling.GustafsonLaw: "Gustafson's law, S(p) = p - f(p-1)",
	scaling.USLLaw:       "Universal scalability law, X(n) = gamma n/(1 + sigma(n-1) + kappa n(n-1))",
}

// printFits prints what was read, and the fits of each series: the best first,
// and in a line each those that came after it or were refused.
func (a *app) printFits(t lawfile.Table, reports []fitReport) {
	for _, line := range t.Read {
		a.out.printf("%s", indent(text.Wrap(line, 100), 0))
	}
	series := "\x00"
	for i := range reports {
		r := reports[i]
		if r.name != series {
			series = r.name
			a.out.printf("\n")
			if series != "" {
				a.out.printf("%s\n", a.bold(t.By+" "+series))
			}
			if r.choice != nil {
				a.printChoice(reports[i:], series)
			}
		}
		if r.fit != nil && (r.choice == nil || r.choice.shown) {
			if r.choice != nil || i > 0 {
				a.out.printf("\n")
			}
			a.printFit(r)
		} else if r.choice == nil {
			a.out.printf("%s", indent(text.Wrap(string(r.refused), 100), 0))
		}
	}
}

// printChoice says of each law how it describes a series, or why it does not.
func (a *app) printChoice(reports []fitReport, series string) {
	for _, r := range reports {
		if r.name != series {
			break
		}
		a.out.printf("%s", indent(text.Wrap(r.choice.sentence, 100), 0))
	}
}

// printFit prints a fit for people.
func (a *app) printFit(r fitReport) {
	f := r.fit
	a.out.printf("%s\n", a.bold(formulas[r.law]))
	a.out.printf("%s with %s of workers, the largest %d; %s\n\n", text.Counted(f.N, "value"), text.Counted(f.Distinct, "number"), f.Largest, r2Text(f.R2))
	t := &table{headings: []string{"parameter", "value", "95 % interval", "meaning"}, left: 1}
	for _, p := range f.Params {
		t.add(p.Name, fourDigits(p.Value), span(p.Interval.Low, p.Interval.High), p.Meaning)
	}
	if p := f.Peak; p != nil {
		t.add("peak", fourDigits(p.Workers), span(p.Interval.Low, p.Interval.High), fmt.Sprintf("workers at which the curve is highest: %s %s", r.unit(), fourDigits(p.Value)))
	}
	if value, low, high := f.Limit(); value > 0 && !math.IsInf(value, 1) {
		t.add("limit", fourDigits(value), span(low, high), r.unit()+" that no number of workers passes")
	}
	a.print(t)
	a.out.printf("\n")
	a.print(r.predictionTable())
	a.warn(f.Warnings)
	a.out.printf("\n%s", indent(text.Wrap(r.baseline(), 100), 0))
}

// predictionTable sets the curve beside what was measured.
func (r *fitReport) predictionTable() *table {
	headings := []string{"workers", r.unit(), "by the law", "95 % band", "speedup", "95 % band", ""}
	t := &table{headings: headings}
	for _, p := range r.predictions {
		measured, remark := fourDigits(p.measured), ""
		if math.IsNaN(p.measured) {
			measured, remark = "-", "extrapolated"
		}
		cells := []string{strconv.FormatFloat(p.workers, 'f', -1, 64), measured, fourDigits(p.value), span(p.low, p.high), "", "", remark}
		if r.law == scaling.USLLaw { // of the others the curve is the speedup
			cells[4], cells[5] = fourDigits(p.speedup), span(p.speedLow, p.speedHigh)
		}
		t.add(cells...)
	}
	return t
}

// span writes an interval.
func span(low, high float64) string { return fourDigits(low) + " to " + fourDigits(high) }

func r2Text(r2 float64) string {
	if math.IsNaN(r2) {
		return "all are equally fast"
	}
	if r2 < 0 {
		return fmt.Sprintf("R2 %.3f, below 0: they differ so little that their mean describes them better than the curve", r2)
	}
	return fmt.Sprintf("R2 %.3f", r2)
}
