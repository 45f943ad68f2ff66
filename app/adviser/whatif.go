package adviser

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/runtimes"
)

// whatIfs are the gains of every part of every model's telling point, the
// largest first. What is unexplained has no remedy and is left out; so are
// setup and teardown where the view doesn't count them.
func (f *facts) whatIfs() []WhatIf {
	all := []WhatIf{}
	for _, c := range f.main {
		for _, p := range c.parts {
			now, then := f.without(c, p)
			once := p.Key == "setup" || p.Key == "teardown"
			if p.Key == unexplained || once && f.Warm {
				continue
			}
			if p.Seconds > 0 && !math.IsNaN(then) {
				all = append(all, WhatIf{Model: c.Name(), Workers: c.Workers, Part: p.Key, Now: now, Then: then, seconds: p.Seconds})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b WhatIf) int { // of gains that end at the same bound, that of the larger part
		return cmp.Or(cmp.Compare(b.gain(), a.gain()), cmp.Compare(b.seconds, a.seconds))
	})
	return all
}

// without are the speedup of a candidate's run in the middle and the one that it
// would have had if a part had cost nothing; NaN where that isn't known or can't be.
func (f *facts) without(c candidate, p Part) (now, then float64) {
	base, ok := f.BaseOf(c.Point)
	took, ts := c.Phases.Cold(), base.Phases.Cold()
	if f.Warm {
		took, ts = c.Phases.Run, base.Phases.Run
	}
	if !ok || ts <= 0 || took <= 0 {
		return math.NaN(), math.NaN()
	}
	return ts / took, f.ReachOf(c.Point).WhatIf(p.Seconds, p.Key == turn, ts, took)
}

// gain is by how much the speedup would grow, as a factor.
func (w WhatIf) gain() float64 { return w.Then / w.Now }

// sayWhatIf is the largest gain in a sentence.
func (f *facts) sayWhatIf(all []WhatIf) string {
	if len(all) == 0 || all[0].gain() < 1+worthSaying {
		return ""
	}
	w := all[0]
	for _, c := range f.main {
		if c.Name() == w.Model {
			s := f.subject(c)
			return fmt.Sprintf("If %s cost nothing, %s would reach %s instead of %s at %s%s.",
				c.cause(w.Part), s.text, units.Ratio(w.Then), units.Ratio(w.Now), workers(w.Workers), f.terms(c))
		}
	}
	return ""
}

// cause is what a part is due to, as the subject of "cost nothing".
func (c candidate) cause(key string) string {
	switch {
	case key == "gil" && c.about.InTurn():
		return c.turn()
	case key == "gil":
		return "waiting for " + c.turn()
	}
	return c.part(key).Words
}

// turn is what a candidate's lanes wait for before they compute, besides a core.
func (c candidate) turn() string {
	switch c.about.Turn {
	case runtimes.GILsTurn:
		return "the GIL"
	case runtimes.LoopsTurn:
		return "the one thread of the loop"
	}
	return "their turn"
}

// unstable are the points whose times scatter, with what to do about it: of
// each kind of advice one point speaks for all.
func (f *facts) unstable() []Remark {
	remarks := []Remark{}
	told := map[string]int{} // kinds of findings, with the index of the remark
	more := []int{}
	for _, c := range f.all {
		if !c.noisy() || len(c.Stability.Findings) == 0 {
			continue
		}
		first := c.Stability.Findings[0]
		if i, known := told[first.Kind]; known {
			more[i]++
			continue
		}
		told[first.Kind] = len(remarks)
		remarks, more = append(remarks, Remark{Model: c.Name(), Workers: c.Workers, Text: first.Text}), append(more, 0)
	}
	for i, n := range more {
		if n > 0 {
			remarks[i].Text += fmt.Sprintf(" (The same holds for %s.)", text.Counted(n, "more point"))
		}
	}
	return remarks
}
