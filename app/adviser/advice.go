// Package adviser turns what a sweep measured into an answer: what kind of
// work this is, which model wins and how sure that is, why the others lose,
// which one to use, and what would change its mind. Everything follows from a
// view's points; nothing here measures, draws or touches files, and the same
// points always get the same advice. Its thresholds stand in thresholds.go; what
// models are by their nature, their families say.
package adviser

import (
	"weft/app/figures"
	"weft/workloads/sweep"
)

// Advice is what the points of a view say to somebody who has to choose.
// Sentences begin with a capital and end with a full stop.
type Advice struct {
	Class   Class
	Reasons []string // the numbers that say so, a sentence each

	Verdict string   // one sentence of at most glance letters: who, how fast, with how many workers, how sure
	Because string   // what else there is to know at once, such as what keeps the others back; "" for nothing
	Cause   string   // of Because, what the times of a model went to, wherever else the verdict stands; "" where none tells
	Winner  string   // the model that is surely the fastest, "go/process-pool"; "" when there is none
	Tied    []string // models that can't be told from the fastest, the fastest first; empty when there is a winner

	Recommended Choice
	WhyNot      []Remark // of every other model that was tried
	Changes     []string // what would change the recommendation, a sentence each

	WhatIfs  []WhatIf // the largest gain first
	WhatIf   string   // the first of them as a sentence; "" when no part matters
	Unstable []Remark // what to do about points that scatter
	Table    Table
}

// Choice is a model with a number of workers, and why it is chosen. Model is ""
// when nothing can be recommended; Why then says the reason.
type Choice struct {
	Model   string
	Workers int
	Why     string
}

// Remark is a sentence about a model, or about one of its points; Workers is 0
// when it is about the model.
type Remark struct {
	Model   string
	Workers int
	Text    string
}

// WhatIf is what the speedup of a point would be if a part of its overhead cost
// nothing: of its run in the middle, with or without setup and teardown as the
// view has it.
type WhatIf struct {
	Model     string
	Workers   int
	Part      string // its key, see Part
	Now, Then float64
	seconds   float64 // of the part
}

// Advise says what the points of a view mean. Live views get advice on what
// there is so far.
func Advise(v figures.View) Advice {
	a := adviseAll(v)
	a.Verdict, a.Because = atAGlance(a.Verdict)
	return a
}

// adviseAll is the advice with all of the verdict in one.
func adviseAll(v figures.View) Advice {
	switch v.Plan.Mode {
	case sweep.Spawn:
		return adviseSpawn(v)
	case sweep.GIL:
		return adviseGIL(v)
	}
	parts := byRuntime(v)
	if len(parts) == 1 {
		return advise(parts[0])
	}
	advice := make([]Advice, len(parts))
	for i, part := range parts {
		advice[i] = advise(part)
	}
	return together(v, parts, advice)
}

// advise is the advice for points of comparable work.
func advise(v figures.View) Advice {
	f := gather(v)
	r := f.rank()
	var a Advice
	a.Class, a.Reasons = f.classify()
	a.Verdict, a.Cause = f.verdict(r), f.instructive(r)
	a.Winner, a.Tied = r.names()
	best := f.choose(r)
	a.Recommended, a.WhyNot = f.recommend(best, r), f.whyNot(best)
	a.Changes = f.changes(best, r)
	a.WhatIfs = f.whatIfs()
	a.WhatIf = f.sayWhatIf(a.WhatIfs)
	a.Unstable = f.unstable()
	a.Table = f.table(a.Recommended, a.Class)
	return a
}
