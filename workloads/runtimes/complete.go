package runtimes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"weft/workloads"
)

// complete tells everything that the description of a model leaves unsaid or
// says against itself, also under the values of its options; nil where nothing is.
func (m *Model) complete() error {
	wrong := m.faults()
	for _, v := range m.Under {
		with := *m
		v.Becomes(&with)
		under := fmt.Sprintf(" under %s=%s", v.Option, v.Value)
		for _, fault := range with.faults() {
			wrong = append(wrong, fault+under)
		}
		switch i := slices.IndexFunc(m.Params, func(p workloads.Param) bool { return p.Name == v.Option }); {
		case i < 0:
			wrong = append(wrong, "no option of that name"+under)
		default:
			if value, err := m.Params[i].Check(v.Value); err != nil || value != v.Value {
				wrong = append(wrong, "no such value"+under)
			}
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("the model %q: %s", m.Name, strings.Join(wrong, "; "))
}

// faults are what is unsaid, and what can't all be so.
func (m *Model) faults() []string {
	var wrong []string
	for _, c := range []struct {
		said bool
		what string
	}{
		{m.Name != "" && m.Name == strings.ToLower(m.Name) && !strings.ContainsAny(m.Name, "/, "), "a name in lower case"},
		{m.Title != "", "a title"},
		{m.Short != "", "what a worker is, in a few words"},
		{m.Help != "", "a paragraph of help"},
		{m.InSentence != "", "its name in a sentence"},
		{said(m.Number, Singular, Plural), "whether that is singular or plural"},
		{m.Kind != "", "its kind"},
		{m.Burden != "", "what makes it complex"},
		{said(m.Complexity, NoComplexity, HighestComplexity), "how complex it is"},
		{slices.Contains([]Worker{Coroutine, Thread, Interpreter, Process, Remote}, m.Worker), "what a worker is"},
		{said(m.Cores, OneCore, CoresPool), "where tasks compute"},
		{said(m.Waiting, OneByOne, Overlapped), "whether waits overlap"},
		{said(m.Memory, OneProcess, SharedSegment), "where its bytes are"},
		{said(m.Turn, NobodysTurn, LoopsTurn), "whose turn lanes wait for"},
		{m.Emulates != "", "what it emulates"},
		{m.Look.wrong() == "", m.Look.wrong()},
		{said(m.Listing, ListedFirst, ListedLater), "where lists have it"},
		{said(m.Standing, ForItsKind, WhenMeasured), "when tables have it"},
		{m.Needs != nil, "which libraries it needs"},
		{m.MaxWorkers == 0 && m.MaxTasks == 0 || m.Why != "", "the reason of its limits"},
	} {
		if !c.said {
			wrong = append(wrong, c.what+" is not said")
		}
	}
	return append(wrong, m.contradictions()...)
}

// said tells whether a fact is one of its values.
func said[T ~int](value, first, last T) bool { return value >= first && value <= last }

// contradictions are facts that can't all be so.
func (m *Model) contradictions() []string {
	var wrong []string
	apart := m.Worker == Process || m.Worker == Remote
	for _, c := range []struct {
		both bool
		what string
	}{
		{m.Turn == GILsTurn && m.Cores != OneCore, "it waits for a GIL and computes on all cores"},
		{m.Turn == GILsTurn && m.Worker != Thread, "it waits for a GIL, but its workers are no threads"},
		{m.Turn == LoopsTurn && m.Cores == AllCores, "its lanes are a loop's and compute on all cores"},
		{m.Turn == LoopsTurn && m.Worker != Coroutine, "its lanes are a loop's, but its workers are no coroutines"},
		{m.Cores == CoresPool && m.Turn != LoopsTurn, "a pool computes for it, but its lanes are no loop's"},
		{m.MaxWorkers == 1 && m.Cores != OneCore, "its only worker computes on all cores"},
		{m.MaxWorkers == 1 && m.Waiting != OneByOne, "its only worker waits for several tasks at once"},
		{apart && m.Memory == OneProcess, "its workers are processes, but its bytes are in one"},
		{m.Worker == Thread && m.Memory != OneProcess, "its workers are threads, but its bytes are in several processes"},
		{m.Emulates == m.Name, "it emulates itself"},
	} {
		if c.both {
			wrong = append(wrong, c.what)
		}
	}
	return wrong
}

// together tells what is wrong with models of one runtime beside each other:
// names that stand twice, looks that can't be told apart, two that stand for one kind.
func together(models []*Model, apart Apart) error {
	var wrong []error
	names, looks, kinds := map[string]string{}, map[Look]string{}, map[Kind]string{}
	for _, m := range models {
		if _, twice := names[m.Name]; twice {
			wrong = append(wrong, fmt.Errorf("two models are called %q", m.Name))
		}
		names[m.Name] = m.Name
		look := m.Look
		if apart == Outlined { // its dashes are those of its runtime
			look.Dash = ""
		}
		if other, twice := looks[look]; twice {
			wrong = append(wrong, fmt.Errorf("%q looks as %q does", m.Name, other))
		}
		looks[look] = m.Name
		if m.Standing != ForItsKind {
			continue
		}
		if other, twice := kinds[m.Kind]; twice {
			wrong = append(wrong, fmt.Errorf("both %q and %q stand for %q", other, m.Name, m.Kind))
		}
		kinds[m.Kind] = m.Name
	}
	return errors.Join(wrong...)
}
