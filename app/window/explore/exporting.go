package explore

import (
	"weft/app/figures"
	"weft/app/window/dialogs"
	"weft/charts"
)

// export asks how a pane's chart is to be exported.
func (p *Page) export(pane int) {
	work := p.store.Snapshot().View.Plan.Workload
	if work == "" {
		work = p.side.chosen.Workload
	}
	dialogs.Export(p.env.Env, dialogs.Charts{
		Kinds: figures.Kinds(), First: p.grid.panes[pane].kind, Work: work, Folder: p.env.Settings.String(prefExports),
		Take: func() dialogs.Taken {
			now := p.store.Snapshot()
			return dialogs.Taken{
				One:    func(kind charts.Kind) charts.Figure { return figureOf(now, kind) },
				All:    func() []charts.Figure { return figures.All(shown(now)) },
				Footer: figures.Footer(now.View),
			}
		},
		Written: func(folder, note string) {
			p.env.Settings.SetString(prefExports, folder)
			p.Say(note)
		},
	})
}
