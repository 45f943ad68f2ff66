package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
	"weft/charts"
)

// chartPane is one chart with its header.
type chartPane struct {
	index    int
	kind     charts.Kind
	chart    *widgets.Chart
	title    *widgets.Text
	subtitle *widgets.Text
	choose   *widgets.IconButton
	expand   *widgets.IconButton
	body     fyne.CanvasObject
}

// paneActions are what a pane asks of the window.
type paneActions struct {
	export, expand, resized func(pane int)
	show                    func(kind charts.Kind)
	key                     func(*fyne.KeyEvent)
}

func newChartPane(index int, hints *widgets.Hints, do paneActions) *chartPane {
	p := &chartPane{
		index: index, kind: paneKinds(index)[0], chart: widgets.NewChart(),
		title:    widgets.NewText("", widgets.Title),
		subtitle: widgets.NewText("", widgets.Muted.Fitting()),
	}
	p.choose = widgets.NewIconButton(theme.MenuDropDownIcon(), "Show another chart here (Space)", hints, func() { p.offer(do) })
	export := widgets.NewIconButton(theme.DownloadIcon(), "Export this chart (Ctrl+E)", hints, func() { do.export(index) })
	p.expand = widgets.NewIconButton(theme.ViewFullScreenIcon(), "Let this chart fill the space (Enter)", hints, func() { do.expand(index) })
	p.chart.OnSize = func() { do.resized(index) }
	p.chart.OnExpand = func() { do.expand(index) }
	p.chart.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeySpace:
			do.show(next(p.kind))
		default:
			do.key(e)
		}
	}
	header := container.New(paneHeader{}, p.title, p.choose, p.subtitle, export, p.expand)
	p.body = widgets.Dock(widgets.Inset(8, 0, 18, 10, header), nil, nil, nil,
		widgets.Inset(0, 4, 4, 4, p.chart))
	p.name(p.kind.Title, "")
	return p
}

// offer opens the list of the charts that the pane can show.
func (p *chartPane) offer(do paneActions) {
	menu := fyne.NewMenu("")
	for _, kind := range paneKinds(p.index) {
		item := fyne.NewMenuItem(kind.Title, func() { do.show(kind) })
		item.Checked = kind == p.kind
		menu.Items = append(menu.Items, item)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.choose); c != nil {
		widget.ShowPopUpMenuAtRelativePosition(menu, c, fyne.NewPos(0, p.choose.Size().Height), p.choose)
	}
}

// show puts up a drawing.
func (p *chartPane) show(d *drawnPane) {
	p.chart.SetPicture(d.image, d.marks, d.summary)
	p.name(d.title, d.subtitle)
}

// name sets the header's words.
func (p *chartPane) name(title, subtitle string) {
	if title != p.title.Text() {
		p.title.SetText(title)
		p.body.Refresh()
	}
	p.subtitle.SetText(subtitle)
}

// fill tells the pane that it has all the space now, or no longer.
func (p *chartPane) fill(expanded bool) {
	if expanded {
		p.expand.SetIcon(theme.ViewRestoreIcon(), "Show all charts again (Esc)")
		return
	}
	p.expand.SetIcon(theme.ViewFullScreenIcon(), "Let this chart fill the space (Enter)")
}

// paneHeader lays out title, chooser, subtitle and the buttons at the right.
type paneHeader struct{}

const (
	headerHeight = 28
	buttonSize   = 24
)

// Layout implements fyne.Layout.
func (paneHeader) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, choose, subtitle, buttons := objects[0], objects[1], objects[2], objects[3:]
	x := size.Width
	for i := len(buttons) - 1; i >= 0; i-- {
		x -= buttonSize
		buttons[i].Move(fyne.NewPos(x, (headerHeight-buttonSize)/2))
		buttons[i].Resize(fyne.NewSquareSize(buttonSize))
	}
	width := min(title.MinSize().Width, max(0, x-buttonSize))
	title.Move(fyne.Position{})
	title.Resize(fyne.NewSize(width, headerHeight))
	choose.Move(fyne.NewPos(width+2, (headerHeight-buttonSize)/2))
	choose.Resize(fyne.NewSquareSize(buttonSize))
	from := width + buttonSize + 6
	subtitle.Move(fyne.NewPos(from, 1))
	subtitle.Resize(fyne.NewSize(max(0, x-from-8), headerHeight))
}

// MinSize implements fyne.Layout.
func (paneHeader) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(4*buttonSize, headerHeight)
}
