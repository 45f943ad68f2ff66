package host

import (
	"io"
	"os"
	"os/exec"
	"sync"
	"time"

	"weft/workloads/run"
	"weft/workloads/run/protocol"
)

// line is the host's connection to a running engine.
type line struct {
	tree   *tree
	stdin  io.WriteCloser
	heard  chan heard    // what the engine says; closed after the first error
	exited chan struct{} // closed when the engine's process has ended
	stderr *tail
	pipes  []*os.File // the host's ends
	done   chan struct{}
}

// heard is a message or why there is none.
type heard struct {
	protocol.Message
	err error
}

// dial starts an engine.
func dial(cmd *exec.Cmd) (*line, error) {
	l := &line{heard: make(chan heard), exited: make(chan struct{}), stderr: newTail(), done: make(chan struct{})}
	said, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer out.Close() //nolint:errcheck // the engine has its own
	l.pipes = append(l.pipes, said)
	complained, errs, err := os.Pipe()
	if err != nil {
		l.closePipes()
		return nil, err
	}
	defer errs.Close() //nolint:errcheck // the engine has its own
	l.pipes = append(l.pipes, complained)

	cmd.Stdout, cmd.Stderr = out, errs
	if l.stdin, err = cmd.StdinPipe(); err != nil {
		l.closePipes()
		return nil, err
	}
	if l.tree, err = startTree(cmd); err != nil {
		l.closePipes()
		return nil, err
	}
	go l.stderr.fill(complained)
	go l.listen(protocol.NewReader(said))
	go func() {
		_ = cmd.Wait() // what it says is in cmd.ProcessState
		close(l.exited)
	}()
	return l, nil
}

func (l *line) closePipes() {
	for _, p := range l.pipes {
		_ = p.Close() // only read from
	}
}

// listen hands over messages until the engine says no more.
func (l *line) listen(r *protocol.Reader) {
	defer close(l.heard)
	for {
		m, err := r.Next()
		select {
		case l.heard <- heard{m, err}:
		case <-l.done:
			return
		}
		if err != nil {
			return
		}
	}
}

// ask sends what to run. It returns at once, for an engine may be slow to listen.
func (l *line) ask(spec run.Spec) {
	w := protocol.NewWriter(l.stdin)
	go func() { _ = w.Send(protocol.Message{Run: &spec}) }() // an engine that doesn't listen is seen to end
}

// seen tells an engine that waits at the end of its run phase to go on.
func (l *line) seen(phase string) {
	w := protocol.NewWriter(l.stdin)
	go func() { _ = w.Send(protocol.Message{Seen: phase}) }() // as above
}

// exitedWithin waits for the engine to end by itself.
func (l *line) exitedWithin(d time.Duration) bool {
	select {
	case <-l.exited:
		return true
	case <-time.After(d):
		return false
	}
}

const (
	// lastWords is the time for what the engine wrote before its end to arrive.
	lastWords = 100 * time.Millisecond
	// killGrace is the time for a killed engine to be gone; only one that the
	// kernel itself holds up takes longer than a moment.
	killGrace = 5 * time.Second
)

// hangUp ends the engine: by the end of its standard input, and after grace by
// force. Then nothing of its tree is left.
func (l *line) hangUp(grace time.Duration) {
	_ = l.stdin.Close() // it may be closed already, by the engine's end
	l.exitedWithin(grace)
	l.tree.kill()
	l.exitedWithin(killGrace)
	l.tree.release()
	close(l.done)
	l.stderr.wait(lastWords)
	l.closePipes()
}

// tail keeps the end of a stream.
type tail struct {
	ended chan struct{}
	mu    sync.Mutex
	kept  []byte
}

// tailSize is how much is kept of what an engine writes to standard error.
const tailSize = 64 << 10

func newTail() *tail { return &tail{ended: make(chan struct{})} }

func (t *tail) fill(r io.Reader) {
	defer close(t.ended)
	_, _ = io.Copy(t, r) // the end of the stream and its being closed are the same here
}

// Write keeps the last tailSize bytes.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - tailSize; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

// wait waits for the end of the stream, for d at most.
func (t *tail) wait(d time.Duration) {
	select {
	case <-t.ended:
	case <-time.After(d):
	}
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.kept)
}
