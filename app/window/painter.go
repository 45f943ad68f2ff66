package window

import (
	"context"
	"image"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"weft/app/window/governor"
	"weft/app/window/widgets"
	"weft/charts"
)

// painter draws charts away from the UI goroutine. Every cycle ends in at
// most one fyne.Do, which puts everything that has changed on the window at
// once: frames are what costs, not charts.
type painter struct {
	board    *board
	governor *governor.Governor
	show     func(picture) // on the UI goroutine
	wake     chan struct{}

	mu    sync.Mutex
	scene scene

	running bool                // the board was, when it was last looked at
	shown   [paneCount]drawnFor // what each pane was last drawn for
	seen    [2]uint64           // the board's versions that were last shown
}

// scene is what the UI wants to see: it is posted by the UI goroutine.
type scene struct {
	panes [paneCount]paneScene
	theme charts.Theme
}

type paneScene struct {
	kind   chartKind
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
	now        snapshot
	panes      [paneCount]*drawnPane // nil where nothing has changed
	newResults bool
	cost       float64 // of watching, share of the machine
}

// drawnPane is a chart ready to be shown.
type drawnPane struct {
	image           *image.RGBA
	marks           []charts.Mark
	title, subtitle string
	summary         string
}

func newPainter(b *board, g *governor.Governor, show func(picture)) *painter {
	return &painter{board: b, governor: g, show: show, wake: make(chan struct{}, 1)}
}

// post changes the scene and asks for a drawing. It never waits.
func (p *painter) post(change func(*scene)) {
	p.mu.Lock()
	change(&p.scene)
	p.mu.Unlock()
	p.poke()
}

// poke asks for a drawing soon; many pokes make one.
func (p *painter) poke() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// loop draws until ctx ends: when poked, and at the governor's rate while
// something moves.
func (p *painter) loop(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		case <-timer.C:
		}
		p.cycle(ctx)
		timer.Reset(p.pace())
	}
}

// pace is the time to the next look at the board. While nothing runs, once a
// second is enough: what the person does pokes.
func (p *painter) pace() time.Duration {
	wait := p.governor.Frame()
	if !p.running {
		wait = max(wait, time.Second)
	}
	return wait
}

// cycle draws what has changed and shows it, if anything has.
func (p *painter) cycle(ctx context.Context) {
	pic, changed := p.draw()
	if !changed {
		return
	}
	shown := make(chan struct{})
	fyne.Do(func() {
		if ctx.Err() == nil {
			p.show(pic)
		}
		close(shown)
	})
	select {
	case <-shown:
	case <-ctx.Done():
	}
}

// draw draws the panes that have changed.
func (p *painter) draw() (pic picture, changed bool) {
	p.mu.Lock()
	want := p.scene
	p.mu.Unlock()
	pic.now = p.board.get()
	if pic.now.running && !p.running {
		p.governor.Start() // the cost that is told is that of the sweep
	}
	p.running = pic.now.running
	pic.cost = p.governor.Cost()
	for i, pane := range want.panes {
		key := drawnFor{paneScene: pane, theme: want.theme.Name, version: pic.now.version(pane.kind)}
		if pane.hidden || pane.size.Width == 0 || key == p.shown[i] {
			continue
		}
		p.shown[i] = key
		pic.panes[i] = drawPane(pic.now.figure(pane.kind), pane.size, want.theme)
		changed = true
	}
	versions := [2]uint64{pic.now.resultsAt, pic.now.samplesAt}
	pic.newResults = versions[0] != p.seen[0]
	changed = changed || versions != p.seen || pic.now.running
	p.seen = versions
	return pic, changed
}

// version is that of what a chart is made of.
func (s snapshot) version(kind chartKind) uint64 {
	switch kind {
	case kindCores, kindMemory:
		return s.samplesAt
	case kindPicture:
		if _, ok := latestPicture(s.view.Results); !ok {
			return s.samplesAt // memory is shown in its place
		}
	}
	return s.resultsAt
}

func drawPane(f charts.Figure, size widgets.Pixels, th charts.Theme) *drawnPane {
	w, h := float64(size.Width)/size.Scale, float64(size.Height)/size.Scale
	img, marks := charts.Render(f, int(w+0.5), int(h+0.5), size.Scale, th)
	return &drawnPane{image: img, marks: marks, title: f.Title(), subtitle: f.Subtitle(), summary: f.Summary()}
}
