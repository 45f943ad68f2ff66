package host

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"weft/workloads/child"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
	"weft/workloads/run/runtest"
)

// fakeEngine is the environment variable that makes an engine of this test
// program misbehave in the way it names.
const fakeEngine = "WEFT_TEST_FAKE_ENGINE"

// farewell is the environment variable with the file that an engine which is
// given its time leaves.
const farewell = "WEFT_TEST_FAREWELL"

// lingerRole is a process that goes on after its parent and ignores its standard input.
const lingerRole = "run-test-linger"

func init() {
	child.Register(lingerRole, func() int {
		linger()
		return 0
	})
}

// fakes are the ways to misbehave.
var fakes = map[string]func(say func(protocol.Message)) int{
	"exits before hello": func(func(protocol.Message)) int {
		fmt.Fprintln(os.Stderr, "weft engine: no hello today")
		return 7
	},
	"garbage first": func(func(protocol.Message)) int {
		fmt.Println("\x00\x01 this is no protocol")
		return wait()
	},
	"endless line": func(func(protocol.Message)) int {
		block := []byte(strings.Repeat("x", 1<<20))
		for {
			if _, err := os.Stdout.Write(block); err != nil {
				return 1
			}
		}
	},
	"other version": func(say func(protocol.Message)) int {
		say(protocol.Message{Hello: &protocol.Hello{Version: protocol.Version + 1, PID: os.Getpid()}})
		return wait()
	},
	"hello twice": func(say func(protocol.Message)) int {
		greet(say)
		greet(say)
		return wait()
	},
	"result first": func(say func(protocol.Message)) int {
		say(protocol.Message{Result: &run.Measured{Tasks: 1}})
		return wait()
	},
	"asks back": func(say func(protocol.Message)) int {
		greet(say)
		say(protocol.Message{Run: &run.Spec{}})
		return wait()
	},
	"garbage after hello": func(say func(protocol.Message)) int {
		greet(say)
		fmt.Println(`{"result":{}}{"result":{}}`)
		return wait()
	},
	"no such phase": func(say func(protocol.Message)) int {
		greet(say)
		say(protocol.Message{Phase: "coffee"})
		return wait()
	},
	"closes its output": func(say func(protocol.Message)) int {
		greet(say)
		_ = os.Stdout.Close()
		linger()
		return 0
	},
	"crashes": func(say func(protocol.Message)) int {
		greet(say)
		fmt.Fprint(os.Stderr, strings.Repeat("much noise\n", 10_000))
		panic("all is lost")
	},
	"ignores everything": func(say func(protocol.Message)) int {
		greet(say)
		say(protocol.Message{Phase: run.PhaseRun})
		linger()
		return 0
	},
	"takes its time to go": func(say func(protocol.Message)) int {
		greet(say)
		say(protocol.Message{Phase: run.PhaseRun})
		wait()
		time.Sleep(5 * stopGrace)
		if os.WriteFile(os.Getenv(farewell), nil, 0o600) != nil {
			return 1
		}
		return 0
	},
	"measured everything": func(say func(protocol.Message)) int {
		greet(say)
		say(protocol.Message{Result: everything()})
		return wait()
	},
	"leaves a process": func(say func(protocol.Message)) int {
		greet(say)
		cmd, err := child.Command(lingerRole)
		if err != nil || start(cmd) != nil {
			return 1
		}
		say(protocol.Message{Result: &run.Measured{Tasks: 1, Checksum: "0"}})
		return wait()
	},
}

// everything is a measurement that leaves no field empty.
func everything() *run.Measured {
	m := &run.Measured{}
	runtest.Fill(m)
	return m
}

func start(cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr // which holds the host's pipe open as well
	return cmd.Start()
}

func greet(say func(protocol.Message)) {
	say(protocol.Message{Hello: &protocol.Hello{Version: protocol.Version, PID: os.Getpid(), Runtime: "fake"}})
}

// linger goes on for longer than any test does.
func linger() { time.Sleep(time.Minute) }

func wait() int {
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

func fake(how string) int {
	w := protocol.NewWriter(os.Stdout)
	return fakes[how](func(m protocol.Message) {
		if err := w.Send(m); err != nil {
			panic(err)
		}
	})
}
