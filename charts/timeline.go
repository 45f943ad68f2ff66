package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
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
	// Label is what people read, as in "process pool, p = 2"; "" shows the model.
	Label string
	Model draw.Model
}

var _ Figure = Timeline{}

// Kind implements [Figure].
func (f Timeline) Kind() Kind {
	return Kind{Name: "timeline", Title: "Timeline", Pane: CoresPane, Modes: AllModes}
}

// Subtitle implements [Figure].
func (f Timeline) Subtitle() string {
	name := cmp.Or(f.Label, f.Model.Name())
	if name == "" {
		return "tasks of each lane"
	}
	return name + ": " + text.Counted(len(f.Tasks), "task") + " on " + text.Counted(f.lanes(), "lane")
}

// Empty implements [Figure].
func (f Timeline) Empty() string {
	if len(drawable(f.Tasks)) > 0 {
		return ""
	}
	return "Which lane ran which task when. It appears after a run whose task records were kept."
}

// Draw implements [Figure].
func (f Timeline) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { newTimelineChart(f).draw(p, area) })
}

// Table implements [Figure].
func (f Timeline) Table() (header []string, rows [][]string) {
	for _, t := range f.Tasks {
		rows = append(rows, []string{
			strconv.Itoa(t.Index), strconv.Itoa(t.Lane), units.Exact(t.Start), units.Exact(t.End), units.Exact(t.CPU),
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
	for _, t := range drawable(f.Tasks) {
		busy += t.End - t.Start
		end = math.Max(end, t.End)
		if longest.Index < 0 || t.End-t.Start > longest.End-longest.Start {
			longest = t
		}
	}
	s := fmt.Sprintf("Timeline of %s on %s over %s", text.Counted(len(f.Tasks), "task"), text.Counted(f.lanes(), "lane"), units.Seconds(end))
	if share := busy / end; end > 0 && scaling.Finite(share) {
		s += fmt.Sprintf(": %s lanes busy on average", units.RatioNumber(share))
	}
	return s + fmt.Sprintf("; the longest task is task %d with %s.", longest.Index, units.Seconds(longest.End-longest.Start))
}

// lanes is the number of lanes: at least what the tasks name.
func (f Timeline) lanes() int {
	n := f.Lanes
	for _, t := range drawable(f.Tasks) {
		n = max(n, t.Lane+1)
	}
	return max(n, 0)
}

// drawable reports whether a record makes sense.
func (t Task) drawable() bool {
	return t.Lane >= 0 && t.Start <= t.End && scaling.Finite(t.Start) && scaling.Finite(t.End) && scaling.Finite(t.End-t.Start)
}

// share is the part of a task's time that was CPU time; 1 when unknown.
func (t Task) share() float64 {
	if !scaling.Finite(t.CPU) || t.End <= t.Start {
		return 1
	}
	return math.Min(math.Max(t.CPU/(t.End-t.Start), 0), 1)
}

// timelineChart draws task records in rows, one a lane.
type timelineChart struct {
	figure Timeline
	lanes  int
	shown  int // lanes drawn
	time   draw.TimeAxis
	rows   [][]Task // of the lanes drawn
	plot   vg.Rectangle
	pitch  vg.Length
}

const (
	laneHeight = 34  // logical pixels, at most
	laneLeast  = 5   // at least
	blockLeast = 2.5 // width below which tasks are drawn together
	taskMarks  = 3000
)

func newTimelineChart(f Timeline) timelineChart {
	c := timelineChart{figure: f, lanes: f.lanes()}
	end := 0.0
	start := math.Inf(1)
	for _, t := range f.Tasks {
		if t.drawable() {
			start, end = math.Min(start, t.Start), math.Max(end, t.End)
		}
	}
	c.time = draw.NewTimeAxis(math.Min(start, 0), end, nil)
	return c
}

func (c timelineChart) draw(p *draw.Pen, area vg.Rectangle) {
	foot := vg.Length(0)
	roomy := area.Size().Y >= p.Length(70)
	if roomy {
		foot = p.Length(draw.TimeStrip)
	}
	room := area.Size().Y - foot
	c.shown = min(c.lanes, max(int(room/p.Length(laneLeast)), 1))
	if c.shown < c.lanes {
		note := p.Length(16)
		c.shown = max(int((room-note)/p.Length(laneLeast)), 1)
		p.Text(vg.Point{X: area.Max.X, Y: area.Min.Y + note/2},
			text.Counted(c.lanes-c.shown, "more lane"), draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1})
		foot += note
	}
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1}
	c.plot = draw.Inset(area, p.Width(strconv.Itoa(c.shown-1), words)+p.Length(12), 0, foot, 0)
	if draw.TooSmall(c.plot) {
		return
	}
	c.pitch = min(c.plot.Size().Y/vg.Length(c.shown), p.Length(laneHeight))
	c.plot.Min.Y = c.plot.Max.Y - c.pitch*vg.Length(c.shown)
	c.time = c.time.Within(c.plot.Min.X, c.plot.Max.X)
	if roomy {
		c.time.Draw(p, c.plot.Min.Y)
	}
	c.sort()
	c.drawLanes(p, words)
	c.mark(p)
}

// sort deals the tasks of the lanes drawn to their rows, in order of time.
func (c *timelineChart) sort() {
	c.rows = make([][]Task, c.shown)
	for _, t := range c.figure.Tasks {
		if t.drawable() && t.Lane < c.shown {
			c.rows[t.Lane] = append(c.rows[t.Lane], t)
		}
	}
	for _, row := range c.rows {
		slices.SortStableFunc(row, func(a, b Task) int { return cmp.Compare(a.Start, b.Start) })
	}
}

func (c timelineChart) drawLanes(p *draw.Pen, words draw.Ink) {
	half := c.pitch * 0.36
	lastLabel := vg.Length(math.Inf(1))
	for lane, row := range c.rows {
		y := c.middle(lane)
		p.Fill(vg.Rectangle{
			Min: vg.Point{X: c.plot.Min.X, Y: y - half}, Max: vg.Point{X: c.plot.Max.X, Y: y + half},
		}, p.Theme.Faint(p.Theme.Grid, 0.45))
		if lastLabel-y >= p.Length(draw.SmallSize*1.2) {
			p.Text(vg.Point{X: c.plot.Min.X - p.Length(8), Y: y}, strconv.Itoa(lane), words)
			lastLabel = y
		}
		if c.dense(row) {
			c.drawCoverage(p, row, y, half)
			continue
		}
		c.drawTasks(p, row, y, half)
	}
}

// dense reports whether a row's tasks are too narrow to be seen one by one.
func (c timelineChart) dense(row []Task) bool {
	return float64(len(row))*blockLeast > float64((c.plot.Max.X-c.plot.Min.X)/draw.Px)
}

// drawTasks draws each task as a block, fuller the more of it was CPU time.
// Blocks end a little early, so that neighbours can be told apart.
func (c timelineChart) drawTasks(p *draw.Pen, row []Task, y, half vg.Length) {
	st := c.figure.Model.Style(p.Theme)
	for _, t := range row {
		x0, x1 := c.time.Clamped(t.Start), c.time.Clamped(t.End)
		if x1-x0 > 3*draw.Px {
			x1 -= draw.Px
		}
		x1 = max(x1, x0+draw.Px)
		p.Fill(vg.Rectangle{Min: vg.Point{X: x0, Y: y - half}, Max: vg.Point{X: x1, Y: y + half}},
			p.Theme.Faint(st.Color, 0.35+0.65*t.share()))
	}
}

// drawCoverage draws for each pixel of a row which share of it tasks fill.
func (c timelineChart) drawCoverage(p *draw.Pen, row []Task, y, half vg.Length) {
	columns := max(int((c.plot.Max.X-c.plot.Min.X)/draw.Px), 1)
	st := c.figure.Model.Style(p.Theme)
	const levels = 8
	cover := c.coverage(row, columns)
	for from := 0; from < columns; {
		level := math.Round(cover[from] * levels)
		to := from + 1
		for to < columns && math.Round(cover[to]*levels) == level {
			to++
		}
		if level > 0 {
			p.Fill(vg.Rectangle{
				Min: vg.Point{X: c.plot.Min.X + vg.Length(from)*draw.Px, Y: y - half},
				Max: vg.Point{X: c.plot.Min.X + vg.Length(to)*draw.Px, Y: y + half},
			}, p.Theme.Faint(st.Color, 0.1+0.9*level/levels))
		}
		from = to
	}
}

// coverage returns for each of columns equal steps of the axis which share of
// it lies inside tasks, weighted with their share of CPU time as blocks are.
func (c timelineChart) coverage(row []Task, columns int) []float64 {
	cover := make([]float64, columns)
	scale := float64(columns) / (c.time.To - c.time.From)
	for _, t := range row {
		from, to := (t.Start-c.time.From)*scale, (t.End-c.time.From)*scale
		weight := 0.35 + 0.65*t.share()
		for i := max(int(from), 0); i < columns && float64(i) < to; i++ {
			cover[i] += weight * (math.Min(to, float64(i+1)) - math.Max(from, float64(i)))
		}
	}
	for i := range cover {
		cover[i] = math.Min(cover[i], 1)
	}
	return cover
}

// middle is the height of a lane's centre.
func (c timelineChart) middle(lane int) vg.Length {
	return c.plot.Max.Y - (vg.Length(lane)+0.5)*c.pitch
}

// mark makes tasks readable; of very many only some, evenly chosen.
func (c timelineChart) mark(p *draw.Pen) {
	total := 0
	for _, row := range c.rows {
		total += len(row)
	}
	stride := max((total+taskMarks-1)/taskMarks, 1)
	for lane, row := range c.rows {
		for i := 0; i < len(row); i += stride {
			t := row[i]
			at := vg.Point{X: (c.time.Clamped(t.Start) + c.time.Clamped(t.End)) / 2, Y: c.middle(lane)}
			took := "took " + units.Seconds(t.End-t.Start)
			if scaling.Finite(t.CPU) {
				took += ", CPU " + units.Seconds(t.CPU)
			}
			p.Mark(at, c.figure.Model.ID, fmt.Sprintf("task %d, lane %d", t.Index, lane),
				units.Seconds(t.Start)+" to "+units.Seconds(t.End), took)
		}
	}
}
