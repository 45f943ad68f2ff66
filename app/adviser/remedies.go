package adviser

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"weft/internal/units"
	"weft/workloads"
	"weft/workloads/runtimes"
)

// remedy is a value of a parameter that mends what a measured part of the
// overhead went to. It is data: nothing else knows it.
type remedy struct {
	part  string // of the overhead, that triggers it where its share tells
	param string // of the model or the workload, or toModel: another model of the runtime
	value func(f *facts, c candidate, now string) string
	says  string // what the value does, as the end of a sentence
}

// toModel stands for a parameter where the remedy is another model.
const toModel = "models"

// anyPart is the part of a remedy for whatever the overhead went to: its value tells whether it fits.
const anyPart = ""

// remedies are those that the program has. A parameter that a model or workload
// doesn't have is no remedy for it.
var remedies = []remedy{
	{"dispatch", "chunksize", chunks, "sends as many tasks to a worker at a time"},
	{"dispatch", "chunk", chunks, "has a worker take as many tasks at a time"},
	{"transfer", "chunksize", chunks, "sends as many tasks to a worker in one message"},
	{"transfer", toModel, sharesSegment, "leaves the bytes where all processes see them, instead of sending them"},
	{"setup", "start", from("forkserver", "spawn"), "forks workers from a small process instead of starting an interpreter for each"},
	{"gil", "block", from("false", "true"), "awaits what it waits for, so that the loop goes on meanwhile"},
	{"imbalance", "block", from("false", "true"), "awaits what it waits for, so that the loop goes on meanwhile"},
	{"gil", "interval", shorterInterval, "has threads that come back from waiting ask for the GIL sooner"},
	{"lock", "guard", from("sharded", "mutex", "channel"), "gives each worker a counter of its own, added up at the end"},
	{"lock", "guard", from("sharded", "atomic"), "gives each worker a counter of its own, added up at the end"},
	{anyPart, "blas-threads", oneThread, "keeps the library from starting threads of its own beside the workers"},
}

// sharesSegment is the runtime's first model that leaves payloads where all of its
// processes see them, "" where it has none that can be used.
func sharesSegment(_ *facts, c candidate, _ string) string {
	all, err := runtimes.Of(c.Runtime)
	at := slices.IndexFunc(all, func(m *runtimes.Model) bool { return m.Memory == runtimes.SharedSegment && m.Missing == "" })
	if err != nil || at < 0 {
		return ""
	}
	return all[at].Name
}

// from is a value where the present one is among others.
func from(value string, others ...string) func(*facts, candidate, string) string {
	return func(_ *facts, _ candidate, now string) string {
		return pick(slices.Contains(others, now), value, "")
	}
}

// chunks is a power of two of tasks at a time, so that handing them out takes less
// than a tenth of the workers' time, as far as each worker still gets four.
func chunks(f *facts, c candidate, now string) string {
	const share = 9
	wanted := share * f.perTask(c) / f.work.mean
	most := float64(f.work.tasks) / float64(4*c.Workers)
	have, _ := strconv.ParseFloat(now, 64)
	if !(wanted > 1) || most < 2 {
		return ""
	}
	size := math.Exp2(math.Floor(math.Log2(min(math.Exp2(math.Ceil(math.Log2(wanted))), most, 64))))
	return pick(size > have, strconv.Itoa(int(size)), "")
}

// shorterInterval is a tenth of CPython's switch interval, for tasks that wait.
func shorterInterval(f *facts, _ candidate, now string) string {
	if have, err := strconv.ParseFloat(now, 64); err == nil && have >= 5 && f.work.waits() >= partlyWaits {
		return "0.5"
	}
	return ""
}

// oneThread is 1 where the library's threads beside the workers are more than the cores.
func oneThread(f *facts, c candidate, now string) string {
	if have, err := strconv.Atoi(now); err == nil && have > 1 && have*c.Workers > f.cores {
		return "1"
	}
	return ""
}

// remedied names, for the models that lose most by a part, the parameter and the
// value that mend it, with the command that measures it beside this.
func (f *facts) remedied() []string {
	said := []string{}
	told := map[string]bool{}
	for _, r := range remedies {
		at, value, most := candidate{}, "", 0.0
		for _, c := range f.main {
			share := c.part(r.part).Share
			if c.noisy() && r.part != anyPart && share < plain { // a single run of it tells nothing
				continue
			}
			if r.part == anyPart {
				share = 1 / float64(1+len(f.main))
			}
			if now, has := f.present(c, r.param); has && share >= tellingShare && share > most {
				if v := r.value(f, c, now); v != "" {
					at, value, most = c, v, share
				}
			}
		}
		if key := r.param + "=" + value; value != "" && !told[key] {
			told[key] = true
			said = append(said, f.sayRemedy(r, at, value))
		}
	}
	return said
}

// present is the value that a parameter has for a candidate's model.
func (f *facts) present(c candidate, param string) (value string, has bool) {
	if param == toModel {
		return c.Model, c.about.Memory == runtimes.SeveralProcesses
	}
	params, given := c.about.Params, f.Plan.OptionsOf(c.Name())
	_, set := f.Plan.Params[param] // of the workload, where both have it
	if w, err := workloads.ByName(f.Plan.Workload); err == nil && (set || !slices.ContainsFunc(params, named(param))) {
		params, given = w.Params, f.Plan.Params
	}
	at := slices.IndexFunc(params, named(param))
	if at < 0 {
		return "", false
	}
	if value, is := given[param]; is {
		return value, true
	}
	return params[at].Default, true
}

func named(name string) func(workloads.Param) bool {
	return func(p workloads.Param) bool { return p.Name == name }
}

// sayRemedy is a remedy in a sentence, with the command that tries it.
func (f *facts) sayRemedy(r remedy, c candidate, value string) string {
	model, sets := c.Name(), maps.Clone(f.Plan.Params)
	if sets == nil {
		sets = workloads.Values{}
	}
	maps.Copy(sets, f.Plan.OptionsOf(c.Name()))
	maps.DeleteFunc(sets, func(name, _ string) bool { // what may hold a password stays where it is
		at := slices.IndexFunc(c.about.Params, named(name))
		return at >= 0 && c.about.Params[at].Variable != ""
	})
	what := r.param + " " + value
	if r.param == toModel {
		model, what = model+","+c.Runtime+"/"+value, "the model "+value
	} else {
		sets[r.param] = value
	}
	command := []string{"weft", "sweep", f.Plan.Workload, "--models", model, "--workers", strconv.Itoa(c.Workers)}
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		command = append(command, "--set", name+"="+sets[name])
	}
	why := ""
	if r.part != anyPart {
		why = fmt.Sprintf(" (%s: %s of the time)", c.part(r.part).Words, units.Percent(c.part(r.part).Share))
	}
	return fmt.Sprintf("Try %s for %s%s: it %s. %s", what, f.subject(c).text, why, r.says, strings.Join(command, " "))
}
