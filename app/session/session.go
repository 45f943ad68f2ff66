// Package session keeps sessions on disk: one file a sweep, in JSON lines. The
// first line is the header; every further line is one finished run, flushed to
// disk as the run ends, so that a crash or a power cut loses at most the run
// under way. Only the file format and its folder live here: what a sweep is
// comes from weft/workloads/sweep, and what is drawn from it from weft/app/figures.
package session

import (
	"crypto/rand"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

const (
	// Schema is the version of the file format that this program writes. It
	// grows when an older program would misread a newer file; lines and fields
	// that may be left out are added without it.
	Schema = 1
	// Program is the mark by which a session's file is known.
	Program = "weft"
	// Extension is how the names of session files end.
	Extension = ".weft"
)

// Header is the first line of a session's file.
type Header struct {
	Schema  int            `json:"schema"`
	Program string         `json:"program"`
	Version string         `json:"version"` // of the program that wrote it
	ID      string         `json:"id"`      // tells sessions apart, wherever their files are moved
	Created time.Time      `json:"created"`
	Machine sample.Machine `json:"machine"`
	Plan    sweep.Plan     `json:"plan"`
}

// NewHeader is the header of a session that begins now.
func NewHeader(version string, machine sample.Machine, plan sweep.Plan) Header {
	return Header{
		Schema: Schema, Program: Program, Version: version, ID: rand.Text(),
		Created: time.Now().UTC().Truncate(time.Millisecond), Machine: machine, Plan: plan,
	}
}

// Session is what a file holds.
type Session struct {
	Path    string // "" when it was never on disk
	Header  Header
	Results []run.Result // in the order in which the runs ended
	End     *End         // nil when the sweep's end is not in the file: it goes on, or was cut short

	// Problem says what is wrong with the file when it is damaged or was
	// written by a newer program: it was read as far as it is whole. nil
	// otherwise. Such a file is never overwritten.
	Problem error
}

// line is any line but the first: a union, of which one field is set. A line
// of a kind that this program does not know leaves all of them unset.
type line struct {
	Run *run.Result `json:"run,omitempty"`
	End *End        `json:"end,omitempty"`
}

// End is the last line of a session whose sweep came to its end.
type End struct {
	Why      string  `json:"why"`                // one of the sweep's End constants
	Took     float64 `json:"took_s"`             // the whole sweep, in seconds
	Watching float64 `json:"watching,omitempty"` // share of the machine's CPU time that watching cost, 0 to 1; 0 where not known
}

// Bounds on what is read, so that a file which is no session can't fill the memory.
const (
	maxHeader = 1 << 20
	maxLine   = 64 << 20
	maxFile   = 1 << 30
	maxRuns   = 100_000
)
