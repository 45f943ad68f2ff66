package explore

import (
	"maps"
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/planning"
	"weft/app/window/dialogs"
	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/workloads"
	"weft/workloads/runtimes"
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
	models    *modelList
	sweep     *sweepForm
	problem   *widgets.Paragraph
	run       *widgets.Button
	plan      *widgets.Paragraph // what Run is going to do
	form      *container.Scroll

	chosen  planning.Choices
	cores   int
	changed func() // the person has changed a choice
	onRun   func()
	running bool
}

func newSide(hints *widgets.Hints, first planning.Choices, changed, onRun func(), onKey func(*fyne.KeyEvent)) *side {
	s := &side{cores: runtime.NumCPU(), changed: changed, onRun: onRun}
	s.teaches = widgets.NewExcerpt(2, sideWidth-2*sideInset, widgets.Style{Color: look.Muted, Size: theme.SizeNameCaptionText})
	s.workloads = newWorkloadList(hints, s.pickWorkload, onKey)
	s.params = newParamForm(hints, s.paramsChanged, onKey)
	s.models = newModelList(hints, s.modelsChanged, onKey)
	s.sweep = newSweepForm(hints, newParamForm(hints, s.optionsChanged, onKey))
	s.sweep.bind(func() *planning.Choices { return &s.chosen }, s.choiceChanged, onKey)
	s.problem = widgets.NewParagraph("", sideWidth-2*sideInset, widgets.Style{Color: theme.ColorNameError, Size: theme.SizeNameCaptionText})
	s.plan = widgets.NewParagraph("", sideWidth-2*sideInset, widgets.Style{Color: look.Muted, Size: theme.SizeNameCaptionText})
	s.run = widgets.NewButton("", onRun, onKey).Helped(hints, "Runs every chosen model with every number of workers, in random order, again and again. What was measured until a stop is kept.")
	s.body = s.build()
	s.follow(onKey)
	s.show(first)
	s.setRunning(false)
	return s
}

// build lays the panel out: search and list above, the form below it, the
// button at the foot; list and form scroll.
func (s *side) build() fyne.CanvasObject {
	head := widgets.Inset(12, 4, sideInset, sideInset, widgets.Column(8,
		widgets.NewText("WORKLOAD", widgets.Caption), s.workloads.search))
	models := widgets.NewText("MODELS", widgets.Caption)
	s.form = container.NewVScroll(widgets.Inset(10, 12, sideInset, sideInset, widgets.Column(0,
		s.teaches, widgets.Gap(8), s.params.box,
		widgets.Gap(4), widgets.NewLine(), widgets.Gap(10), models, widgets.Gap(4), s.models.body,
		widgets.Gap(4), s.sweep.body)))
	foot := widgets.Inset(8, 10, sideInset, sideInset, widgets.Column(6, s.problem,
		container.New(widgets.Sized{Height: 34}, s.run), s.plan))
	inner := container.New(sideLayout{}, head, s.workloads.scroll, widgets.NewLine(), s.form, foot)
	return container.New(widgets.Sized{Width: sideWidth}, widgets.NewFill(look.Panel), inner)
}

// follow makes the form scroll to the control that takes the focus.
func (s *side) follow(onKey func(*fyne.KeyEvent)) {
	controls := []*widgets.Control{&s.teaches.Control, &s.models.fold.Control, &s.sweep.fold.Control}
	for _, f := range s.sweep.fields() {
		controls = append(controls, &f.Control)
	}
	for _, c := range controls {
		c.OnFocus, c.OnKey = s.reveal, onKey
	}
	for _, fold := range []*widgets.Fold{s.models.fold, s.sweep.fold} {
		fold.OnOpen = func() {
			s.form.Refresh() // it is higher now
			s.reveal(fold)
		}
	}
	s.params.onFocus, s.sweep.options.onFocus = s.reveal, s.reveal
	for _, list := range []*widgets.Choices{s.models.list, s.models.more} {
		list.OnReveal = func(top, height float32) { reveal(s.form, list, top, height) }
	}
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
		offset = min(at, at+height+margin-view) // its beginning, where there is no room for all
	}
	scroll.ScrollToOffset(fyne.NewPos(0, offset))
}

// sideLayout shares the height: the workloads take a part, the form the rest.
type sideLayout struct{}

// The height of the list of workloads: its share of what the form doesn't take
// first, and bounds.
const (
	formFirst = 335
	listShare = 0.55
	listLeast = 112
	listMost  = 472
)

// Layout implements fyne.Layout.
func (sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, list, line, form, foot := objects[0], objects[1], objects[2], objects[3], objects[4]
	rest := size.Height - head.MinSize().Height - foot.MinSize().Height - 1
	listed := max(listLeast, min(listMost, (rest-formFirst)*listShare))
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
func (s *side) show(c planning.Choices) {
	s.chosen = c
	changed := s.changed
	s.changed = func() {}
	defer func() { s.changed = changed }()
	s.models.set(c.Models)
	s.workloads.pick(c.Workload)
	s.showWorkload()
	s.sweep.show(c)
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

// pickWorkload takes another workload, with what suits it, see planning.Choices.For.
func (s *side) pickWorkload(name string) {
	was := s.chosen
	next, unfit := was.For(name, s.cores, runtimes.AtHand)
	s.chosen = next
	s.showWorkload()
	if next.Workers != was.Workers {
		s.sweep.workers.SetText(next.Workers)
	}
	if !slices.Equal(next.Models, was.Models) {
		s.models.set(next.Models)
		s.sweep.showOptions(s.chosen)
	}
	s.choiceChanged()
	s.complain(dialogs.AsSentence(unfit))
}

func (s *side) paramsChanged() {
	s.chosen.Params[s.chosen.Workload] = s.params.values
	s.choiceChanged()
}

func (s *side) optionsChanged() {
	for name, value := range s.sweep.options.values {
		s.chosen.Options[name] = value
	}
	s.choiceChanged()
}

func (s *side) modelsChanged(names []string) {
	s.chosen.Models = names
	s.sweep.showOptions(s.chosen)
	s.choiceChanged()
}

// choiceChanged tells the page that a choice has changed.
func (s *side) choiceChanged() {
	s.complain(nil)
	s.sweep.showSame(s.chosen)
	s.changed()
}

// choices are what is chosen now, sharing nothing with what the form goes on to
// change.
func (s *side) choices() planning.Choices {
	c := s.chosen
	c.Params = map[string]workloads.Values{c.Workload: maps.Clone(c.Params[c.Workload])}
	c.Options = maps.Clone(c.Options)
	return c
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
	if err := s.params.err(); err != nil {
		return err
	}
	return s.sweep.err()
}

// announce says what Run is going to do, "" while that isn't known.
func (s *side) announce(text string) { s.plan.SetText(text) }

// setRunning makes the button what fits: Run, or Stop.
func (s *side) setRunning(running bool) {
	s.running = running
	s.run.Importance = widget.HighImportance
	s.run.SetText("Run   " + widgets.KeyName("R"))
	if running {
		s.run.Importance = widget.MediumImportance
		s.run.SetText("Stop   Esc")
	}
}
