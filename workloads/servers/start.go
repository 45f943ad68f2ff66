package servers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"time"

	"weft/workloads/child"
)

// pagesRole is the page server's role as a child of this program.
const pagesRole = "pages"

// Safety nets for a page server that doesn't answer.
const (
	pagesStart = 20 * time.Second
	pagesStop  = 2 * time.Second
)

func init() { child.Register(pagesRole, servePagesChild) }

// servePagesChild listens on a free port of the loopback, prints its address as
// one line, and serves until its standard input ends: when whoever started it
// stops it, or has died. Ctrl+C reaches it too, as it does everybody at the
// terminal, but is for whoever started it to act on.
func servePagesChild() int {
	signal.Ignore(os.Interrupt)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		slog.Error("page server", "error", err)
		return 1
	}
	if _, err := fmt.Println(l.Addr()); err != nil {
		slog.Error("page server: telling its address", "error", err)
		return 1
	}
	failed := make(chan error, 1)
	go func() { failed <- ServePages(l) }()
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // any end is the end
		close(ended)
	}()
	select {
	case <-ended:
		return 0
	case err := <-failed:
		slog.Error("page server", "error", err)
		return 1
	}
}

// StartPages starts a page server as a child process of its own, so that its
// work is never counted as the engine's. It returns the server's host:port and
// process id once it listens. stop ends it, waits for its end, and may be called
// more than once.
func StartPages(ctx context.Context) (addr string, pid int, stop func() error, err error) {
	program, err := child.Engine()
	if err != nil {
		return "", 0, nil, err
	}
	cmd := child.In(program, pagesRole)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", 0, nil, fmt.Errorf("starting the page server: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", 0, nil, fmt.Errorf("starting the page server: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return "", 0, nil, fmt.Errorf("starting the page server: %w", err)
	}
	stop = sync.OnceValue(func() error { return stopPages(cmd, in) })
	addr, err = readAddress(ctx, out, pagesStart)
	if err != nil {
		return "", 0, nil, errors.Join(err, stop())
	}
	return addr, cmd.Process.Pid, stop, nil
}

// readAddress reads the line with the server's address, for as long as limit.
// Its reading goroutine ends with the line or with the server.
func readAddress(ctx context.Context, r io.Reader, limit time.Duration) (string, error) {
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(r).ReadString('\n')
		answers <- answer{line, err}
	}()
	select {
	case a := <-answers:
		if a.err != nil {
			return "", fmt.Errorf("the page server ended before it told its address: %w", a.err)
		}
		return strings.TrimSpace(a.line), nil
	case <-ctx.Done():
		return "", fmt.Errorf("starting the page server: %w", ctx.Err())
	case <-time.After(limit):
		return "", fmt.Errorf("the page server did not tell its address within %v", limit)
	}
}

// stopPages closes the server's standard input, which ends it, and kills it if
// it doesn't take the hint.
func stopPages(cmd *exec.Cmd, in io.Closer) error {
	if err := in.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		slog.Warn("closing the page server's input", "error", err)
	}
	kill := time.AfterFunc(pagesStop, func() { _ = cmd.Process.Kill() }) // it may have ended by then
	defer kill.Stop()
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("stopping the page server: %w", err)
	}
	return nil
}
