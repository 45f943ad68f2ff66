package adviser

import (
	"strings"

	"weft/charts"
	"weft/workloads/model"
)

// DecisionFigure is the decision table as a figure. It stands here and not in
// app/figures, which knows no advice.
func DecisionFigure(a Advice) charts.Decision {
	f := charts.Decision{Columns: a.Table.Columns, Work: cells(a.Table.Work), Note: a.Table.Note}
	for _, r := range a.Table.Rows {
		row := charts.DecisionRow{
			Model: strings.TrimPrefix(r.Model, model.Runtime+"/"), Label: r.Label,
			Cells: cells(r.Cells), Recommended: r.Recommended, Why: r.Why,
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

func cells(from []Cell) []charts.DecisionCell {
	to := make([]charts.DecisionCell, len(from))
	for i, c := range from {
		to[i] = charts.DecisionCell{Text: c.Text, Fit: c.Fit}
	}
	return to
}
