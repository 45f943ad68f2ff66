package runtimes

import (
	"context"
	"slices"

	"weft/workloads"
)

// home is the family whose runtime every machine has, nil before it is registered.
func home() *known {
	for _, k := range families {
		if k.Home != "" {
			return k
		}
	}
	return nil
}

// familyOr is the family of a runtime; of a name that no family owns, as a
// session of another release may have, what holds at home holds too. Nil where
// nothing is registered.
func familyOr(runtime string) *known {
	if k := familyOf(runtime); k != nil {
		return k
	}
	return home()
}

// Home is the runtime that every machine has, and that a model's name without a
// runtime belongs to.
func Home() string {
	if k := home(); k != nil {
		return k.Home
	}
	return ""
}

// Full is a model's name with its runtime: "thread-pool" becomes "go/thread-pool".
func Full(name string) string {
	if runtime, model := Split(name); runtime == "" {
		return Home() + "/" + model
	}
	return name
}

// Short is a model's name without its runtime where that is at home:
// "go/thread-pool" becomes "thread-pool".
func Short(name string) string {
	if runtime, model := Split(name); runtime == Home() {
		return model
	}
	return name
}

// Baseline is the model that speedups of a runtime are measured against; ok is
// false where each of its models is measured against itself.
func Baseline(runtime string) (model string, ok bool) {
	k := familyOr(runtime)
	if k == nil || k.Baseline == ItsOwn {
		return "", false
	}
	return k.Baseline, true
}

// BaseOf is the model that one of a runtime is measured against, each with one
// worker: the runtime's baseline, or the model itself.
func BaseOf(runtime, model string) string {
	if base, ok := Baseline(runtime); ok {
		return base
	}
	return model
}

// IsBaseline tells whether a model is its runtime's baseline, which has no
// workers to coordinate.
func IsBaseline(runtime, model string) bool {
	base, ok := Baseline(runtime)
	return ok && model == base
}

// HomeBaseline is the full name of the baseline at home.
func HomeBaseline() string {
	base, _ := Baseline(Home())
	return Home() + "/" + base
}

// Usual are the models of a runtime that are compared where nobody chooses.
func Usual(runtime string) []string {
	if k := familyOf(runtime); k != nil {
		return slices.Clone(k.Usual)
	}
	return nil
}

// VerifiedBy is how results of a runtime are known to be right.
func VerifiedBy(runtime string) Verification {
	if k := familyOr(runtime); k != nil {
		return k.Verified
	}
	return ByChecksum
}

// ApartOf is how a runtime's models are told from others that look alike.
func ApartOf(runtime string) Apart {
	if k := familyOf(runtime); k != nil {
		return k.Apart
	}
	return Outlined
}

// Workload is what a runtime runs under a name: work of its own, or one of the
// registered workloads. The error names the nearest ones.
func Workload(runtime, name string) (*workloads.Workload, error) {
	if k := familyOf(runtime); k != nil && k.Runs == OwnWork {
		return k.Work(name)
	}
	return workloads.ByName(name)
}

// RunsOwnWork tells whether a runtime runs nothing but work of its family's own kind.
func RunsOwnWork(runtime string) bool {
	k := familyOf(runtime)
	return k != nil && k.Runs == OwnWork
}

// WorkOf names what a runtime runs under a name so that equal names are the same
// work: a family's work of its own is not that of others.
func WorkOf(runtime, name string) string {
	if RunsOwnWork(runtime) {
		return familyOf(runtime).Name + " " + name
	}
	return name
}

// EmulatedGIL is the model at home that emulates a GIL, by its full name, and the
// name of the one that it imitates in runtimes which have a real one; both are ""
// where there is none.
func EmulatedGIL() (emulated, real string) {
	k := home()
	if k == nil {
		return "", ""
	}
	for _, m := range k.models(k.Home) {
		if m.InTurn() && m.Emulates != Nothing {
			return Full(m.Name), m.Emulates
		}
	}
	return "", ""
}

// Described is the model of a name with its runtime, as it is under some
// values of its options. Of a model that no family here knows, as a session of
// another release may have, it tells what can be told.
func Described(name string, options workloads.Values) *Model {
	runtime, model := Split(Full(name))
	m, err := ModelOf(runtime, model)
	if err != nil {
		return stranger(model)
	}
	return m.With(options)
}

// stranger is a model that no family here knows: nothing is held against it.
func stranger(name string) *Model {
	return &Model{
		Name: name, Title: name, Short: "a model of another release", Help: "This release doesn't know it.",
		InSentence: name, Number: Singular, Kind: Kind(name), Complexity: MediumComplexity, Burden: "not known to this release",
		Cores: AllCores, Waiting: Overlapped, Turn: NobodysTurn, Emulates: Nothing, Listing: ListedLater, Standing: WhenMeasured, Needs: []string{},
	}
}

// Here is a family with those of its runtimes that are on this machine.
type Here struct {
	Family
	Found []*Runtime
}

// ByFamily are the families in the order in which they were registered, with
// what is here of each. The first call looks for it, which may take seconds.
func ByFamily(ctx context.Context) []Here {
	var all []Here
	for _, k := range families {
		all = append(all, Here{k.Family, k.runtimes(ctx)})
	}
	return all
}

// KindsAtHome are the models of the home runtime that stand for their kinds, in
// the order of lists.
func KindsAtHome() []*Model {
	k := home()
	if k == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(k.models(k.Home)), func(m *Model) bool { return m.Standing != ForItsKind })
}

// Of are the models of a runtime, which need not be on this machine, as far as
// its name tells.
func Of(runtime string) ([]*Model, error) {
	k := familyOf(runtime)
	if k == nil {
		return nil, unknown(runtime, AtHand())
	}
	return k.models(runtime), nil
}
