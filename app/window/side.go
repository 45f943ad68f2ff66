package window

import (
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/workloads"
	"weft/workloads/model"
)

// The left panel: its width, and the space at its edges.
const (
	sideWidth = 280
	sideInset = 16
)

// side is the left panel: what to run.
type side struct {
	body      fyne.CanvasObject
	workloads *workloadList
	teaches   *widgets.Excerpt
	params    *paramForm
	scale     *widgets.Field
	models    *modelList
	workers   *widgets.Field
	reps      *widgets.Field
	options   *paramForm
	fold      *widgets.Fold
	problem   *widgets.Paragraph
	run       *button
	form      *container.Scroll

	chosen  choices
	changed func() // the person has changed a choice
	onRun   func()
	running bool
}

func newSide(hints *widgets.Hints, first choices, changed, onRun func(), onKey func(*fyne.KeyEvent)) *side {
	s := &side{changed: changed, onRun: onRun}
	s.teaches = widgets.NewExcerpt(3, sideWidth-2*sideInset, widgets.Style{Color: look.Muted, Size: theme.SizeNameCaptionText})
	s.workloads = newWorkloadList(hints, s.pickWorkload, onKey)
	s.params = newParamForm(hints, s.paramsChanged, onKey)
	s.options = newParamForm(hints, s.optionsChanged, onKey)
	s.models = newModelList(hints, s.modelsChanged, onKey)
	s.scale = widgets.NewField("Scale", "x", "Multiplies the work. From 0.01 to 100.", []string{"0.1", "1", "10"}, hints)
	s.workers = widgets.NewField("Workers", "lanes", "The numbers of workers to try, as in 1, 2, 4 or 1-8. Work that waits gains from many more than there are cores.",
		[]string{defaultWorkers(runtime.NumCPU()), "1, 8, 32"}, hints)
	s.reps = widgets.NewField("Runs", "per point", "How often each point is measured; the median counts. From 1 to 100.", nil, hints)
	s.bind(s.scale, checkScale, func(v string) { s.chosen.Scale = v }, onKey)
	s.bind(s.workers, checkWorkers, func(v string) { s.chosen.Workers = v }, onKey)
	s.bind(s.reps, checkReps, func(v string) { s.chosen.Reps = v }, onKey)
	s.fold = widgets.NewFold("Options of the models", s.options.box)
	s.problem = widgets.NewParagraph("", sideWidth-2*sideInset, widgets.Style{Color: theme.ColorNameError, Size: theme.SizeNameCaptionText})
	s.run = newButton("", onRun, onKey)
	s.body = s.build()
	s.follow(onKey)
	s.show(first)
	s.setRunning(false)
	return s
}

func (s *side) bind(f *widgets.Field, check func(string) error, set func(string), onKey func(*fyne.KeyEvent)) {
	f.Check, f.OnKey = func(text string) error { return asSentence(check(text)) }, onKey
	f.OnChange = func(text string) { set(text); s.told() }
}

// build lays the panel out: search and list above, the form below it, the
// button at the foot; list and form scroll.
func (s *side) build() fyne.CanvasObject {
	head := widgets.Inset(12, 4, sideInset, sideInset, widgets.Column(8,
		widgets.NewText("WORKLOAD", widgets.Caption), s.workloads.search))
	models := widgets.Dock(nil, nil, widgets.NewText("MODELS", widgets.Caption),
		widgets.NewText("Go", widgets.Caption.Colored(theme.ColorNamePrimary)), nil)
	s.form = container.NewVScroll(widgets.Inset(10, 12, sideInset, sideInset, widgets.Column(0,
		s.teaches, gap(8), s.params.box, s.scale,
		gap(8), widgets.NewLine(), gap(10), models, gap(4), s.models.list,
		gap(8), s.workers, s.reps, s.fold)))
	foot := widgets.Inset(8, 14, sideInset, sideInset, widgets.Column(6, s.problem,
		container.New(widgets.Sized{Height: 34}, s.run)))
	inner := container.New(sideLayout{}, head, s.workloads.scroll, widgets.NewLine(), s.form, foot)
	return container.New(widgets.Sized{Width: sideWidth}, widgets.NewFill(look.Panel), inner)
}

// follow makes the form scroll to the control that takes the focus.
func (s *side) follow(onKey func(*fyne.KeyEvent)) {
	for _, c := range []*widgets.Control{&s.scale.Control, &s.workers.Control, &s.reps.Control, &s.fold.Control, &s.teaches.Control} {
		c.OnFocus, c.OnKey = s.reveal, onKey
	}
	s.params.onFocus, s.options.onFocus = s.reveal, s.reveal
	s.models.list.OnReveal = func(top, height float32) { reveal(s.form, s.models.list, top, height) }
}

func (s *side) reveal(o fyne.CanvasObject) { reveal(s.form, o, 0, o.Size().Height) }

// reveal scrolls a stretch of an object into view.
func reveal(scroll *container.Scroll, o fyne.CanvasObject, top, height float32) {
	const margin = 8
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y + top
	offset, view := scroll.Offset.Y, scroll.Size().Height
	switch {
	case view == 0:
		return
	case at-margin < offset:
		offset = max(0, at-margin)
	case at+height+margin > offset+view:
		offset = at + height + margin - view
	}
	scroll.ScrollToOffset(fyne.NewPos(0, offset))
}

