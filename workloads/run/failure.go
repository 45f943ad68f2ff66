package run

import (
	"errors"

	"weft/internal/text"
)

// Failure says why a run has no measurement.
type Failure struct {
	Kind    string `json:"kind"`    // one of the Kind constants
	Message string `json:"message"` // one sentence: what was wrong, and what to do
	Detail  string `json:"detail"`  // a stack, the end of standard error; may be long
}

// The kinds of failure.
const (
	KindRefused  = "refused"  // the specification makes no sense or would hurt
	KindLaunch   = "launch"   // the engine or its workers did not start
	KindTask     = "task"     // a task returned an error
	KindPanic    = "panic"    // a task panicked
	KindExit     = "exit"     // the engine or a worker ended by itself or was killed
	KindTimeout  = "timeout"  // the run took too long
	KindMemory   = "memory"   // the run took too much memory
	KindProtocol = "protocol" // the engine said something that is not the protocol
	KindStopped  = "stopped"  // the person stopped it
	KindChecksum = "checksum" // the result is wrong
)

// Error is the message.
func (f *Failure) Error() string { return f.Message }

// Failed makes an error a failure of the given kind, unless it is one already.
func Failed(kind string, err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return &Failure{Kind: kind, Message: text.Sentence(err.Error())}
}

// Refused is the failure of a specification.
func Refused(err error) *Failure { return Failed(KindRefused, err) }
