package explore

import (
	"runtime"

	"fyne.io/fyne/v2"

	"weft/app/planning"
	"weft/app/window/dialogs"
	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads/sweep"
)

// sweepForm asks how the models are measured: with how many workers, how
// precisely and for how long; and, below a fold, what few people change.
type sweepForm struct {
	body      fyne.CanvasObject
	workers   *widgets.Field
	precision *widgets.Field
	budget    *widgets.Field
	reps      *widgets.Field
	scale     *widgets.Field
	scaling   *widgets.Picker
	options   *paramForm // of the models
	heading   *widgets.Text
	fold      *widgets.Fold
	same      *widgets.Button // gives all runtimes the same work
	sameScale string
}

func newSweepForm(hints *widgets.Hints, options *paramForm) *sweepForm {
	f := &sweepForm{options: options}
	f.workers = widgets.NewField("Workers", "lanes",
		"The numbers of workers to try, as in 1, 2, 4 or 1-8. Work that waits gains from many more than there are cores.",
		[]string{planning.First(runtime.NumCPU()).Workers, planning.WaitingWorkers}, hints)
	f.precision = widgets.NewField("Precision", "%",
		"Each point is repeated until its speedup is known this well: half the width of its 95 % interval, as a share of it. From "+
			text.Hundredths(sweep.MinPrecision)+" to "+text.Hundredths(sweep.MaxPrecision)+" %. The finer, the more runs it takes.",
		[]string{"1", "2", "5"}, hints)
	f.budget = widgets.NewField("Budget", "s at most",
		"When this time is over the sweep ends, with points as precise as they are by then. From "+
			text.Number(sweep.MinBudget.Seconds())+" to "+text.Number(sweep.MaxBudget.Seconds())+" s.",
		[]string{"30", "60", "300"}, hints)
	f.reps = widgets.NewField("Runs", "a point",
		"Exactly so many runs a point, whatever precision and budget say. Nothing: as many as the precision asks for.",
		[]string{"1", "3", "10"}, hints)
	f.reps.SetPlaceHolder("as needed")
	f.scale = widgets.NewField("Scale", "x",
		"Multiplies the work, from 0.01 to 100. "+planning.Auto+" chooses it by a first run, the same for all models, so that runs last at least 200 ms and fit into the budget.",
		[]string{planning.Auto, "1", "10"}, hints)
	f.scaling = widgets.NewPicker("Scaling",
		"Strong: the same work for every number of workers, which tells how much faster it gets. "+
			"Weak: the work grows with the workers, which tells how much more gets done in the same time.",
		[]string{planning.Strong, planning.Weak}, hints)
	f.same = widgets.NewButton("", f.takeSame, nil).Helped(hints,
		"Each runtime gets work of its own now, so that its runs last long enough; times of different work aren't compared. "+
			"This gives all of them the work that suits the slowest: runs of the faster may get short.")
	f.same.Hide()
	f.heading = widgets.NewText("OPTIONS OF THE MODELS", widgets.Caption)
	f.fold = widgets.NewFold("Options of the sweep", widgets.Column(0,
		f.reps, f.scale, f.scaling, widgets.Gap(6), f.heading, widgets.Gap(4), options.box))
	f.fold.Control = widgets.Control{Hints: hints, Help: "Exact runs, the scale of the work, weak scaling, and the options that the chosen models have."}
	f.body = widgets.Column(0, f.workers, f.precision, f.budget, f.same, f.fold)
	return f
}

// checkPercent tells what is wrong with a precision that has its sign behind it.
func checkPercent(text string) error { return planning.CheckPrecision(planning.InPercent(text)) }

// fields are the entries, in their order.
func (f *sweepForm) fields() []*widgets.Field {
	return []*widgets.Field{f.workers, f.precision, f.budget, f.reps, f.scale}
}

// bind ties the controls to the choices that they stand for.
func (f *sweepForm) bind(c func() *planning.Choices, changed func(), onKey func(*fyne.KeyEvent)) {
	for _, one := range []struct {
		field *widgets.Field
		check func(string) error
		set   func(string)
	}{
		{f.workers, planning.CheckWorkers, func(v string) { c().Workers = v }},
		{f.precision, checkPercent, func(v string) { c().Precision = planning.InPercent(v) }},
		{f.budget, planning.CheckBudget, func(v string) { c().Budget = v }},
		{f.reps, planning.CheckReps, func(v string) { c().Reps = v }},
		{f.scale, planning.CheckScale, func(v string) { c().Scale = v }},
	} {
		one.field.Check = func(text string) error { return dialogs.AsSentence(one.check(text)) }
		one.field.OnChange = func(text string) { one.set(text); changed() }
		one.field.OnKey = onKey
	}
	f.scaling.OnChange = func(word string) { c().Scaling = word; changed() }
	f.scaling.OnKey, f.fold.OnKey = onKey, onKey
	f.same.HandKeysTo(onKey)
}

// show puts up choices; the fold opens when it holds something unusual.
func (f *sweepForm) show(c planning.Choices) {
	f.workers.SetText(c.Workers)
	f.precision.SetText(planning.WithoutPercent(c.Precision))
	f.budget.SetText(c.Budget)
	f.reps.SetText(c.Reps)
	f.scale.SetText(c.Scale)
	f.scaling.Set(c.Scaling)
	f.showOptions(c)
	f.showSame(c)
	if !c.Usual() {
		f.fold.Open()
	}
}

// takeSame takes the scale that is offered, and shows where it stands.
func (f *sweepForm) takeSame() {
	f.scale.SetText(f.sameScale)
	f.fold.Open()
}

// showSame offers the same work for all runtimes, where several are chosen and
// each has a scale of its own.
func (f *sweepForm) showSame(c planning.Choices) {
	scale, ok := c.SameScale()
	f.sameScale = scale
	f.same.SetText("Same work in all runtimes: " + scale + " x")
	widgets.SetVisible(f.same, ok)
}

// showOptions shows the options of the chosen models.
func (f *sweepForm) showOptions(c planning.Choices) {
	f.options.show(c.ModelOptions(), c.Options)
	widgets.SetVisible(f.heading, len(f.options.values) > 0)
	f.fold.Refresh()
}

// err tells what stands wrong in a control; the fold opens to show it.
func (f *sweepForm) err() error {
	for i, field := range f.fields() {
		if field.Err() != nil {
			if i > 2 { // below the fold
				f.fold.Open()
			}
			return field.Err()
		}
	}
	if err := f.options.err(); err != nil {
		f.fold.Open()
		return err
	}
	return nil
}
