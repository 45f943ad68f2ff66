package python

import (
	"bytes"
	"context"
	_ "embed" // the question
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"weft/workloads/child"
)

//go:embed probe.py
var question string

// Times of looking for interpreters. One that hangs must hold nobody up.
const (
	probeTimeout = 3 * time.Second
	findTimeout  = 4500 * time.Millisecond
	outputDelay  = 500 * time.Millisecond // for what an interpreter said to arrive after its end
)

// atOnce is how many are asked at the same time: more would only make each slower.
const atOnce = 8

// oldest is the first version that the runner understands.
var oldest = [2]int{3, 8}

// facts are what an interpreter says of itself.
type facts struct {
	Version        string   `json:"version"` // "3.11.2"
	Level          string   `json:"level"`   // "alpha", "beta", "candidate", "final"
	Implementation string   `json:"implementation"`
	Executable     string   `json:"executable"` // as it calls itself: a shim's target
	Prefix         string   `json:"prefix"`     // an environment's own folder
	FreeThreaded   bool     `json:"free_threaded"`
	GIL            bool     `json:"gil"`
	StartMethod    string   `json:"start_method"`
	Libraries      []string `json:"libraries"`
	Places         []string `json:"places"`  // folders of libraries, which change when one is installed
	Managed        bool     `json:"managed"` // pip must not install here: the system's packages do (PEP 668)
}

// parts are the first two numbers of the version.
func (f facts) parts() (major, minor int) {
	numbers := append(strings.SplitN(f.Version, ".", 3), "", "")
	major, _ = strconv.Atoi(numbers[0])
	minor, _ = strconv.Atoi(numbers[1])
	return major, minor
}

func (f facts) atLeast(major, minor int) bool {
	a, b := f.parts()
	return a > major || a == major && b >= minor
}

// interpreter is a candidate with what it answered, or why it can't be used.
type interpreter struct {
	candidate
	facts
	imports *imports // nil until it was examined
	problem string
}

// broken is why a library that is there can't be imported, "" when nothing is
// known against it.
func (i interpreter) broken(library string) string {
	if i.imports == nil {
		return ""
	}
	return i.imports.Broken[library]
}

// startMethod is how processes are started unless a run says otherwise.
func (i interpreter) startMethod() string {
	if i.imports != nil && i.imports.StartMethod != "" {
		return i.imports.StartMethod
	}
	return i.StartMethod
}

// program is what is started: the interpreter itself rather than what chooses it.
func (i interpreter) program() string {
	if i.Executable != "" && i.shim() {
		return i.Executable
	}
	return i.path
}

// identity tells interpreters apart: the same file is another one where it has
// an environment of its own.
func (i interpreter) identity() string {
	path := i.program()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path + "\x00" + i.Prefix
}

// ask asks all candidates at the same time and returns the interpreters in the
// same order, each once.
func ask(ctx context.Context, all []candidate, kept *cache) []interpreter {
	ctx, cancel := context.WithTimeout(ctx, findTimeout)
	defer cancel()
	answers := make([]interpreter, len(all))
	turn := make(chan struct{}, atOnce)
	var asked sync.WaitGroup
	for n, c := range all {
		asked.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			answers[n] = kept.get(c, func() interpreter { return probe(ctx, c) })
		})
	}
	asked.Wait()
	return distinct(answers)
}

// distinct leaves out what is there by another path, and shims of nothing.
func distinct(all []interpreter) []interpreter {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(i interpreter) bool {
		if i.Version == "" {
			return i.shim()
		}
		again := seen[i.identity()]
		seen[i.identity()] = true
		return again
	})
}

// probe asks one interpreter.
func probe(ctx context.Context, c candidate) interpreter {
	if !runnable(c.path) {
		why := "there is no such program"
		if _, err := os.Stat(c.path); err == nil {
			why = "it is no program"
		}
		return interpreter{candidate: c, problem: why}
	}
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	out, errs, err := execute(ctx, c.path, question)
	switch {
	case ctx.Err() != nil:
		return interpreter{candidate: c, problem: fmt.Sprintf("it did not answer within %v", probeTimeout)}
	case err != nil && strings.Contains(errs, "Unknown option: -X"):
		return interpreter{candidate: c, problem: fmt.Sprintf("it is too old: Python %d.%d or newer is needed", oldest[0], oldest[1])}
	case err != nil:
		return interpreter{candidate: c, problem: "it does not start: " + lastLine(errs, err)}
	}
	f, err := parse([]byte(out))
	if err != nil {
		return interpreter{candidate: c, problem: err.Error()}
	}
	return judge(interpreter{candidate: c, facts: f})
}

// execute has an interpreter run a program of a few lines, without a person's
// own modules and settings, and returns what it said on both of its outputs.
func execute(ctx context.Context, interpreter, program string, args ...string) (out, errs string, err error) {
	cmd := exec.CommandContext(ctx, interpreter, append([]string{"-E", "-B", "-X", "utf8", "-c", program}, args...)...)
	cmd.Env = child.Surroundings() // a shim chooses by variables of its own
	child.Hide(cmd)
	alone(cmd)
	cmd.WaitDelay = outputDelay
	var said, complained bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &complained
	if err = cmd.Run(); errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it ended well, but what it has started holds its output open
	}
	return said.String(), complained.String(), err
}

// judge tells why an interpreter that answers can't be used.
func judge(i interpreter) interpreter {
	if !i.atLeast(oldest[0], oldest[1]) {
		i.problem = fmt.Sprintf("Python %s is too old: %d.%d or newer is needed", i.Version, oldest[0], oldest[1])
	}
	return i
}

// parse reads an answer: the last line, for what is installed there may print
// something of its own.
func parse(out []byte) (facts, error) {
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	var f facts
	if err := json.Unmarshal(lines[len(lines)-1], &f); err != nil {
		return facts{}, errors.New("it answers, but not as Python does")
	}
	if major, _ := f.parts(); major == 0 {
		return facts{}, errors.New("it does not tell its version")
	}
	return f, nil
}

// lastLine is where Python says what was wrong.
func lastLine(said string, err error) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return err.Error()
}
