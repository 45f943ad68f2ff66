package charts

// Kind is what is known of a chart before there is anything to draw. It is said
// once, by the figure; window, command line and exports read it there.
type Kind struct {
	// Name is the stem of its files: small letters and hyphens.
	Name string
	// Title is its heading, and its name in menus; no two charts have the same.
	Title string
	// Pane is where the window can show it.
	Pane Pane
	// Modes are those of sweeps whose exports hold it.
	Modes Modes
	// Leads are those modes in which its pane shows it by itself. Where none of
	// its charts leads, a pane shows the first of them.
	Leads Modes
	// Samples tells that it changes with every sample, not only with every run.
	Samples bool
	// Rare tells that most sessions have nothing for it: exports leave it out
	// while it is empty, and its pane shows the first of its charts in its place.
	Rare bool
}

// Pane is one of the window's panes, by what its charts are about.
type Pane int

// The panes, in their order.
const (
	SpeedPane  Pane = iota // how fast models are
	CostPane               // where time goes, and what is best
	CoresPane              // what ran when, and where
	MemoryPane             // what memory it took
	PaneCount  int  = iota
)

// Modes is a set of modes of a sweep: of what it measures.
type Modes uint

// The modes. What a sweep calls its modes is not known here; app/figures puts
// the two together.
const (
	Strong   Modes = 1 << iota // the same work for every number of workers
	Weak                       // work that grows with the workers
	Spawning                   // what it costs to have workers
	GIL                        // an emulated GIL beside a real one
	AllModes = Strong | Weak | Spawning | GIL
)

// Has tells whether a mode is in the set.
func (m Modes) Has(mode Modes) bool { return m&mode != 0 }
