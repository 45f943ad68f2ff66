// Package doctor looks whether a machine is fit for measuring: what it finds
// is a list of sentences, each with what to do where something is in the way.
// Checks are functions from facts to findings; the facts come from the packages
// that measure, and who shows the list is no business of this one.
package doctor

import (
	"context"
	"time"

	"weft/internal/places"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
)

// State is how good or bad a finding is.
type State string

// The states: as it should be; worth knowing when figures are read; in the way.
const (
	OK      State = "ok"
	Note    State = "note"
	Problem State = "problem"
)

// Finding is what one check found.
type Finding struct {
	Name   string `json:"name"`             // of the check: "display"
	State  State  `json:"state"`            // OK, Note or Problem
	Found  string `json:"found"`            // one sentence, or a few
	Advice string `json:"advice,omitempty"` // what to do; "" where there is nothing to do
}

// Report is everything that was found, in the order of the checks.
type Report struct {
	Version  string         `json:"version"` // of the program
	Time     time.Time      `json:"time"`
	Machine  sample.Machine `json:"machine"`
	Findings []Finding      `json:"findings"`
}

// Problems counts the findings that are in the way.
func (r *Report) Problems() (n int) {
	for _, f := range r.Findings {
		if f.State == Problem {
			n++
		}
	}
	return n
}

// Options are what the program knows and this package doesn't.
type Options struct {
	Screen func() Screen // asks the display; nil in a build without a window
	Host   run.Runner    // executes the run at the end
}

// New is a report of this machine in which nothing has been found yet.
func New(version string) *Report {
	return &Report{
		Version: version, Time: time.Now().UTC().Truncate(time.Second),
		Machine: sample.Describe(), Findings: []Finding{},
	}
}

// Examine looks at everything, one thing after another, and tells each finding
// as it comes unless found is nil. It takes some seconds, most of them for
// Pythons that were never asked before. When ctx ends, the rest is left out.
func (r *Report) Examine(ctx context.Context, o Options, found func(Finding)) {
	for _, check := range checks(o, r.Machine) {
		if ctx.Err() != nil {
			return
		}
		for _, f := range check(ctx) {
			r.Findings = append(r.Findings, f)
			if found != nil {
				found(f)
			}
		}
	}
}

// checks are all there are, in the order in which they are made.
func checks(o Options, m sample.Machine) []func(context.Context) []Finding {
	one := func(check func() Finding) func(context.Context) []Finding {
		return func(context.Context) []Finding { return []Finding{check()} }
	}
	return []func(context.Context) []Finding{
		func(context.Context) []Finding { return screenFindings(o.Screen) },
		one(func() Finding { return cores(m, sample.Limited()) }),
		one(func() Finding { return load(idleLoads()) }),
		one(func() Finding { return clock(timeClocks(), sample.Powered()) }),
		one(func() Finding { return power(sample.Powered(), m) }),
		one(func() Finding { return memory(m.Memory, sample.Available(), sample.Limited().Memory) }),
		func(ctx context.Context) []Finding { return runtimesHere(runtimes.ByFamily(ctx)) },
		one(func() Finding { return place("temporary folder", temporary, need{tempLeast, tempAdvice}) }),
		one(func() Finding {
			return place("sessions", places.Sessions, need{keptLeast, keptAdvice("sessions are not kept")})
		}),
		one(func() Finding {
			return place("settings", places.Settings, need{0, keptAdvice("choices are forgotten")})
		}),
		one(func() Finding { return place("logs", places.Logs, need{0, keptAdvice("no log is written")}) }),
		one(func() Finding { return place("cache", places.Cache, need{0, cacheAdvice}) }),
		func(ctx context.Context) []Finding { return trials(ctx, o.Host) },
	}
}
