package runtimes

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// found counts how often the lazy family was looked for.
var found int

// closer and forgot count how often it was examined and forgotten.
var closer, forgot int

func init() {
	one := complete("one", Orange)
	two := complete("two", Green)
	two.MaxWorkers, two.Why, two.Cores, two.Waiting = 1, "it is alone", OneCore, OneByOne
	plain := []*Model{one, two}
	Register(Family{
		Name: "Base", Home: "base", Examples: []string{"base"}, Runs: OurWorkloads, Verified: ByChecksum, Apart: AsDescribed,
		Baseline: "two", Usual: []string{"one"},
		Owns: func(name string) bool { return name == "base" }, Label: func(string) string { return "Base" },
		Models: func(string) []*Model { return plain }, Scale: func(string) float64 { return 1 },
		Find:    func(context.Context) []*Runtime { return []*Runtime{{Name: "base", Models: plain}} },
		Instant: true,
	})
	Register(Family{
		Name: "Lazy", Examples: []string{"lazy1", "lazy9"}, Runs: OurWorkloads, Verified: ByChecksum, Apart: Outlined,
		Baseline: ItsOwn, Usual: []string{"one"}, Absent: func() (string, string) { return "none", "look again" },
		Owns: func(name string) bool { return strings.HasPrefix(name, "lazy") }, Label: func(name string) string { return "Lazy " + name[4:] },
		Models: func(string) []*Model { return plain }, Scale: func(string) float64 { return 0.5 },
		Find: func(context.Context) []*Runtime {
			found++
			return []*Runtime{{Name: "lazy1", Models: plain}}
		},
		Examine: func(context.Context) []*Runtime {
			closer++
			return []*Runtime{{Name: "lazy1", Models: plain, Missing: "it is broken"}}
		},
		Forget: func() { forgot++ },
		Where:  func() string { return "under the bed" },
	})
}

// complete is a model of that name that says everything.
func complete(name string, hue Hue) *Model {
	return &Model{
		Name: name, Title: name, Short: "made up", Help: "It is made up.", InSentence: name, Number: Singular,
		Kind: Threads, Complexity: LowComplexity, Burden: "nothing", Worker: Thread, Cores: AllCores, Waiting: Overlapped, Memory: OneProcess,
		Turn: NobodysTurn, Emulates: Nothing, Look: Look{Hue: hue, Dash: SolidLine, Marker: Circle}, Listing: ListedFirst,
		Standing: WhenMeasured, Needs: []string{},
	}
}

func TestNothingIsLookedForUnasked(t *testing.T) {
	Forget()
	found = 0
	names := func() (all []string) {
		for _, r := range AtHand() {
			all = append(all, r.Name)
		}
		return all
	}
	if _, err := ByName(t.Context(), "base"); err != nil {
		t.Fatal(err)
	}
	if m, err := ModelOf("lazy9", "two"); err != nil || m.Title != "two" || Label("lazy9") != "Lazy 9" || Scale("lazy9", "x") != 0.5 || Rank("lazy9", "two") != 1 {
		t.Errorf("a runtime of another machine: %+v, %v", m, err)
	}
	if got := names(); found != 0 || !slices.Equal(got, []string{"base"}) {
		t.Errorf("it was looked for %d times, at hand are %v", found, got)
	}
	for range 2 {
		if _, err := ByName(t.Context(), "lazy1"); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(); found != 1 || !slices.Equal(got, []string{"base", "lazy1"}) {
		t.Errorf("it was looked for %d times, at hand are %v", found, got)
	}
}

func TestUnknownNames(t *testing.T) {
	for name, says := range map[string]string{"lazy2": "lazy1", "xyz": "base, lazy1"} {
		_, err := ByName(t.Context(), name)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "under the bed") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ModelOf("base", "tow"); err == nil || !strings.Contains(err.Error(), "no Base model is called") || !strings.Contains(err.Error(), "two") {
		t.Errorf("an unknown model: %v", err)
	}
	for name, want := range map[string][2]string{"go/threads": {"go", "threads"}, "threads": {"", "threads"}} {
		if runtime, model := Split(name); runtime != want[0] || model != want[1] {
			t.Errorf("%s is %q and %q", name, runtime, model)
		}
	}
}

// A search that was broken off is made again by the next who asks.
func TestABrokenSearchIsRepeated(t *testing.T) {
	Forget()
	found = 0
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	All(ended)
	All(t.Context())
	All(t.Context())
	if found != 2 {
		t.Errorf("it was looked for %d times", found)
	}
}

// A closer look puts what it found in place of what was known; a new look drops
// what was remembered.
func TestExamineAndRefresh(t *testing.T) {
	Forget()
	found, closer, forgot = 0, 0, 0
	missing := func() string {
		r, err := ByName(t.Context(), "lazy1")
		if err != nil {
			t.Fatal(err)
		}
		return r.Missing
	}
	if why := missing(); why != "" || found != 1 {
		t.Fatalf("at first it lacks %q, and was looked for %d times", why, found)
	}
	Examine(t.Context())
	if why := missing(); why != "it is broken" || found != 1 || closer != 1 {
		t.Errorf("examined it lacks %q, and was looked for %d times", why, found)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	Refresh(ended)
	if why := missing(); why != "it is broken" {
		t.Errorf("after a search that was broken off it lacks %q", why)
	}
	Refresh(t.Context())
	if why := missing(); why != "" || forgot != 2 {
		t.Errorf("looked for anew it lacks %q, and was forgotten %d times", why, forgot)
	}
}

// While somebody looks, what is known stays at hand.
func TestLookingHoldsNobodyUp(t *testing.T) {
	Forget()
	All(t.Context())
	k := familyOf("lazy1")
	k.looking.Lock()
	defer k.looking.Unlock()
	if _, err := ByName(t.Context(), "lazy1"); err != nil || len(AtHand()) != 2 {
		t.Errorf("at hand are %d runtimes, %v", len(AtHand()), err)
	}
}
