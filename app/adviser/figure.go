package adviser

import (
	"weft/app/figures"
	"weft/charts/decision"
)

// DecisionFigure is the decision table as a figure. It stands here and not in
// app/figures, which knows no advice.
func DecisionFigure(a Advice) decision.Figure {
	f := decision.Figure{Columns: a.Table.Columns, Work: cells(a.Table.Work), Note: a.Table.Note}
	for _, r := range a.Table.Rows {
		row := decision.Row{
			Model: figures.ModelOf(r.Model),
			Cells: cells(r.Cells), Recommended: r.Recommended, Why: r.Why,
		}
		row.Model.Label = r.Label
		f.Rows = append(f.Rows, row)
	}
	return f
}

func cells(from []Cell) []decision.Cell {
	to := make([]decision.Cell, len(from))
	for i, c := range from {
		to[i] = decision.Cell{Text: c.Text, Fit: c.Fit}
	}
	return to
}
