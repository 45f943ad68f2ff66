package adviser

import (
	"fmt"
	"math"

	"weft/app/figures"
	"weft/internal/units"
	"weft/workloads/runtimes"
)

// Table compares models by what decides between them.
type Table struct {
	Columns []string
	Work    []Cell // where this work stands, a cell a column
	Rows    []Row  // the models that were measured, then kinds of models that were not
	Note    string
}

// Cell is one entry. Fit is 1 where it speaks for the model, -1 where it speaks
// against it, else 0.
type Cell struct {
	Text string
	Fit  int
}

// Row is one model.
type Row struct {
	Model       string // with its runtime
	Label       string
	Measured    bool
	Recommended bool
	Cells       []Cell
	Why         string // of the recommended model
}

// table is the decision table.
func (f *facts) table(choice Choice, class Class) Table {
	t := Table{
		Columns: []string{"switching", "intensity", "memory/worker", "complexity", "fit"},
		Work: []Cell{
			{Text: f.switching()}, {Text: f.intensity()}, {Text: f.room()}, {Text: "-"}, {Text: class.Title()},
		},
		Note: "Complexity, and where tasks can compute, follow from the model; all else was measured here.",
	}
	shown := map[runtimes.Kind]bool{}
	for _, c := range f.best {
		shown[c.about.Kind] = true
		r := Row{
			Model: c.Name(), Label: f.label(c), Measured: true, Recommended: c.Name() == choice.Model,
			Cells: []Cell{f.handlingCell(c), f.workCell(c.about), f.memoryCell(c), complexityCell(c.about), f.fitCell(c)},
		}
		if r.Recommended {
			r.Why = choice.Why
		}
		t.Rows = append(t.Rows, r)
	}
	for _, m := range runtimes.KindsAtHome() {
		if shown[m.Kind] {
			continue
		}
		t.Rows = append(t.Rows, Row{
			Model: runtimes.Full(m.Name), Label: m.Title,
			Cells: []Cell{{Text: "-"}, f.workCell(m), {Text: "-"}, complexityCell(m), {Text: "not measured"}},
		})
	}
	return t
}

func (f *facts) label(c candidate) string {
	if f.several {
		return c.about.Title + " (" + c.Runtime + ")"
	}
	return c.about.Title
}

// switching is how often a worker takes a new task.
func (f *facts) switching() string {
	if !(f.work.mean > 0) {
		return "-"
	}
	return fmt.Sprintf("%s tasks/s, %s each", units.Count(1/f.work.mean), units.Seconds(f.work.mean))
}

// intensity is what tasks do with their time.
func (f *facts) intensity() string {
	w := f.work
	switch {
	case math.IsNaN(w.wait):
		return "-"
	case w.waits() >= partlyWaits:
		return units.Percent(w.waits()) + " waiting"
	case math.IsNaN(w.cpu):
		return units.Percent(1-w.wait) + " not waiting"
	}
	return units.Percent(w.cpu) + " CPU"
}

// room is the memory that there is.
func (f *facts) room() string {
	if f.Machine.Memory == 0 {
		return "-"
	}
	return units.Bytes(float64(f.Machine.Memory)) + " in all"
}

// handlingCell is what handing out a task costs under a model, against the
// length of the tasks: a hundredth is little, a tenth much.
func (f *facts) handlingCell(c candidate) Cell {
	const little, much = 0.01, 0.1
	cost := f.perTask(f.tellingOf(c))
	switch {
	case c.sequential():
		return Cell{"no hand-over", 1}
	case math.IsNaN(cost) || !(f.work.mean > 0):
		return Cell{"-", 0}
	case cost == 0:
		return Cell{"none seen", 1}
	case cost <= little*f.work.mean:
		return Cell{units.Seconds(cost) + " a task", 1}
	case cost >= much*f.work.mean:
		return Cell{units.Seconds(cost) + " a task", -1}
	}
	return Cell{units.Seconds(cost) + " a task", 0}
}

// workCell is how a model's nature fits the work's: where tasks compute, and
// for work that waits, whether they do so at the same time.
func (f *facts) workCell(m *runtimes.Model) Cell {
	spread, overlap := m.Cores.Spread(), m.Waiting == runtimes.Overlapped
	waits := f.work.waits()
	words := pick(spread, "all cores", "one core")
	if !(waits < partlyWaits) {
		words += pick(overlap, ", waits overlap", ", waits one by one")
	}
	switch {
	case math.IsNaN(waits):
		return Cell{words, 0}
	case spread, overlap && waits >= mostlyWaits:
		return Cell{words, 1}
	case overlap && waits >= partlyWaits:
		return Cell{words, 0}
	}
	return Cell{words, -1}
}

// memoryCell is what a worker takes, and whether as many as the work wants fit:
// those that were judged best, against the machine's memory.
func (f *facts) memoryCell(c candidate) Cell {
	const little, much = 0.01, 0.1
	bytes := f.MemoryPerWorker(figures.ID(c.Point)).Value
	if own := float64(c.Memory.Worker); own > bytes || math.IsNaN(bytes) && own > 0 {
		bytes = own
	}
	if math.IsNaN(bytes) {
		if c.sequential() {
			return Cell{"one worker", 1}
		}
		return Cell{"-", 0}
	}
	bytes = max(bytes, 0)
	cell := Cell{Text: units.Bytes(bytes)}
	if all := float64(f.Machine.Memory); all > 0 {
		switch share := bytes * float64(c.Workers) / all; {
		case share <= little:
			cell.Fit = 1
		case share >= much:
			cell.Fit = -1
		}
	}
	return cell
}

func complexityCell(m *runtimes.Model) Cell {
	cell := Cell{Text: m.Complexity.String() + ": " + m.Burden}
	switch {
	case m.Complexity <= runtimes.LowComplexity:
		cell.Fit = 1
	case m.Complexity >= runtimes.HighComplexity:
		cell.Fit = -1
	}
	return cell
}

// fitCell is how fast a model was here, against the fastest.
func (f *facts) fitCell(c candidate) Cell {
	const behind = 0.25 // takes a fifth of the speedup
	cell := Cell{Text: fmt.Sprintf("%s at p = %d", f.speed(c), c.Workers)}
	switch gap := c.typical/f.fastest().typical - 1; {
	case gap <= closeEnough:
		cell.Fit = 1
	case gap >= behind:
		cell.Fit = -1
	}
	return cell
}
