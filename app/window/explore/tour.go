package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/window/widgets"
)

// Tour returns the steps of a tour of the page, from what is run to what is taken
// home; all charts are shown for it.
func (p *Page) Tour() []widgets.Stop {
	if p.grid.expanded >= 0 {
		p.grid.expand(p.grid.expanded)
	}
	return []widgets.Stop{
		{
			Title: "Pick a piece of work",
			Text:  "Each workload teaches something: computing, waiting for the network, sharing a counter. Its size and parameters are below the list.",
			Of:    []fyne.CanvasObject{p.side.workloads.search, p.side.workloads.scroll},
			Enter: func() { p.side.workloads.list.Reveal(p.side.chosen.Workload) },
		},
		{
			Title: "Choose ways to run it",
			Text: "Threads, processes, an event loop, threads under a global lock: tick the models to compare. " +
				"They all do the same work, here and in the Pythons of this machine.",
			Of:    []fyne.CanvasObject{p.side.form},
			Enter: func() { toTop(p.side.form, p.side.models.body) },
		},
		{
			Title: "Press Run",
			Text: "Every model runs with every number of workers, in random order, until the figures are as precise as you asked for. " +
				widgets.KeyName("R") + " starts it, Esc stops it; what was measured stays.",
			Of: []fyne.CanvasObject{p.side.run},
		},
		{
			Title: "Read the speedup",
			Text: "The dashed line is the ideal: p workers, p times as fast. Bars are 95 % intervals. " +
				"Point at a curve to read it; a double click lets the chart fill the space.",
			Of: []fyne.CanvasObject{p.grid.panes[0].body},
		},
		{
			Title: "See where the time went",
			Text: "Setup, dispatch, serialisation, waiting for a lock or a core: the overhead of each model, part by part. " +
				"Below, the cores and the memory while it ran.",
			Of: []fyne.CanvasObject{p.grid.panes[1].body},
		},
		{
			Title: "Ask why, and take it with you",
			Text: "The sentence is the verdict, and Why (W) gives the reasons. Export (" + widgets.KeyName("E") +
				") writes charts and numbers. This tour and all keys are in the Help menu.",
			Of: []fyne.CanvasObject{p.points.body, p.status.body},
		},
	}
}

// toTop scrolls an object to the top of what shows it, as far as that goes.
func toTop(scroll *container.Scroll, o fyne.CanvasObject) {
	const margin = 24 // for the heading above it
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y
	lowest := scroll.Content.MinSize().Height - scroll.Size().Height
	scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(at-margin, lowest))))
}
