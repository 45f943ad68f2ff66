// Package protocol is what an engine and its host say to each other: JSON
// lines, versioned and bounded, over the engine's standard input and output.
// message.go has what is said, codec.go how it becomes a line. Runtimes that are
// no Go programs speak it too, as the Python runner does.
package protocol

import (
	"weft/workloads/run"
	"weft/workloads/sample"
)

// Version is what hello carries; an engine of another version is refused.
const Version = 3

// TempPrefix begins the name of every run's private folder, which the host
// makes and the engine removes where the host is gone.
const TempPrefix = "weft-"

// Message is one line of the engine protocol: exactly one field is set.
//
// The engine begins with hello and answers run with workers, phase and progress,
// and at last with either result or error. The end of its standard input tells it to go.
type Message struct {
	Hello    *Hello        `json:"hello,omitempty"`
	Run      *run.Spec     `json:"run,omitempty"`
	Workers  *Workers      `json:"workers,omitempty"`
	Phase    string        `json:"phase,omitempty"`
	Progress *Progress     `json:"progress,omitempty"`
	Result   *run.Measured `json:"result,omitempty"`
	Error    *run.Failure  `json:"error,omitempty"`
	Seen     string        `json:"seen,omitempty"` // the host has looked at the phase's memory: go on
}

// Hello is the first thing that an engine says.
type Hello struct {
	Version int    `json:"version"`
	PID     int    `json:"pid"`
	Runtime string `json:"runtime"`
}

// Workers names the processes of the run besides the engine: those of the
// model's workers, and helpers that its library needs besides them. Each such
// message stands for all before it.
type Workers struct {
	PIDs    []int           `json:"pids"`
	Helpers []sample.Helper `json:"helpers,omitempty"`
}

// Progress counts tasks.
type Progress struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// set is the number of fields that are set.
func (m *Message) set() int {
	n := 0
	for _, has := range []bool{
		m.Hello != nil, m.Run != nil, m.Workers != nil, m.Phase != "",
		m.Progress != nil, m.Result != nil, m.Error != nil, m.Seen != "",
	} {
		if has {
			n++
		}
	}
	return n
}
