package charts

import (
	"fmt"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// Task is one task record; times are seconds from the start of the run.
type Task struct {
	// Lane ran it, counted from 0.
	Lane       int
	Start, End float64
	// CPU is its CPU time in seconds, NaN when unknown.
	CPU float64
	// Index is its place in the workload.
	Index int
}

// Timeline shows which lane ran which task when: one row a lane. The share of
// CPU time in a task is shown by how full its colour is.
type Timeline struct {
	// Lanes is the number of lanes; those without a task are shown empty.
	Lanes int
	Tasks []Task
	// Model names the colour, Label is what people read, as in "process pool, p = 2".
	Model, Label string
}

var _ Figure = Timeline{}

// Name implements [Figure].
func (f Timeline) Name() string { return "timeline" }

// Title implements [Figure].
func (f Timeline) Title() string { return "Timeline" }

// Subtitle implements [Figure].
func (f Timeline) Subtitle() string {
	name := cmpOr(f.Label, f.Model)
	if name == "" {
		return "tasks of each lane"
	}
	return name + ": " + plural(len(f.Tasks), "task") + " on " + plural(f.lanes(), "lane")
}

// Empty implements [Figure].
func (f Timeline) Empty() string {
	for _, t := range f.Tasks {
		if t.drawable() {
			return ""
		}
	}
	return "Which lane ran which task when. It appears after a run whose task records were kept."
}

// Draw implements [Figure].
func (f Timeline) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { newTimelineChart(f).draw(p, area) })
}

// Table implements [Figure].
func (f Timeline) Table() (header []string, rows [][]string) {
	for _, t := range f.Tasks {
		rows = append(rows, []string{
			strconv.Itoa(t.Index), strconv.Itoa(t.Lane), number(t.Start), number(t.End), number(t.CPU),
		})
	}
	return []string{"task", "lane", "start_s", "end_s", "cpu_s"}, rows
}

// Summary implements [Figure].
func (f Timeline) Summary() string {
	if f.Empty() != "" {
		return "Timeline: no task records."
	}
	busy, end := 0.0, 0.0
	longest := Task{Index: -1}
	for _, t := range f.Tasks {
		if !t.drawable() {
			continue
		}
		busy += t.End - t.Start
		end = math.Max(end, t.End)
		if longest.Index < 0 || t.End-t.Start > longest.End-longest.Start {
			longest = t
		}
	}
	s := fmt.Sprintf("Timeline of %s on %s over %s", plural(len(f.Tasks), "task"), plural(f.lanes(), "lane"), units.Seconds(end))
	if share := busy / end; end > 0 && isFinite(share) {
		s += fmt.Sprintf(": %s lanes busy on average", units.RatioNumber(share))
	}
	return s + fmt.Sprintf("; the longest task is task %d with %s.", longest.Index, units.Seconds(longest.End-longest.Start))
}

// lanes is the number of lanes: at least what the tasks name.
func (f Timeline) lanes() int {
	n := f.Lanes
	for _, t := range f.Tasks {
		if t.drawable() {
			n = max(n, t.Lane+1)
		}
	}
	return max(n, 0)
}

// drawable reports whether a record makes sense.
func (t Task) drawable() bool {
	return t.Lane >= 0 && t.Start <= t.End && isFinite(t.Start) && isFinite(t.End) && isFinite(t.End-t.Start)
}

// share is the part of a task's time that was CPU time; 1 when unknown.
func (t Task) share() float64 {
	if !isFinite(t.CPU) || t.End <= t.Start {
		return 1
	}
	return math.Min(math.Max(t.CPU/(t.End-t.Start), 0), 1)
}
