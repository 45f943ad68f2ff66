package adviser

import (
	"weft/workloads/model"
	"weft/workloads/runtimes"
)

// character is what a model is by its nature: judgements that no measurement
// gives. Complexity ranks what somebody who writes and mends the code has to
// keep in mind, from 0 (nothing) to 4.
type character struct {
	family     string
	complexity int
	burden     string // what makes it so, in two or three words
	spreads    bool   // tasks compute on several cores at once
	overlaps   bool   // tasks wait at the same time
	inside     bool   // all of it in one process, so that a worker shares its memory
}

// characters are the judgements. Pools and goroutines rank alike: for
// independent tasks they differ in what they cost, not in how they are used.
var characters = map[string]character{
	"sequential":     {"one after another", 0, "nothing to share", false, false, true},
	"threads":        {"threads", 1, "locks needed", true, true, true},
	"thread-pool":    {"threads", 1, "locks needed", true, true, true},
	"goroutines":     {"goroutines", 1, "locks needed", true, true, true},
	"goroutine-pool": {"goroutines", 1, "locks needed", true, true, true},
	"gil-threads":    {"threads under a GIL", 1, "locks needed", false, true, true},
	"event-loop":     {"event loop", 2, "function colours", false, true, true},
	"processes":      {"processes", 2, "data copied, start-up", true, true, false},
	"process-pool":   {"processes", 2, "data copied", true, true, false},
	"shared-memory":  {"processes", 3, "layouts by hand", true, true, false},
	"asyncio":        {"event loop", 2, "function colours", false, true, true},
	"pool":           {"processes", 2, "data copied", true, true, false},
	"queue-workers":  {"processes", 3, "data copied, queues by hand", true, true, false},
	"interpreters":   {"subinterpreters", 3, "data copied, few libraries", true, true, true},
	"hybrid":         {"event loop with processes", 4, "function colours, data copied", true, true, false},
}

// kindsShown are shown in the decision table, each by a model of it where none
// was measured.
var kindsShown = []string{"thread-pool", "goroutine-pool", "gil-threads", "event-loop", "process-pool", "hybrid"}

// characterOf is the character of a model by its name, with or without its
// runtime: threads under a GIL are such whatever they are called. A model of
// another release is judged by what its workers are.
func characterOf(name string) character {
	runtime, name := runtimes.Split(name)
	if runtime == "" {
		runtime = model.Runtime
	}
	m, err := runtimes.ModelOf(runtime, name)
	if err == nil && m.InTurn() {
		return characters["gil-threads"]
	}
	if c, ok := characters[name]; ok {
		return c
	}
	c := character{family: name, complexity: 2, burden: "not known to this release", spreads: true, overlaps: true, inside: true}
	if err == nil {
		c.inside = m.Worker != runtimes.Process
	}
	return c
}

// level is the complexity in a word.
func (c character) level() string {
	switch c.complexity {
	case 0:
		return "none"
	case 1:
		return "low"
	case 2:
		return "medium"
	}
	return "high"
}