// gap is empty space between groups.
func gap(height float32) fyne.CanvasObject {
	return container.New(widgets.Sized{Width: 1, Height: height})
}

// sideLayout shares the height: the workloads take about a third, the form the rest.
type sideLayout struct{}

// The height of the list of workloads: its share of the panel, and bounds.
const (
	listShare = 0.31
	listLeast = 72
	listMost  = 472
)

// Layout implements fyne.Layout.
func (sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, list, line, form, foot := objects[0], objects[1], objects[2], objects[3], objects[4]
	rest := size.Height - head.MinSize().Height - foot.MinSize().Height - 1
	listed := max(listLeast, min(listMost, rest*listShare))
	y := float32(0)
	for _, part := range []struct {
		o fyne.CanvasObject
		h float32
	}{{head, head.MinSize().Height}, {list, listed}, {line, 1}, {form, rest - listed}, {foot, foot.MinSize().Height}} {
		part.o.Move(fyne.NewPos(0, y))
		part.o.Resize(fyne.NewSize(size.Width, part.h))
		y += part.h
	}
	line.Move(fyne.NewPos(sideInset, line.Position().Y))
	line.Resize(fyne.NewSize(size.Width-2*sideInset, 1))
}

// MinSize implements fyne.Layout.
func (sideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sideWidth, objects[0].MinSize().Height+objects[4].MinSize().Height+200)
}

// show puts up choices, all at once.
func (s *side) show(c choices) {
	s.chosen = c
	changed := s.changed
	s.changed = func() {}
	defer func() { s.changed = changed }()
	s.scale.SetText(c.Scale)
	s.workers.SetText(c.Workers)
	s.reps.SetText(c.Reps)
	s.models.set(c.Models)
	s.workloads.pick(c.Workload)
	s.showWorkload()
	s.options.show(c.modelOptions(), c.Options)
	s.fold.SetHidden(len(s.options.values) == 0)
}

func (s *side) showWorkload() {
	w, err := workloads.ByName(s.chosen.Workload)
	if err != nil {
		return
	}
	s.teaches.SetText(w.Teaches)
	s.params.show(w.Params, s.chosen.Params[w.Name])
	s.chosen.Params[w.Name] = s.params.values
}

func (s *side) pickWorkload(name string) {
	s.chosen.Workload = name
	s.showWorkload()
	s.told()
}

func (s *side) paramsChanged() {
	s.chosen.Params[s.chosen.Workload] = s.params.values
	s.told()
}

func (s *side) optionsChanged() {
	for name, value := range s.options.values {
		s.chosen.Options[name] = value
	}
	s.told()
}

func (s *side) modelsChanged(names []string) {
	s.chosen.Models = names
	s.options.show(s.chosen.modelOptions(), s.chosen.Options)
	s.fold.SetHidden(len(s.options.values) == 0)
	s.told()
}

// told tells the window that a choice has changed.
func (s *side) told() {
	s.complain(nil)
	s.changed()
}

// complain shows why the choices can't be run.
func (s *side) complain(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	s.problem.SetText(text)
}

// err tells what stands wrong in a control.
func (s *side) err() error {
	for _, f := range []*widgets.Field{s.scale, s.workers, s.reps} {
		if f.Err() != nil {
			return f.Err()
		}
	}
	if err := s.params.err(); err != nil {
		return err
	}
	return s.options.err()
}

// setRunning makes the button what fits: Run, or Stop.
func (s *side) setRunning(running bool) {
	s.running = running
	s.run.Importance = widget.HighImportance
	s.run.SetText("Run   " + keyName("R"))
	if running {
		s.run.Importance = widget.MediumImportance
		s.run.SetText("Stop   Esc")
	}
}

// modelList is the list of the models, in their colours.
type modelList struct {
	list    *widgets.Choices
	chosen  []string
	refused map[string]string // reason by model
	changed func([]string)
}

func newModelList(hints *widgets.Hints, changed func([]string), onKey func(*fyne.KeyEvent)) *modelList {
	l := &modelList{list: widgets.NewChoices(true, hints), changed: changed}
	l.list.OnChoose = l.toggle
	l.list.OnKey = onKey
	return l
}

func (l *modelList) set(names []string) {
	l.chosen = slices.Clone(names)
	l.show()
}

// refuse greys the models that can't run with the present choices.
func (l *modelList) refuse(reasons map[string]string) {
	l.refused = reasons
	l.show()
}

func (l *modelList) show() {
	var items []widgets.Choice
	for _, m := range model.All() {
		items = append(items, widgets.Choice{
			ID: m.Name, Model: m.Name, Name: m.Title, Help: sentence(m.Short) + ". " + m.Help,
			Off: l.refused[m.Name], On: slices.Contains(l.chosen, m.Name),
		})
	}
	l.list.Set(items)
}

// toggle switches a model on or off; the order stays that of the list.
func (l *modelList) toggle(name string) {
	var names []string
	for _, m := range model.All() {
		if slices.Contains(l.chosen, m.Name) != (m.Name == name) {
			names = append(names, m.Name)
		}
	}
	l.set(names)
	l.changed(names)
}
