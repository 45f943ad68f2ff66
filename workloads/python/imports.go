package python

import (
	"context"
	_ "embed" // the question
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed imports.py
var importQuestion string

// Times of having libraries imported: of one interpreter's child, and of the
// whole. A cold disk takes seconds over the larger ones.
const (
	importTimeout = 15 * time.Second
	closerTimeout = 90 * time.Second
)

// importsAtOnce is how many interpreters import at the same time: unlike a
// probe, that keeps a core busy.
const importsAtOnce = 2

// imports are what an interpreter says once it has imported the libraries that
// are installed.
type imports struct {
	Broken      map[string]string `json:"broken"` // why a library that is there can't be imported
	GILBy       string            `json:"gil_by"` // the library whose import turned the GIL of a free-threaded build on
	GIL         bool              `json:"gil"`    // whether it is on after all imports
	StartMethod string            `json:"start_method"`
}

// importLine is one line of an answer.
type importLine struct {
	Library     string `json:"library"`
	Problem     string `json:"problem"`
	GIL         bool   `json:"gil"`
	Done        bool   `json:"done"`
	StartMethod string `json:"start_method"`
}

// examine has every usable interpreter import what is installed there, and adds
// what came of it. What is remembered is not asked again.
func examine(ctx context.Context, all []interpreter, kept *cache) {
	ctx, cancel := context.WithTimeout(ctx, closerTimeout)
	defer cancel()
	turn := make(chan struct{}, importsAtOnce)
	var asked sync.WaitGroup
	for n := range all {
		if all[n].problem != "" {
			continue
		}
		asked.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			if found, ok := kept.imports(all[n], func() (imports, bool) { return tryImports(ctx, all[n], importTimeout) }); ok {
				all[n].imports = &found
			}
		})
	}
	asked.Wait()
}

// tryImports has an interpreter import its libraries: in one child, and in
// another one for those after a library that hangs or takes its interpreter
// along; each child may take as long as patience. ok is false when the answer
// isn't complete.
func tryImports(ctx context.Context, i interpreter, patience time.Duration) (found imports, ok bool) {
	found.Broken = map[string]string{}
	found.GIL = i.GIL
	for left := i.Libraries; ; {
		lines, err := importChild(ctx, i.program(), left, patience)
		done := found.take(lines, i)
		if done {
			return found, true
		}
		left = left[min(imported(lines), len(left)):]
		if ctx.Err() != nil || len(left) == 0 {
			return found, false
		}
		found.Broken[left[0]] = err.Error()
		left = left[1:]
	}
}

// take adds lines to what is known; it tells whether they are all that there
// is to say.
func (m *imports) take(lines []importLine, i interpreter) (done bool) {
	for _, l := range lines {
		if l.Problem != "" {
			m.Broken[l.Library] = l.Problem
		}
		if i.FreeThreaded && !i.GIL && l.GIL && m.GILBy == "" {
			m.GILBy = l.Library
		}
		if l.Done {
			m.GIL, m.StartMethod, done = l.GIL, l.StartMethod, true
		}
	}
	return done
}

// imported is how many of the lines are of libraries.
func imported(lines []importLine) int {
	return len(slices.DeleteFunc(slices.Clone(lines), func(l importLine) bool { return l.Library == "" }))
}

// importChild has a program import libraries and returns the lines that it
// said. The error is why they are not all.
func importChild(ctx context.Context, program string, libraries []string, patience time.Duration) ([]importLine, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	out, errs, err := execute(ctx, program, importQuestion, libraries...)
	switch {
	case ctx.Err() != nil:
		err = fmt.Errorf("importing it took longer than %v", patience)
	case err != nil:
		err = fmt.Errorf("importing it ends the interpreter: %s", lastLine(errs, err))
	default:
		err = errors.New("the interpreter ended while it was imported")
	}
	return importLines(out), err
}

// importLines reads what was said, between whatever else was printed.
func importLines(out string) []importLine {
	var lines []importLine
	for line := range strings.Lines(out) {
		text, ok := strings.CutPrefix(line, "weft ")
		var l importLine
		if ok && json.Unmarshal([]byte(text), &l) == nil {
			lines = append(lines, l)
		}
	}
	return lines
}
