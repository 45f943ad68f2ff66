package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/widgets"
)

// frame is the page: the panel at the left, four charts, what came of it, and
// the status line.
type frame struct {
	body    fyne.CanvasObject
	hints   *widgets.Hints
	session *widgets.Text
	machine *widgets.Text
	bar     *fyne.Container
	side    *side
	panes   [paneCount]*chartPane
	points  *pointsTable
	status  *statusLine
	notices *notices

	rows     [2]*widgets.Split // of charts
	grid     *widgets.Split    // of the two rows
	halves   *widgets.Split    // charts and table
	expanded int               // pane that fills the space, -1 for none
}

// What the splits share at first, as in the drawings of the window.
const (
	columnsOffset = 0.5
	rowsOffset    = 0.63
	halvesOffset  = 0.648
)

// compose puts the parts together.
func (f *frame) compose(memory remembered, onKey func(*fyne.KeyEvent)) {
	f.expanded = -1
	for i := range f.rows {
		f.rows[i] = widgets.NewSplit(false, memory.offset(prefColumns, columnsOffset), f.panes[2*i].body, f.panes[2*i+1].body)
	}
	f.rows[0].OnMoved = f.rows[1].SetOffset
	f.rows[1].OnMoved = f.rows[0].SetOffset
	f.grid = widgets.NewSplit(true, memory.offset(prefRows, rowsOffset), f.rows[0], f.rows[1])
	f.halves = widgets.NewSplit(true, memory.offset(prefHalves, halvesOffset), f.grid, f.points.body)
	for _, s := range []*widgets.Split{f.rows[0], f.rows[1], f.grid, f.halves} {
		s.OnKey = onKey
	}
	var centre *fyne.Container
	f.notices = newNotices(func() { centre.Refresh() }, onKey)
	centre = widgets.Dock(f.notices.body, f.status.body, nil, nil, f.halves)
	page := widgets.Dock(f.topBar(), nil, widgets.Dock(nil, nil, nil, widgets.NewLine(), f.side.body), nil, centre)
	f.body = container.NewStack(page, f.hints.Layer())
}

// topBar names the page, the session that is shown, and the machine.
func (f *frame) topBar() fyne.CanvasObject {
	tab := container.New(&tabLayout{}, widgets.NewText("Explore", widgets.Title), widgets.NewFill(theme.ColorNamePrimary))
	f.bar = widgets.Dock(nil, nil,
		widgets.Row(20, tab, container.NewCenter(f.session)), container.NewCenter(f.machine), nil)
	return widgets.Dock(widgets.NewLine(), widgets.NewLine(), nil, nil, widgets.Inset(0, 0, 16, 16, f.bar))
}

// topBarRefresh makes room for other words.
func (f *frame) topBarRefresh() { f.bar.Refresh() }

// keepOffsets remembers how the splits share their space.
func (f *frame) keepOffsets(memory remembered) {
	memory.SetFloat(prefColumns, f.rows[0].Offset())
	memory.SetFloat(prefRows, f.grid.Offset())
	memory.SetFloat(prefHalves, f.halves.Offset())
}

// expand lets one pane fill the space, or shows all again when it does so already.
func (f *frame) expand(pane int) {
	if pane == f.expanded {
		pane = -1
	}
	f.expanded = pane
	for i, p := range f.panes {
		setVisible(p.body, pane < 0 || i == pane)
		p.fill(i == pane)
	}
	for i, row := range f.rows {
		setVisible(row, pane < 0 || pane/2 == i)
	}
	for _, split := range []*widgets.Split{f.rows[0], f.rows[1], f.grid, f.halves} {
		split.Refresh()
	}
	setVisible(f.points.body, pane < 0)
	f.halves.Refresh()
}

func setVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// tabLayout puts a line of the accent colour under the name of the page.
type tabLayout struct{}

const (
	topHeight = 32
	tabLine   = 2
)

// Layout implements fyne.Layout.
func (tabLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, topHeight))
	objects[1].Move(fyne.NewPos(0, topHeight-tabLine))
	objects[1].Resize(fyne.NewSize(size.Width, tabLine))
}

// MinSize implements fyne.Layout.
func (tabLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, topHeight)
}
