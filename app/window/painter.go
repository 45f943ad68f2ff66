package window

import (
	"context"
	"image"
	"sync"
	"time"

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
	ui       *pulse
	show     func(picture)        // on the UI goroutine
	wake     chan struct{}        // something may have changed
	gaps     chan chan<- struct{} // a sweep pauses between two runs; closed when it may go on

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
	cost       float64 // of watching while runs are timed, as a share of the machine; 0 for unknown
}

// drawnPane is a chart ready to be shown.
type drawnPane struct {
	image           *image.RGBA
	marks           []charts.Mark
	title, subtitle string
	summary         string
}

func newPainter(b *board, ui *pulse, show func(picture)) *painter {
	return &painter{
		board: b, governor: governor.New(b.meter), ui: ui, show: show,
		wake: make(chan struct{}, 1), gaps: make(chan chan<- struct{}),
	}
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
		case gap := <-p.gaps:
			p.fill(ctx)
			close(gap)
		case <-p.wake:
			p.frame(ctx)
		case <-timer.C:
			p.frame(ctx)
		}
		timer.Reset(p.pace())
	}
}

// fill draws in the pause between two runs, if it is time for a frame. The
// pause lasts until the frame is painted: then nothing of it is left to
// disturb the next run.
func (p *painter) fill(ctx context.Context) {
	if p.governor.Pause() {
		p.frame(ctx)
	}
}

// frame draws, and waits until what it has drawn is painted.
func (p *painter) frame(ctx context.Context) {
	began := time.Now()
	if !p.cycle(ctx) {
		return
	}
	painted := make(chan struct{})
	p.ui.Do(func() { p.ui.afterPaint(func() { close(painted) }) })
	select {
	case <-painted:
		p.governor.Frame(time.Since(began))
	case <-ctx.Done():
	}
}

// longestGap bounds the pause between two runs, should the window be stuck.
const longestGap = time.Second

// between is called by the goroutine of a sweep between two runs, when nothing
// is timed. It returns when the window has been painted, if it is time for
// that, or when ctx ends.
func (p *painter) between(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, longestGap)
	defer cancel()
	done := make(chan struct{})
	select {
	case p.gaps <- done:
	case <-ctx.Done():
		return
	}
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// pace is the time to the next look at the board. While nothing runs, once a
// second is enough: what the person does pokes.
func (p *painter) pace() time.Duration {
	if !p.running {
		return max(p.governor.Rest(), time.Second)
	}
	return p.governor.Wait()
}

// cycle draws what has changed and shows it; it tells whether anything has.
func (p *painter) cycle(ctx context.Context) bool {
	pic, changed := p.draw()
	if !changed {
		return false
	}
	shown := make(chan struct{})
	p.ui.Do(func() {
		if ctx.Err() == nil {
			p.show(pic)
		}
		close(shown)
	})
	select {
	case <-shown:
	case <-ctx.Done():
	}
	return true
}

// draw draws the panes that have changed.
func (p *painter) draw() (pic picture, changed bool) {
	p.mu.Lock()
	want := p.scene
	p.mu.Unlock()
	pic.now = p.board.get()
	if pic.now.running && !p.running {
		p.governor.Start()
	}
	p.running = pic.now.running
	pic.cost = p.board.meter.Share()
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
