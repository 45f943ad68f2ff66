// Package planningtest holds what a person may ask of the command line and of the
// window's form alike, so that a test of each can hold that it leads to the same
// plan, or is refused in the same words. No program imports it.
package planningtest

import (
	"strings"

	"weft/app/planning"
	"weft/workloads"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// Case is one thing to ask, at both doors.
type Case struct {
	Name  string
	Cores int
	Flags []string // of weft sweep, the workload first
	Form  Form
	Says  string // why there is no plan, as it stands in both; "" where there is one
}

// Form is what a person does in the form, which shows the first choices. What is
// empty is left alone.
type Form struct {
	Workload        string
	Params, Options workloads.Values
	Models          []string
	Workers         string
	Precision       string // per cent: the sign stands behind the entry
	Budget          string // seconds
	Reps            string
	Scale, Scaling  string
}

// Plan is the plan that both doors must lead to.
func (c Case) Plan(seed uint64) (sweep.Plan, error) {
	f := c.Form
	chosen, err := planning.First(c.Cores).For(f.Workload, c.Cores, runtimes.AtHand)
	if err != nil {
		return sweep.Plan{}, err
	}
	chosen.Params = map[string]workloads.Values{f.Workload: f.Params}
	chosen.Options = f.Options
	if f.Models != nil {
		chosen.Models = f.Models
	}
	for _, one := range []struct {
		of    *string
		typed string
	}{
		{&chosen.Workers, f.Workers},
		{&chosen.Precision, planning.InPercent(f.Precision)},
		{&chosen.Budget, f.Budget},
		{&chosen.Reps, f.Reps},
		{&chosen.Scale, f.Scale},
		{&chosen.Scaling, f.Scaling},
	} {
		if one.typed != "" {
			*one.of = one.typed
		}
	}
	return chosen.Plan(seed)
}

// Said tells whether what a door says has the words of the case: behind the name of
// a flag on the command line, with a capital letter and a full stop in the window.
func (c Case) Said(err error) bool {
	return err != nil && strings.Contains(strings.ToLower(err.Error()), strings.ToLower(c.Says))
}

// Cases are what is asked at both doors.
func Cases() []Case {
	cases := []Case{
		{Name: "work that waits", Cores: 8, Flags: []string{"scrape"}, Form: Form{Workload: "scrape"}},
		{
			Name: "counts of one's own", Cores: 4, Flags: []string{"fib", "--workers", "1-3,7"},
			Form: Form{Workload: "fib", Workers: "1-3, 7"},
		},
		{
			Name: "work that waits with counts of one's own", Cores: 4, Flags: []string{"sleep", "--workers", "1,64"},
			Form: Form{Workload: "sleep", Workers: "1, 64"},
		},
		{
			Name: "other models", Cores: 2, Flags: []string{"hash", "--models", "go/threads,thread-pool"},
			Form: Form{Workload: "hash", Models: []string{"threads", "thread-pool"}},
		},
		{
			Name: "a model of another runtime", Cores: 2, Flags: []string{"fib", "--models", "thread-pool,python3.11/process-pool"},
			Form: Form{Workload: "fib", Models: []string{"thread-pool", "python3.11/process-pool"}},
		},
		{
			Name: "parameters", Cores: 2, Flags: []string{"primes", "--set", "tasks=64"},
			Form: Form{Workload: "primes", Params: workloads.Values{"tasks": "64"}},
		},
		{
			Name: "a parameter as it is by itself", Cores: 2, Flags: []string{"primes", "--set", "tasks=128"},
			Form: Form{Workload: "primes", Params: workloads.Values{"tasks": "128"}},
		},
		{
			Name: "options of the models", Cores: 2, Flags: []string{"primes", "--models", "thread-pool,gil-threads", "--set", "chunk=3", "--set", "interval=10"},
			Form: Form{Workload: "primes", Models: []string{"thread-pool", "gil-threads"}, Options: workloads.Values{"chunk": "3", "interval": "10"}},
		},
		{
			Name: "an option as it is by itself", Cores: 2, Flags: []string{"primes", "--models", "gil-threads", "--set", "interval=5"},
			Form: Form{Workload: "primes", Models: []string{"gil-threads"}, Options: workloads.Values{"interval": "5"}},
		},
		{Name: "weak scaling", Cores: 6, Flags: []string{"primes", "--scaling", "weak"}, Form: Form{Workload: "primes", Scaling: "weak"}},
		{Name: "a scale", Cores: 2, Flags: []string{"primes", "--scale", "0.5"}, Form: Form{Workload: "primes", Scale: "0.5"}},
		{Name: "a calibrated scale", Cores: 2, Flags: []string{"primes", "--scale", "auto"}, Form: Form{Workload: "primes", Scale: "auto"}},
		{Name: "a scale of nothing", Cores: 2, Flags: []string{"primes", "--scale", "0"}, Form: Form{Workload: "primes", Scale: "0"}},
		{Name: "a precision in per cent", Cores: 2, Flags: []string{"primes", "--precision", "0.7%"}, Form: Form{Workload: "primes", Precision: "0.7"}},
		{Name: "a precision as a share", Cores: 2, Flags: []string{"primes", "--precision", "0.05"}, Form: Form{Workload: "primes", Precision: "5"}},
		{Name: "a budget", Cores: 2, Flags: []string{"primes", "--budget", "90s"}, Form: Form{Workload: "primes", Budget: "90"}},
		{Name: "a budget in minutes", Cores: 2, Flags: []string{"primes", "--budget", "5m"}, Form: Form{Workload: "primes", Budget: "300 s"}},
		{Name: "exact runs", Cores: 2, Flags: []string{"primes", "--reps", "3"}, Form: Form{Workload: "primes", Reps: "3"}},
		{Name: "as many runs as it takes", Cores: 2, Flags: []string{"primes", "--reps", "0"}, Form: Form{Workload: "primes", Reps: "0"}},
		{
			Name: "everything", Cores: 64,
			Flags: []string{
				"primes", "--models", "thread-pool,event-loop", "--workers", "2,4", "--precision", "1%", "--budget", "2m", "--reps", "7",
				"--scale", "2", "--scaling", "weak", "--set", "limit=100000", "--set", "schedule=static",
			},
			Form: Form{
				Workload: "primes", Models: []string{"thread-pool", "event-loop"}, Workers: "2, 4", Precision: "1", Budget: "120", Reps: "7",
				Scale: "2", Scaling: "weak", Params: workloads.Values{"limit": "100000"}, Options: workloads.Values{"schedule": "static"},
			},
		},
	}
	for _, cores := range []int{1, 2, 4, 6, 8, 64} {
		cases = append(cases, Case{Name: "as it is at first", Cores: cores, Flags: []string{"primes"}, Form: Form{Workload: "primes"}})
	}
	return append(cases, wrong()...)
}

// wrong are what no plan can be made from.
func wrong() []Case {
	var cases []Case
	for _, one := range []struct {
		flag, value string
		form        Form
		says        string
	}{
		{"workers", "x", Form{Workers: "x"}, `workers "x" is no whole number: write 1,2,4 or 1-8`},
		{"workers", "4-1", Form{Workers: "4-1"}, `workers "4-1" run backwards: write 1-4`},
		{"workers", "0", Form{Workers: "0"}, `workers "0" is out of range: choose 1 to 1000000`},
		{"precision", "much", Form{Precision: "much"}, `"much" is no share: write 2% or 0.02`},
		{"precision", "60 %", Form{Precision: "60"}, `"60 %" is out of range: choose 0.1% to 50%`},
		{"precision", "0.05%", Form{Precision: "0.05%"}, `"0.05%" is out of range: choose 0.1% to 50%`},
		{"precision", "NaN %", Form{Precision: "NaN"}, `"NaN %" is out of range: choose 0.1% to 50%`},
		{"budget", "1ms", Form{Budget: "0.001"}, "a budget of 1ms is out of range: choose 1s to 24h0m0s"},
		{"budget", "48h", Form{Budget: "172800"}, "a budget of 48h0m0s is out of range: choose 1s to 24h0m0s"},
		{"reps", "-1", Form{Reps: "-1"}, "-1 repetitions are out of range: choose 1 to 1000, or 0 for as many as the precision asks for"},
		{"reps", "1001", Form{Reps: "1001"}, "1001 repetitions are out of range: choose 1 to 1000, or 0 for as many as the precision asks for"},
		{"scale", "huge", Form{Scale: "huge"}, `"huge" is no number`},
		{"scale", "1000", Form{Scale: "1000"}, "scale 1000 is out of range: choose 0.01 to 100"},
		{"scale", "-1", Form{Scale: "-1"}, "scale -1 is out of range: choose 0.01 to 100"},
	} {
		one.form.Workload = "primes"
		cases = append(cases, Case{
			Name: one.flag + " " + one.value, Cores: 2, Flags: []string{"primes", "--" + one.flag, one.value}, Form: one.form, Says: one.says,
		})
	}
	return append(cases, Case{
		Name: "work that nothing here can run", Cores: 2, Flags: []string{"dask-graph"}, Form: Form{Workload: "dask-graph"},
		Says: "no runtime here can run dask-graph (go: ",
	})
}
