// Package runtimes knows what can execute a run: Go, which is always there, and
// what families of runtimes find on this machine. Families register themselves;
// everybody who runs, plans, lists or shows models asks here, and so knows no
// runtime by name. Nothing is looked for before somebody asks for a runtime
// that isn't known without looking.
package runtimes

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"weft/internal/nearest"
)

// Runtime is something that executes runs.
type Runtime struct {
	Name   string   // "go", "python3.11"
	Label  string   // "Go", "Python 3.11", as people read it
	About  string   // what and where it is: "CPython 3.11.2, /usr/bin/python3.11"
	Path   string   // of the program that it is, "" for Weft itself
	Models []*Model // all of its family, each with what this runtime lacks for it

	// Missing is why it can't run anything, and what would help; "" where it can.
	Missing string

	// Grace is how long its engine may take to end its workers when a run is
	// stopped, before it is killed. An engine that is quicker is not waited for.
	Grace time.Duration

	// Lacks, unless nil, says what is not installed here for a workload, and what
	// would help; "" where nothing is missing.
	Lacks func(workload string) string

	// More is the command that would let it run all of its models, "" where it
	// can, or no command helps.
	More string

	// Command is the runtime's engine, ready to be started. Getting it ready may
	// take seconds once; it ends soon after ctx.
	Command func(context.Context, Launch) (*exec.Cmd, error)
}

// Launch is what an engine is started with.
type Launch struct {
	Dir     string // the run's private folder
	Program string // the program to start where the engine is Weft itself; "" leaves it to the runtime
}

// known is a family with what has been found of it.
type known struct {
	Family
	looking sync.Mutex // held by who looks

	mu        sync.Mutex
	found     []*Runtime
	asked     bool
	described map[string][]*Model // by runtime, as far as its name tells
}

// models are those of a runtime, as far as its name tells. They are looked through
// the first time: one whose description leaves something open can't be run.
func (k *known) models(runtime string) []*Model {
	k.mu.Lock()
	defer k.mu.Unlock()
	if all, before := k.described[runtime]; before {
		return all
	}
	all := k.Models(runtime)
	for _, m := range all {
		if err := m.complete(); err != nil {
			m.Missing = err.Error()
		}
	}
	if k.described == nil {
		k.described = map[string][]*Model{}
	}
	k.described[runtime] = all
	return all
}

var families []*known

// Register adds a family, after those that were registered before. It panics on
// one that leaves open what must be said, or that contradicts itself or another:
// that is a mistake in the program, and told before anything starts.
func Register(f Family) {
	if err := f.complete(); err != nil {
		panic("runtimes: " + err.Error())
	}
	for _, k := range families {
		if k.Home != "" && f.Home != "" {
			panic(fmt.Sprintf("runtimes: both %s and %s are at home everywhere", k.Home, f.Home))
		}
		for _, name := range f.Examples {
			if k.Owns(name) {
				panic(fmt.Sprintf("runtimes: %s is a name of both %s and %s", name, k.Name, f.Name))
			}
		}
	}
	families = append(families, &known{Family: f})
}

// runtimes are those of the family; they are looked for once.
func (k *known) runtimes(ctx context.Context) []*Runtime {
	if found, asked := k.now(); asked {
		return found
	}
	k.looking.Lock()
	defer k.looking.Unlock()
	if found, asked := k.now(); asked { // somebody looked meanwhile
		return found
	}
	return k.look(ctx, k.Find)
}

// now is what is known without looking.
func (k *known) now() (found []*Runtime, asked bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.found, k.asked
}

// look finds runtimes in one way or another; until it has, those of the last
// time are at hand. A look that was broken off counts for nothing: the next one
// who asks looks again.
func (k *known) look(ctx context.Context, find func(context.Context) []*Runtime) []*Runtime {
	found := find(ctx)
	k.mu.Lock()
	defer k.mu.Unlock()
	if ctx.Err() == nil || !k.asked {
		k.found = found
		k.asked = ctx.Err() == nil
	}
	return found
}

// familyOf is the family that a runtime's name belongs to, nil for none.
func familyOf(runtime string) *known {
	for _, k := range families {
		if k.Owns(runtime) {
			return k
		}
	}
	return nil
}

// All are the runtimes of this machine. The first call looks for them, which
// may take seconds.
func All(ctx context.Context) []*Runtime {
	var all []*Runtime
	for _, k := range families {
		all = append(all, k.runtimes(ctx)...)
	}
	return all
}

// AtHand are the runtimes that are known without looking: those that are always
// there, and those that have been found.
func AtHand() []*Runtime {
	var all []*Runtime
	for _, k := range families {
		found, _ := k.now()
		if k.Instant {
			found = k.runtimes(context.Background())
		}
		all = append(all, found...)
	}
	return all
}

