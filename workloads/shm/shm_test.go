package shm_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"weft/workloads/child"
	"weft/workloads/shm"
)

const message = "written by another process"

// The role opens the segment that its standard input describes and writes into it.
func init() {
	child.Register("shm-writer", func() int {
		var h shm.Handle
		if err := json.NewDecoder(os.Stdin).Decode(&h); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		s, err := shm.Open(h)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		copy(s.Bytes(), message)
		if s.Close() != nil {
			return 1
		}
		return 0
	})
}

func TestMain(m *testing.M) {
	child.Dispatch()
	os.Exit(m.Run())
}

func TestASegmentIsShared(t *testing.T) {
	s, err := shm.Create(1 << 16)
	if err != nil {
		t.Fatal(err)
	}
	cmd, err := child.Command("shm-writer")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	handle := s.Attach(cmd)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(stdin).Encode(handle); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := string(s.Bytes()[:len(message)]); got != message {
		t.Errorf("the segment holds %q", got)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestOpenWithoutASegmentFails(t *testing.T) {
	if s, err := shm.Open(shm.Handle{Size: -1, Name: "none"}); err == nil {
		t.Errorf("got a segment of %d bytes", len(s.Bytes()))
	}
}
