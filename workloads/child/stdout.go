package child

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
)

// firstStdout is what os.Stdout was at the start. It is kept, for a file that
// is collected closes its descriptor, and this one's number stays in use.
var firstStdout = os.Stdout

// Stdout keeps a child's standard output for its protocol. Whatever else is
// written there goes to standard error, and is remembered: a run that prints
// is no measurement.
type Stdout struct {
	Protocol *os.File // the real standard output

	end   *os.File      // where tasks print to
	ended chan struct{} // the forwarding is over

	mu   sync.Mutex
	n    int64
	head []byte
}

// headSize is how much of what was printed is remembered.
const headSize = 256

// SeizeStdout puts a pipe in the place of standard output, descriptor 1 included.
func SeizeStdout() (*Stdout, error) {
	protocol, err := duplicateStdout()
	if err != nil {
		return nil, fmt.Errorf("keeping standard output for the protocol: %w", err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("making a pipe for what tasks print: %w", err)
	}
	if err := pointStdout(w); err != nil {
		return nil, fmt.Errorf("pointing standard output at a pipe: %w", err)
	}
	os.Stdout = w
	runtime.KeepAlive(firstStdout)
	s := &Stdout{Protocol: protocol, end: w, ended: make(chan struct{})}
	go s.forward(r)
	return s, nil
}

func (s *Stdout) forward(r *os.File) {
	defer close(s.ended)
	buf := make([]byte, 4096)
	for {
		n, err := r.Read(buf)
		if n > 0 {
			s.note(buf[:n])
			_, _ = os.Stderr.Write(buf[:n]) // nobody to tell when even this fails
		}
		if err != nil {
			return
		}
	}
}

func (s *Stdout) note(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += int64(len(p))
	s.head = append(s.head, p[:min(len(p), headSize-len(s.head))]...)
}

// Printed tells how many bytes were printed, and how they begin. From then on
// standard output goes to standard error. It is called once.
func (s *Stdout) Printed() (n int64, head []byte) {
	os.Stdout = os.Stderr
	if pointStdout(os.Stderr) == nil && s.end.Close() == nil {
		select {
		case <-s.ended:
		case <-time.After(100 * time.Millisecond): // somebody else holds the pipe open
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n, s.head
}
