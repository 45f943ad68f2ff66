// Package engine is the child side of a run in Go: it is asked for one run
// (engine.go), executes it by the clock (execute.go), and sums up what the task
// records and the counters of the system say (aggregate.go, tasktimes.go, delay.go,
// usage.go). It is this very program, in a role of package child.
package engine

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"weft/workloads/child"
	"weft/workloads/run/protocol"
)

// Role is the engine's name for package child.
const Role = "engine"

func init() { child.Register(Role, engineMain) }

// engine is the child side of one run.
type engine struct {
	out    *child.Stdout
	send   func(protocol.Message) error
	orphan chan struct{} // closed when the host has gone or wants the engine gone
	seen   chan struct{} // the host has looked at the memory of the run's end

	mu       sync.Mutex
	children []int  // processes to take along when the host goes
	temp     string // the run's private folder
	finished bool   // the result has been sent
}

func engineMain() int {
	out, err := child.SeizeStdout()
	if err != nil {
		fmt.Fprintln(os.Stderr, "weft engine:", err)
		return 1
	}
	w := protocol.NewWriter(out.Protocol)
	e := &engine{out: out, send: w.Send, orphan: make(chan struct{}), seen: make(chan struct{}, 1)}
	if err := e.serve(); err != nil {
		fmt.Fprintln(os.Stderr, "weft engine:", err)
		return 1
	}
	return 0
}

// serve says hello, executes one run, and waits for the end of standard input.
func (e *engine) serve() error {
	greeting := &protocol.Hello{Version: protocol.Version, PID: os.Getpid(), Runtime: goRuntime()}
	if err := e.send(protocol.Message{Hello: greeting}); err != nil {
		return err
	}
	in := protocol.NewReader(os.Stdin)
	m, err := in.Next()
	if err != nil {
		return fmt.Errorf("reading what to run: %w", err)
	}
	if m.Run == nil {
		return errors.New("reading what to run: another message came")
	}
	e.temp = m.Run.TempDir
	go e.listen(in)

	answer := protocol.Message{}
	if answer.Result, err = e.execute(*m.Run); err != nil {
		answer = protocol.Message{Error: explain(err)}
	}
	if err := e.answer(answer); err != nil {
		return err
	}
	<-e.orphan
	return nil
}

func goRuntime() string {
	return runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
}

// answer sends the last message. A result that is too long goes without its picture.
func (e *engine) answer(m protocol.Message) error {
	e.mu.Lock()
	e.finished = true
	e.mu.Unlock()
	err := e.send(m)
	if errors.Is(err, protocol.ErrTooLong) && m.Result != nil && m.Result.Picture != nil {
		m.Result.Picture = nil
		m.Result.Warnings = append(m.Result.Warnings, "The picture was too large to be handed over.")
		err = e.send(m)
	}
	return err
}

// listen waits for the end of standard input. In the middle of a run it means
// that the host has gone or wants the engine gone: then everything ends at once.
func (e *engine) listen(in *protocol.Reader) {
	for {
		m, err := in.Next()
		if err != nil {
			break
		}
		if m.Seen != "" {
			select {
			case e.seen <- struct{}{}:
			default:
			}
		}
	}
	e.mu.Lock()
	finished := e.finished
	e.mu.Unlock()
	if !finished {
		e.abandon()
	}
	close(e.orphan)
}

// abandon ends the run with all that belongs to it, and this process.
func (e *engine) abandon() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, pid := range e.children {
		if p, err := os.FindProcess(pid); err == nil {
			_ = p.Kill() // it may have gone
		}
	}
	if strings.HasPrefix(filepath.Base(e.temp), protocol.TempPrefix) {
		_ = os.RemoveAll(e.temp) // the host does it too, when it is there
	}
	leaveAlone()
	os.Exit(1)
}

// owns notes processes that end with the engine.
func (e *engine) owns(pids ...int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.children = append(e.children, pids...)
}
