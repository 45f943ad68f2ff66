package explore

import (
	"image"
	"sync"

	"weft/app/window/measuring"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/charts/draw"
)

// drawing draws the charts of the panes, away from the UI goroutine.
type drawing struct {
	store *measuring.Store
	show  func(picture) // on the UI goroutine

	mu    sync.Mutex
	scene scene

	shown [paneCount]drawnFor // what each pane was last drawn for
	seen  [2]uint64           // the store's versions that were last shown
}

// scene is what the UI wants to see: it is posted by the UI goroutine.
type scene struct {
	panes [paneCount]paneScene
	theme draw.Theme
}

type paneScene struct {
	kind   charts.Kind
	size   widgets.Pixels
	hidden bool
}

// drawnFor identifies a drawing: when none of this changes, neither does it.
type drawnFor struct {
	paneScene
	theme   string
	version uint64
}

// picture is everything that one cycle puts on the window.
type picture struct {
	now        measuring.Snapshot
	panes      [paneCount]*drawnPane // nil where nothing has changed
	newResults bool
}

// drawnPane is a chart ready to be shown.
type drawnPane struct {
	image           *image.RGBA
	marks           []draw.Mark
	title, subtitle string
	summary         string
}

// post changes the scene.
func (d *drawing) post(change func(*scene)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(&d.scene)
}

// next draws what has changed, and returns what shows it on the UI goroutine, nil
// when nothing has.
func (d *drawing) next() (show func()) {
	pic, changed := d.draw()
	if !changed {
		return nil
	}
	return func() { d.show(pic) }
}

// draw draws the panes that have changed.
func (d *drawing) draw() (pic picture, changed bool) {
	d.mu.Lock()
	want := d.scene
	d.mu.Unlock()
	pic.now = d.store.Snapshot()
	for i, pane := range want.panes {
		key := drawnFor{paneScene: pane, theme: want.theme.Name, version: versionOf(pic.now, pane.kind)}
		if pane.hidden || pane.size.Width == 0 || key == d.shown[i] {
			continue
		}
		d.shown[i] = key
		pic.panes[i] = drawPane(figureOf(pic.now, pane.kind), pane.size, want.theme)
		changed = true
	}
	versions := [2]uint64{pic.now.ResultsAt, pic.now.SamplesAt}
	pic.newResults = versions[0] != d.seen[0]
	changed = changed || versions != d.seen || pic.now.Running
	d.seen = versions
	return pic, changed
}

// versionOf is that of what a chart is made of.
func versionOf(now measuring.Snapshot, kind charts.Kind) uint64 {
	if kind.Samples || kind.Rare && figureOf(now, kind).Kind().Samples {
		return now.SamplesAt
	}
	return now.ResultsAt
}

func drawPane(f charts.Figure, size widgets.Pixels, th draw.Theme) *drawnPane {
	w, h := float64(size.Width)/size.Scale, float64(size.Height)/size.Scale
	img, marks := charts.Render(f, int(w+0.5), int(h+0.5), size.Scale, th)
	return &drawnPane{image: img, marks: marks, title: f.Kind().Title, subtitle: f.Subtitle(), summary: f.Summary()}
}