// Examine looks closer at the runtimes of this machine, which may take a
// minute: what turns out not to work there says so from then on.
func Examine(ctx context.Context) {
	for _, k := range families {
		if k.Examine != nil {
			k.looking.Lock()
			k.look(ctx, k.Examine)
			k.looking.Unlock()
		}
	}
}

// Refresh looks for all runtimes anew, whatever is remembered of them. Until
// then those of the last time stay at hand.
func Refresh(ctx context.Context) {
	for _, k := range families {
		if k.Instant {
			continue
		}
		k.looking.Lock()
		if k.Forget != nil {
			k.Forget()
		}
		k.look(ctx, k.Find)
		k.looking.Unlock()
	}
}

// Forget has no runtime at hand: they are looked for when somebody asks next.
func Forget() {
	for _, k := range families {
		k.mu.Lock()
		k.asked, k.found = false, nil
		k.mu.Unlock()
	}
}

// ByName finds a runtime of this machine. The error tells which there are and
// where they were looked for.
// The first call may have to look for runtimes, which takes seconds.
func ByName(ctx context.Context, name string) (*Runtime, error) {
	if k := familyOf(name); k != nil {
		found := k.runtimes(ctx)
		if i := slices.IndexFunc(found, func(r *Runtime) bool { return r.Name == name }); i >= 0 {
			return found[i], nil
		}
	}
	return nil, unknown(name, All(ctx))
}

// Usable finds a runtime of this machine that can be used. The error says why
// there is none, or why it can't be used.
func Usable(ctx context.Context, name string) (*Runtime, error) {
	r, err := ByName(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case r.Missing != "":
		return nil, fmt.Errorf("%s can't be used: %s", r.Name, r.Missing)
	}
	return r, nil
}

// unknown is the error for a runtime that isn't among some.
func unknown(name string, among []*Runtime) error {
	var names, where []string
	for _, r := range among {
		names = append(names, r.Name)
	}
	for _, k := range families {
		if k.Where != nil {
			where = append(where, k.Where())
		}
	}
	hint := nearest.Hint(name, names)
	if len(nearest.Names(name, names)) > 0 {
		hint += " (there are " + strings.Join(names, ", ") + ")"
	}
	return fmt.Errorf("no runtime is called %q%s; Weft looked %s", name, hint, strings.Join(where, ", and "))
}

// ModelOf describes a model of a runtime, which need not be on this machine.
// The error names the nearest ones.
func ModelOf(runtime, model string) (*Model, error) {
	k := familyOf(runtime)
	if k == nil {
		return nil, unknown(runtime, AtHand())
	}
	return find(k.models(runtime), runtime, model)
}

// Model finds a model of the runtime, with what it lacks for it.
func (r *Runtime) Model(name string) (*Model, error) { return find(r.Models, r.Name, name) }

func find(models []*Model, runtime, name string) (*Model, error) {
	var names []string
	for _, m := range models {
		if m.Name == name {
			return m, nil
		}
		names = append(names, m.Name)
	}
	return nil, fmt.Errorf("no %s model is called %q%s", Label(runtime), name, nearest.Hint(name, names))
}

// Rank is a model's place among those of its runtime, as lists show them; that
// of an unknown one is after all others.
func Rank(runtime, model string) int {
	k := familyOf(runtime)
	if k == nil {
		return 0
	}
	all := k.models(runtime)
	if i := slices.IndexFunc(all, func(m *Model) bool { return m.Name == model }); i >= 0 {
		return i
	}
	return len(all)
}

// Label is what people read for a runtime, which need not be on this machine.
func Label(runtime string) string {
	if k := familyOf(runtime); k != nil {
		return k.Label(runtime)
	}
	return runtime
}

// Scale is the scale of a workload in a runtime where nobody chooses one.
func Scale(runtime, workload string) float64 {
	if k := familyOf(runtime); k != nil {
		return k.Scale(workload)
	}
	return 1
}

// Lacks says why a runtime's model can't run a workload; "" where it can. What a
// runtime itself lacks is known once it has been found.
func Lacks(runtime, model, workload string) string {
	k := familyOf(runtime)
	if k == nil {
		return ""
	}
	if k.Runs == OwnWork {
		if _, err := k.Work(workload); err != nil {
			return err.Error()
		}
	}
	if k.Lacks != nil {
		if why := k.Lacks(workload, model); why != "" {
			return why
		}
	}
	for _, r := range AtHand() {
		if r.Name == runtime && r.Lacks != nil {
			return r.Lacks(workload)
		}
	}
	return ""
}

// Split takes a name as on the command line apart: "go/thread-pool". The
// runtime of a bare name is "".
func Split(name string) (runtime, model string) {
	runtime, model, ok := strings.Cut(name, "/")
	if !ok {
		return "", name
	}
	return runtime, model
}
