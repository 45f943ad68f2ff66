package dialogs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/app/window/widgets"
	"weft/charts"
	"weft/charts/draw"
	"weft/charts/save"
	"weft/internal/places"
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

// Charts are what can be exported.
type Charts struct {
	Kinds  []charts.Kind // in the order of lists
	First  charts.Kind   // that is offered
	Work   string        // what was run, for the file's name
	Folder string        // that is offered; "" for the person's pictures

	// Take returns the charts as they are now.
	Take func() Taken
	// Written is called when charts lie in a folder, with what is to be said.
	Written func(folder, note string)
}

// Taken are charts of one moment. Its functions are called in the background.
type Taken struct {
	One    func(charts.Kind) charts.Figure
	All    func() []charts.Figure // that the session has something for
	Footer []string               // what stands below each of them
}

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
	env    Env
	charts Charts

	chart, format, scale, theme *widgets.Picker

	path    *sheetEntry
	problem *widgets.Paragraph
}

// Export asks which charts are to be written, how and where, and writes them in
// the background; Enter exports at once.
func Export(e Env, c Charts) {
	if c.Folder == "" {
		c.Folder = userdirs.Pictures()
	}
	f := &exportForm{env: e, charts: c, problem: newProblemLine()}
	var titles []string
	for _, kind := range c.Kinds {
		titles = append(titles, kind.Title)
	}
	f.chart = widgets.NewPicker("Chart", "Which chart, or all of them at once.", append(titles, allCharts), e.Hints)
	f.format = widgets.NewPicker("Format", "PNG is a picture; SVG and PDF can be scaled; CSV holds the numbers.", exportFormats, e.Hints)
	f.scale = widgets.NewPicker("Scale", "How many times larger a PNG is: 1, 2 or 3.", exportScales, e.Hints)
	f.theme = widgets.NewPicker("Colours", "Light for print has a white background.", exportThemes, e.Hints)
	f.chart.Set(c.First.Title)
	f.format.Set(exportFormats[0])
	f.scale.Set(exportScale)
	f.theme.Set(themePrint)
	content := widgets.Column(4, f.chart, f.format, f.scale, f.theme)
	s := newSheet(e, "Export", content, dialogWidth, "Export", f.export)
	f.path = s.entry("")
	content.Add(widgets.Inset(4, 4, 0, 0, f.path))
	content.Add(newFolderList(f.path, folderFilter{}, e.Hints, s.key).body)
	content.Add(f.problem)
	for _, p := range []*widgets.Picker{f.chart, f.format} {
		p.OnChange = func(string) { f.suggest() }
	}
	f.suggest()
	s.show(f.path)
}

// titled is the chart of that title; the first of all where there is none.
func (c Charts) titled(title string) charts.Kind {
	return c.Kinds[max(0, slices.IndexFunc(c.Kinds, func(k charts.Kind) bool { return k.Title == title }))]
}

// suggest proposes a path that fits the choices.
func (f *exportForm) suggest() {
	name := "weft-" + f.charts.Work
	if f.chart.Picked() != allCharts {
		name += "-" + f.charts.titled(f.chart.Picked()).Name + "." + strings.ToLower(f.format.Picked())
	}
	f.path.SetText(filepath.Join(f.charts.Folder, name))
	f.path.CursorColumn = len([]rune(f.path.Text))
	f.path.Refresh()
}

// request reads the form.
func (f *exportForm) request() (exportRequest, error) {
	r := exportRequest{format: strings.ToLower(f.format.Picked()), path: places.Expand(f.path.Text), theme: draw.Print()}
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
	r.kind = f.charts.titled(f.chart.Picked())
	if !r.all && filepath.Ext(r.path) == "" {
		r.path += "." + r.format
	}
	return r, nil
}

// export writes what the form asks for, in the background; it tells whether
// the dialog is done with.
func (f *exportForm) export() bool {
	request, err := f.request()
	if err != nil {
		f.problem.SetText(AsSentence(err).Error())
		return false
	}
	taken, n := f.charts.Take(), 0
	f.env.Tasks.Start(func(context.Context) { n, err = request.write(taken) }, func() {
		if err != nil {
			Problem(f.env, "The export failed", err)
			return
		}
		note := "Exported " + request.path
		if request.all {
			note = fmt.Sprintf("Exported %d charts to %s", n, request.path)
		}
		f.charts.Written(filepath.Dir(request.path), note)
	})
	return true
}

// write writes the charts, and returns how many files it wrote.
func (r exportRequest) write(taken Taken) (int, error) {
	e := save.Export{Theme: r.theme, Scale: r.scale, Footer: taken.Footer}
	if !r.all {
		return 1, r.save(r.path, taken.One(r.kind), e)
	}
	if err := os.MkdirAll(r.path, 0o750); err != nil {
		return 0, fmt.Errorf("making the folder for the charts: %w", err)
	}
	n := 0
	for _, f := range taken.All() {
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
