// Package made makes up models and families of runtimes for tests: complete
// ones, of which a test changes what it is about. The program itself imports nothing of it.
package made

import (
	"context"

	"weft/workloads/runtimes"
)

// Model is a complete model of that name, a pool of threads, with what change
// makes of it; nil leaves it.
func Model(name string, change func(m *runtimes.Model)) *runtimes.Model {
	m := &runtimes.Model{
		Name: name, Title: name, Short: "made up", Help: "It is made up.", InSentence: name, Number: runtimes.Singular,
		Kind: runtimes.Threads, Complexity: runtimes.LowComplexity, Burden: "nothing", Worker: runtimes.Thread,
		Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn,
		Emulates: runtimes.Nothing, Look: Look(name), Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
	}
	if change != nil {
		change(m)
	}
	return m
}

// Single makes a model one that has a single worker, which no baseline goes without.
func Single(m *runtimes.Model) {
	m.MaxWorkers, m.Why = 1, "it is alone"
	m.Cores, m.Waiting = runtimes.OneCore, runtimes.OneByOne
}

// Look is one of a name's own: names that differ have looks that do.
func Look(name string) runtimes.Look {
	hue := uint32(1)
	for _, b := range []byte(name) {
		hue = (hue*31 + uint32(b)) & 0xffffff
	}
	hue |= 0x404040 // not too dark to be seen
	return runtimes.Look{Hue: runtimes.Hue{Dark: hue, Light: hue}, Dash: runtimes.SolidLine, Marker: runtimes.Circle}
}

// Family is a complete family of one runtime, with what change makes of it; nil
// leaves it. Its first model is the baseline, and all are usual.
func Family(r *runtimes.Runtime, change func(f *runtimes.Family)) runtimes.Family {
	f := runtimes.Family{
		Name: r.Label, Examples: []string{r.Name},
		Owns:   func(name string) bool { return name == r.Name },
		Label:  func(string) string { return r.Label },
		Models: func(string) []*runtimes.Model { return r.Models },
		Runs:   runtimes.OurWorkloads, Verified: runtimes.ByChecksum, Apart: runtimes.Outlined,
		Baseline: r.Models[0].Name, Scale: func(string) float64 { return 1 },
		Find:    func(context.Context) []*runtimes.Runtime { return []*runtimes.Runtime{r} },
		Instant: true,
	}
	for _, m := range r.Models {
		f.Usual = append(f.Usual, m.Name)
	}
	if change != nil {
		change(&f)
	}
	return f
}
