package runtimes

import (
	"context"
	"errors"
	"fmt"

	"weft/workloads"
)

// Family is a kind of runtime: what is known of all of them without looking
// for one, also of those that a session from another machine names. What has no
// "unless nil" must be said; [Register] refuses a family that leaves it open.
type Family struct {
	Name   string                        // what they have in common, as people read it: "Python"
	Owns   func(runtime string) bool     // whether a name is one of this family
	Label  func(runtime string) string   // such a name, as people read it
	Models func(runtime string) []*Model // all models of such a runtime, as far as its name tells

	// Home is the name of the runtime that every machine has and that a model
	// without a runtime belongs to; "" in all families but one.
	Home string
	// Examples are names of runtimes that differ in their models: these are
	// looked through when the family is registered. At least one.
	Examples []string

	Runs     Runs
	Verified Verification
	Apart    Apart
	// Baseline is the name of the model that speedups are measured against, which
	// has one worker; or [ItsOwn].
	Baseline string
	// Usual are the names of the models that are compared where nobody chooses, of
	// those that can run the work.
	Usual []string

	// Scale is that of the work where nobody chooses one: at which a run of the
	// baseline takes a second or so.
	Scale func(workload string) float64
	// Work finds work of the family's own kind by its name; nil where it runs [OurWorkloads].
	Work func(name string) (*workloads.Workload, error)
	// Lacks, unless nil, says why one of the family's models can't run a workload,
	// "" where it can.
	Lacks func(workload, model string) string

	// Find returns the runtimes that are here, those that can't be used among
	// them. It may take seconds unless Instant. Where, unless nil, says where it looks.
	Find    func(ctx context.Context) []*Runtime
	Instant bool
	Where   func() string

	// Examine, unless nil, is a Find that looks closer at what it finds, and may
	// take a minute. Forget, unless nil, drops what was remembered of earlier looks.
	Examine func(ctx context.Context) []*Runtime
	Forget  func()

	// Trial is the model by which weft doctor has a tiny run of its own
	// workload executed, "" for none. Absent says what it tells, and advises, where
	// no runtime of the family is here; nil where that can't be.
	Trial  string
	Absent func() (found, advice string)
}

// Runs is what the runtimes of a family execute.
type Runs int

// What runtimes execute.
const (
	OurWorkloads Runs = iota + 1 // the registered workloads, of which Lacks may leave some out
	OwnWork                      // nothing but work of their own kind, which Work finds
)

// Verification is how a run's result is known to be right.
type Verification int

// How results are verified.
const (
	ByChecksum   Verification = iota + 1 // the sum of its tasks' checksums is that of every other run of the same work, in any runtime
	ByDigest                             // its digest is that of every other run of the same work in the same runtime
	ByExitStatus                         // it ended well: there is nothing to compare
)

// ItsOwn is the baseline of a family in which each model is measured against
// itself with one worker.
const ItsOwn = "its own p = 1"

// complete tells everything that a family leaves unsaid or says against itself.
func (f *Family) complete() error {
	var wrong []error
	for _, c := range []struct {
		said bool
		what string
	}{
		{f.Name != "", "its name"},
		{f.Owns != nil, "which names are its own"},
		{f.Label != nil, "how names are read"},
		{f.Models != nil && len(f.Examples) > 0, "its models, with an example of a runtime that has them"},
		{said(f.Runs, OurWorkloads, OwnWork), "what it runs"},
		{(f.Runs == OwnWork) == (f.Work != nil), "work of its own kind, and only that,"},
		{said(f.Verified, ByChecksum, ByExitStatus), "how results are verified"},
		{f.Runs != OurWorkloads || f.Verified == ByChecksum, "a checksum, which our workloads have,"},
		{said(f.Apart, AsDescribed, Outlined), "how its models are told from others"},
		{f.Baseline != "", "its baseline"},
		{len(f.Usual) > 0, "which models are usual"},
		{f.Scale != nil, "the scale of the work"},
		{f.Find != nil, "how its runtimes are found"},
		{f.Instant || f.Absent != nil, "what to say where none is here"},
		{f.Trial == "" || f.Runs == OurWorkloads, "a trial of our own workload, which it runs,"},
		{f.Home == "" || f.Instant, "that its home is always there"},
	} {
		if !c.said {
			wrong = append(wrong, fmt.Errorf("%s is not said", c.what))
		}
	}
	if len(wrong) == 0 {
		for _, runtime := range f.Examples {
			wrong = append(wrong, f.consistent(runtime)...)
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("the family of runtimes %q: %w", f.Name, err)
	}
	return nil
}

// consistent looks through what the family says of one of its runtimes.
func (f *Family) consistent(runtime string) (wrong []error) {
	if !f.Owns(runtime) {
		return []error{fmt.Errorf("%q is no name of its own", runtime)}
	}
	models := f.Models(runtime)
	for _, m := range models {
		if err := m.complete(); err != nil {
			wrong = append(wrong, err)
		}
	}
	if err := together(models, f.Apart); err != nil {
		wrong = append(wrong, err)
	}
	named := append([]string{}, f.Usual...)
	if f.Baseline != ItsOwn {
		named = append(named, f.Baseline)
	}
	if f.Trial != "" {
		named = append(named, f.Trial)
	}
	for _, name := range named {
		if _, err := find(models, runtime, name); err != nil {
			wrong = append(wrong, err)
		}
	}
	if m, err := find(models, runtime, f.Baseline); err == nil && m.MaxWorkers != 1 {
		wrong = append(wrong, fmt.Errorf("the baseline %q may have more than one worker", f.Baseline))
	}
	return wrong
}
