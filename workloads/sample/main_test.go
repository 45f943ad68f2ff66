package sample

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"weft/workloads/child"
)

// holderRole is a process that takes holderMiB of memory and keeps them until
// its standard input ends.
const (
	holderRole = "sample-test-holder"
	holderMiB  = 32
)

// parentRole is a process that starts a holder and is there until that ends.
const parentRole = "sample-test-parent"

func init() {
	child.Register(holderRole, hold)
	child.Register(parentRole, func() int {
		cmd, err := child.Command(holderRole)
		if err != nil {
			return 1
		}
		cmd.Stdin, cmd.Stdout = os.Stdin, os.Stdout
		if cmd.Run() != nil {
			return 1
		}
		return 0
	})
}

func hold() int {
	held := make([]byte, holderMiB<<20)
	for i := range held {
		held[i] = byte(i%251 + 1)
	}
	fmt.Println("ready", held[len(held)-1])
	_, _ = io.Copy(io.Discard, os.Stdin)
	return int(held[0]) - 1
}

func TestMain(m *testing.M) {
	child.Dispatch()
	os.Exit(m.Run())
}

// holders starts n real processes and returns their ids once they hold their memory.
func holders(tb testing.TB, n int) []*exec.Cmd {
	tb.Helper()
	var started []*exec.Cmd
	for range n {
		cmd, err := child.Command(holderRole)
		if err != nil {
			tb.Fatal(err)
		}
		begin(tb, cmd)
		started = append(started, cmd)
	}
	return started
}

// begin starts a process, waits for its first line, and ends it with the test.
func begin(tb testing.TB, cmd *exec.Cmd) (in io.Writer, out *bufio.Reader) {
	tb.Helper()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait() // a test may have ended it already
	})
	out = bufio.NewReader(stdout)
	if _, err := out.ReadString('\n'); err != nil {
		tb.Fatal("a process did not get ready:", err)
	}
	return stdin, out
}

func pids(cmds []*exec.Cmd) []int {
	var ids []int
	for _, c := range cmds {
		ids = append(ids, c.Process.Pid)
	}
	return ids
}
