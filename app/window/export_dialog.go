package window

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/theme"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/charts/draw"
	"weft/charts/save"
	"weft/internal/userdirs"
)

// The words of the export dialog.
const (
	allCharts   = "All charts, into a folder"
	themePrint  = "light, for print"
	themeLight  = "light"
	themeDark   = "dark"
	exportScale = "2"
)

var (
	exportFormats = []string{"PNG", "SVG", "PDF", "CSV"}
	exportScales  = []string{"1", "2", "3"}
	exportThemes  = []string{themePrint, themeLight, themeDark}
)

// exportRequest is what the person wants written.
type exportRequest struct {
	kind   charts.Kind
	all    bool // then all charts of the session go into a folder, path
	format string
	scale  int
	theme  draw.Theme
	path   string
}

// exportForm is the dialog that asks for it.
type exportForm struct {
	sheet                *sheet
	chart, format, scale *widgets.Picker
	theme                *widgets.Picker
	path                 *sheetEntry
	problem              *widgets.Paragraph
	folder, work         string
}

// exportDialog asks how a pane's chart is to be exported; Enter exports at once.
func (w *mainWindow) exportDialog(pane int) {
	f := &exportForm{folder: w.memory.StringWithFallback(prefExports, userdirs.Pictures()), work: w.board.get().view.Plan.Workload}
	if f.work == "" {
		f.work = w.frame.side.chosen.Workload
	}
	var names []string
	for _, kind := range figures.Kinds() {
		names = append(names, kind.Title)
	}
	names = append(names, allCharts)
	hints := w.frame.hints
	f.chart = widgets.NewPicker("Chart", "Which chart, or all of them at once.", names, hints)
	f.format = widgets.NewPicker("Format", "PNG is a picture; SVG and PDF can be scaled; CSV holds the numbers.", exportFormats, hints)
	f.scale = widgets.NewPicker("Scale", "How many times larger a PNG is: 1, 2 or 3.", exportScales, hints)
	f.theme = widgets.NewPicker("Colours", "Light for print has a white background.", exportThemes, hints)
	f.problem = widgets.NewParagraph("", dialogWidth, widgets.Style{Color: theme.ColorNameError})
	f.chart.Set(w.frame.panes[pane].kind.Title)
	f.format.Set(exportFormats[0])
	f.scale.Set(exportScale)
	f.theme.Set(themePrint)
	content := widgets.Column(4, f.chart, f.format, f.scale, f.theme)
	f.sheet = newSheet(w.win, "Export", content, dialogWidth, "Export", func() bool { return w.export(f) })
	f.path = f.sheet.entry("")
	content.Add(widgets.Inset(4, 4, 0, 0, f.path))
	content.Add(newFolderList(f.path, folderFilter{}, hints, f.sheet.key).body)
	content.Add(f.problem)
	for _, p := range []*widgets.Picker{f.chart, f.format} {
		p.OnChange = func(string) { f.suggest() }
	}
	f.suggest()
	f.sheet.show(f.path)
}

// suggest proposes a path that fits the choices.
func (f *exportForm) suggest() {
	name := "weft-" + f.work
	if f.chart.Picked() != allCharts {
		name += "-" + kindTitled(f.chart.Picked()).Name + "." + strings.ToLower(f.format.Picked())
	}
	f.path.SetText(filepath.Join(f.folder, name))
	f.path.CursorColumn = len([]rune(f.path.Text))
	f.path.Refresh()
}

// kindTitled is the chart of that title; the first of all where there is none.
func kindTitled(title string) charts.Kind {
	kinds := figures.Kinds()
	return kinds[max(0, slices.IndexFunc(kinds, func(k charts.Kind) bool { return k.Title == title }))]
}

// request reads the form.
func (f *exportForm) request() (exportRequest, error) {
	r := exportRequest{format: strings.ToLower(f.format.Picked()), path: expandHome(f.path.Text), theme: draw.Print()}
	if r.path == "" {
		return r, errors.New("a file's name is needed")
	}
	if _, err := fmt.Sscan(f.scale.Picked(), &r.scale); err != nil {
		return r, fmt.Errorf("scale %q is not a number", f.scale.Picked())
	}
	switch f.theme.Picked() {
	case themeLight:
		r.theme = draw.Light()
	case themeDark:
		r.theme = draw.Dark()
	}
	r.all = f.chart.Picked() == allCharts
	r.kind = kindTitled(f.chart.Picked())
	if !r.all && filepath.Ext(r.path) == "" {
		r.path += "." + r.format
	}
	return r, nil
}

// export writes what the form asks for, in the background; it tells whether
// the dialog is done with.
func (w *mainWindow) export(f *exportForm) bool {
	request, err := f.request()
	if err != nil {
		f.problem.SetText(asSentence(err).Error())
		return false
	}
	now, n := w.board.get(), 0
	w.tasks.Start(func(context.Context) { n, err = request.write(now) }, func() {
		if err != nil {
			w.showProblem("The export failed", err)
			return
		}
		w.memory.SetString(prefExports, filepath.Dir(request.path))
		note := "Exported " + request.path
		if request.all {
			note = fmt.Sprintf("Exported %d charts to %s", n, request.path)
		}
		w.say(note)
	})
	return true
}

// write writes the charts, and returns how many files it wrote.
func (r exportRequest) write(now snapshot) (int, error) {
	e := save.Export{Theme: r.theme, Scale: r.scale, Footer: figures.Footer(now.view)}
	if !r.all {
		return 1, r.save(r.path, now.figure(r.kind), e)
	}
	if err := os.MkdirAll(r.path, 0o750); err != nil {
		return 0, fmt.Errorf("making the folder for the charts: %w", err)
	}
	n := 0
	for _, f := range figures.All(now.shown()) {
		if f.Empty() != "" || !save.Fits(f, r.format) {
			continue
		}
		if err := r.save(filepath.Join(r.path, f.Kind().Name+"."+r.format), f, e); err != nil {
			return n, err
		}
		n++
	}
	if n == 0 {
		return 0, errors.New("no chart has anything to show yet: run something first")
	}
	return n, nil
}

// save writes one chart.
func (r exportRequest) save(path string, f charts.Figure, e save.Export) error {
	if why := f.Empty(); why != "" {
		return fmt.Errorf("the chart %s is empty yet: run something first", strings.ToLower(f.Kind().Title))
	}
	return save.Save(path, f, e)
}
