package runtimes

import (
	"strings"
	"testing"

	"weft/workloads"
)

// Every fact must be said: a description that leaves one out is refused, and the
// refusal names it.
func TestNoFactIsLeftOut(t *testing.T) {
	if err := complete("whole", Green).complete(); err != nil {
		t.Fatal(err)
	}
	for says, leave := range map[string]func(*Model){
		"a name in lower case is not said":        func(m *Model) { m.Name = "" },
		"a title is not said":                     func(m *Model) { m.Title = "" },
		"what a worker is, in a few words":        func(m *Model) { m.Short = "" },
		"a paragraph of help":                     func(m *Model) { m.Help = "" },
		"its name in a sentence":                  func(m *Model) { m.InSentence = "" },
		"whether that is singular or plural":      func(m *Model) { m.Number = 0 },
		"its kind":                                func(m *Model) { m.Kind = "" },
		"what makes it complex":                   func(m *Model) { m.Burden = "" },
		"how complex it is":                       func(m *Model) { m.Complexity = 0 },
		"what a worker is is not said":            func(m *Model) { m.Worker = "" },
		"where tasks compute":                     func(m *Model) { m.Cores = 0 },
		"whether waits overlap":                   func(m *Model) { m.Waiting = 0 },
		"where its bytes are":                     func(m *Model) { m.Memory = 0 },
		"whose turn lanes wait for":               func(m *Model) { m.Turn = 0 },
		"what it emulates":                        func(m *Model) { m.Emulates = "" },
		"a hue on a dark and on a light ground":   func(m *Model) { m.Look.Hue.Light = 0 },
		"a dash pattern":                          func(m *Model) { m.Look.Dash = "" },
		"a marker that is known":                  func(m *Model) { m.Look.Marker = "heart" },
		"where lists have it":                     func(m *Model) { m.Listing = 0 },
		"when tables have it":                     func(m *Model) { m.Standing = 0 },
		"which libraries it needs":                func(m *Model) { m.Needs = nil },
		"the reason of its limits":                func(m *Model) { m.MaxWorkers, m.Why = 9, "" },
		"a name in lower case":                    func(m *Model) { m.Name = "Two Words" },
		"no option of that name under block=true": func(m *Model) { m.Under = []Variant{{"block", "true", func(*Model) {}}} },
		"no such value under block=perhaps":       func(m *Model) { m.Params, m.Under = yes, []Variant{{"block", "perhaps", func(*Model) {}}} },
		"whether waits overlap is not said under ": func(m *Model) {
			m.Params, m.Under = yes, []Variant{{"block", "true", func(m *Model) { m.Waiting = 0 }}}
		},
	} {
		m := complete("whole", Green)
		leave(m)
		if err := m.complete(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// yes is an option that is on or off.
var yes = []workloads.Param{{Name: "block", Type: workloads.Bool, Default: "false"}}

// Facts that can't all be so are refused too.
func TestFactsMustAgree(t *testing.T) {
	for says, change := range map[string]func(*Model){
		"waits for a GIL and computes on all cores":           func(m *Model) { m.Turn = GILsTurn },
		"waits for a GIL, but its workers are no threads":     func(m *Model) { m.Turn, m.Cores, m.Worker = GILsTurn, OneCore, Coroutine },
		"its lanes are a loop's and compute on all cores":     func(m *Model) { m.Turn, m.Worker = LoopsTurn, Coroutine },
		"its lanes are a loop's, but its workers are no":      func(m *Model) { m.Turn, m.Cores = LoopsTurn, OneCore },
		"a pool computes for it, but its lanes are no loop's": func(m *Model) { m.Cores = CoresPool },
		"its only worker computes on all cores":               func(m *Model) { m.MaxWorkers, m.Why, m.Waiting = 1, "so it is", OneByOne },
		"its only worker waits for several tasks at once":     func(m *Model) { m.MaxWorkers, m.Why, m.Cores = 1, "so it is", OneCore },
		"its workers are processes, but its bytes are in one": func(m *Model) { m.Worker = Remote },
		"its workers are threads, but its bytes are in":       func(m *Model) { m.Memory = SeveralProcesses },
		"it emulates itself":                                  func(m *Model) { m.Emulates = m.Name },
	} {
		m := complete("whole", Green)
		change(m)
		if err := m.complete(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// Models of one runtime must be told apart.
func TestModelsBesideEachOther(t *testing.T) {
	twins := []*Model{complete("a", Green), complete("a", Green), complete("c", Green)}
	twins[2].Look.Dash = "22"
	twins[0].Standing, twins[1].Standing = ForItsKind, ForItsKind
	err := together(twins, AsDescribed)
	for _, says := range []string{`two models are called "a"`, `"a" looks as "a" does`, `both "a" and "a" stand for "threads"`} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	if err := together(twins[1:], AsDescribed); err != nil {
		t.Error(err)
	}
	if err := together(twins[1:], Outlined); err == nil {
		t.Error("dashes that the runtime replaces tell two models apart")
	}
}

// A family says everything too, and is registered once.
func TestFamiliesAreRefused(t *testing.T) {
	whole := families[0].Family
	for says, change := range map[string]func(*Family){
		"its name is not said":                      func(f *Family) { f.Name = "" },
		"with an example of a runtime":              func(f *Family) { f.Examples = nil },
		"what it runs is not said":                  func(f *Family) { f.Runs = 0 },
		"work of its own kind":                      func(f *Family) { f.Runs, f.Verified, f.Trial = OwnWork, ByExitStatus, "" },
		"how results are verified":                  func(f *Family) { f.Verified = 0 },
		"a checksum, which our workloads have":      func(f *Family) { f.Verified = ByDigest },
		"how its models are told from others":       func(f *Family) { f.Apart = 0 },
		"its baseline is not said":                  func(f *Family) { f.Baseline = "" },
		"which models are usual":                    func(f *Family) { f.Usual = nil },
		"what to say where none is here":            func(f *Family) { f.Instant, f.Home = false, "" },
		"that its home is always there":             func(f *Family) { f.Instant = false },
		"is no name of its own":                     func(f *Family) { f.Examples = []string{"stranger"} },
		`no Base model is called "gone"`:            func(f *Family) { f.Usual = []string{"gone"} },
		`the baseline "one" may have more than one`: func(f *Family) { f.Baseline = "one" },
	} {
		f := whole
		change(&f)
		if err := f.complete(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	for says, change := range map[string]func(*Family){
		"at home everywhere": func(*Family) {},
		"is a name of both":  func(f *Family) { f.Home = "" },
		"what it runs":       func(f *Family) { f.Runs = 0 },
	} {
		f := whole
		change(&f)
		func() {
			defer func() {
				if why, ok := recover().(string); !ok || !strings.Contains(why, says) {
					t.Errorf("refused for %q, want %q", why, says)
				}
			}()
			Register(f)
			t.Errorf("registered although %q", says)
		}()
	}
}

// A runtime whose name tells of models with faults has them greyed, not run.
func TestFaultsThatANameBringsAreNoPanic(t *testing.T) {
	k := &known{Family: Family{Models: func(string) []*Model {
		m := complete("half", Green)
		m.Kind = ""
		return []*Model{m}
	}}}
	if m := k.models("other")[0]; !strings.Contains(m.Missing, "its kind is not said") || m.Check(1, 1) == nil {
		t.Errorf("%+v", m)
	}
}

// What a value of an option makes of a model holds for a copy.
func TestUnderOptions(t *testing.T) {
	m := complete("loop", Green)
	m.Params, m.Under = yes, []Variant{{"block", "true", func(m *Model) { m.Waiting = OneByOne }}}
	if with := m.With(workloads.Values{"block": "true"}); with.Waiting != OneByOne || m.Waiting != Overlapped {
		t.Errorf("under block it is %v, and by itself %v", with.Waiting, m.Waiting)
	}
	if m.With(nil).Waiting != Overlapped || m.With(workloads.Values{"block": "false"}).Waiting != Overlapped {
		t.Error("without it something changes")
	}
}
