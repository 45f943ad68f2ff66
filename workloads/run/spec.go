// Package run is what one measured run is: what is asked for (Spec), what came
// of it (Result, Failure), and who hears of it meanwhile (Watch). Package host
// executes it as the parent of an engine, package engine is that child, and
// package protocol what they say to each other. How tasks are run is the
// business of package model, and which runs make a sweep that of package sweep;
// nothing here compares one run with another.
package run

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// Spec says what one run executes: the request of the engine protocol.
type Spec struct {
	Workload string           `json:"workload"`
	Params   workloads.Values `json:"params"`  // of the workload; missing ones take their defaults
	Scale    float64          `json:"scale"`   // multiplies the work, 0.01 to 100; 0 takes the runtime's own, see runtimes.Scale
	Runtime  string           `json:"runtime"` // "go", "python3.11"
	Model    string           `json:"model"`   // "thread-pool"
	Workers  int              `json:"workers"` // p
	Options  workloads.Values `json:"options"` // of the model; missing ones take their defaults

	Timeout     time.Duration `json:"timeout_ns"`         // of the phases setup, run and teardown together; 0 takes DefaultTimeout
	MemoryLimit uint64        `json:"memory_limit_bytes"` // of the engine's tree; 0 takes 80 % of what is available
	Case        string        `json:"case,omitempty"`     // what the run belongs to, in a sweep of more than one kind of work
	Quiet       bool          `json:"quiet,omitempty"`    // no samples: benchmarks that measure without an observer

	// WarmUp marks a run that only wakes the machine: it is measured like any
	// other, but no figure is made from it.
	WarmUp bool `json:"warm_up,omitempty"`

	// Inherit names variables of Weft's environment that the engine has as well,
	// beside those that every engine has.
	Inherit []string `json:"inherit_environ,omitempty"`

	TempDir string `json:"temp_dir,omitempty"` // private folder, made and removed by the host
	Pages   string `json:"pages,omitempty"`    // host:port of the page server that the host started, where the workload fetches
}

// DefaultTimeout ends a run that hangs.
const DefaultTimeout = 10 * time.Minute

// Name is the model with its runtime, as on the command line: "go/thread-pool".
func (s Spec) Name() string { return s.Runtime + "/" + s.Model }

// Resolve checks the specification as far as that is possible without building
// the batch, and fills in all defaults. It may have to look for the runtime, which
// takes seconds. The error says everything that is wrong with it.
func (s Spec) Resolve(ctx context.Context) (Spec, error) {
	var wrong []error
	note := func(err error) {
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	if s.Scale == 0 {
		s.Scale = runtimes.Scale(s.Runtime, s.Workload)
	}
	note(workloads.CheckScale(s.Scale))
	if w, err := runtimes.Workload(s.Runtime, s.Workload); err != nil {
		note(err)
	} else {
		s.Params, err = workloads.Resolve(w.Name, w.Params, s.Params)
		note(err)
	}
	if m, err := s.described(ctx); err != nil {
		note(err)
	} else {
		s.Options, err = workloads.Resolve(m.Name, m.Params, s.Options)
		note(err)
		note(m.Check(s.Workers, 1))
	}
	if why := runtimes.Lacks(s.Runtime, s.Model, s.Workload); why != "" {
		note(fmt.Errorf("%s can't run %s: %s", s.Name(), s.Workload, why))
	}
	switch {
	case s.Timeout == 0:
		s.Timeout = DefaultTimeout
	case s.Timeout < 0:
		note(fmt.Errorf("the time-out of %v is negative", s.Timeout))
	}
	for _, name := range s.Inherit {
		if name == "" || strings.ContainsAny(name, "=, \x00") {
			note(fmt.Errorf("%q is no name of a variable that a run could be given", name))
		}
	}
	return s, errors.Join(wrong...)
}

// described is the model, of a runtime that is here and can run it.
func (s Spec) described(ctx context.Context) (*runtimes.Model, error) {
	r, err := runtimes.Usable(ctx, s.Runtime)
	if err != nil {
		return nil, err
	}
	return r.Model(s.Model)
}
