package run

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"weft/workloads/child"
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
		time.Sleep(time.Minute)
		return 0
	})
}

// fakes are the ways to misbehave.
var fakes = map[string]func(say func(message)) int{
	"exits before hello": func(func(message)) int {
		fmt.Fprintln(os.Stderr, "weft engine: no hello today")
		return 7
	},
	"garbage first": func(func(message)) int {
		fmt.Println("\x00\x01 this is no protocol")
		return wait()
	},
	"endless line": func(func(message)) int {
		block := []byte(strings.Repeat("x", 1<<20))
		for {
			if _, err := os.Stdout.Write(block); err != nil {
				return 1
			}
		}
	},
	"other version": func(say func(message)) int {
		say(message{Hello: &hello{Version: protocolVersion + 1, PID: os.Getpid()}})
		return wait()
	},
	"hello twice": func(say func(message)) int {
		greet(say)
		greet(say)
		return wait()
	},
	"result first": func(say func(message)) int {
		say(message{Result: &Result{Tasks: 1}})
		return wait()
	},
	"asks back": func(say func(message)) int {
		greet(say)
		say(message{Run: &Spec{}})
		return wait()
	},
	"garbage after hello": func(say func(message)) int {
		greet(say)
		fmt.Println(`{"result":{}}{"result":{}}`)
		return wait()
	},
	"no such phase": func(say func(message)) int {
		greet(say)
		say(message{Phase: "coffee"})
		return wait()
	},
	"closes its output": func(say func(message)) int {
		greet(say)
		_ = os.Stdout.Close()
		time.Sleep(time.Minute)
		return 0
	},
	"crashes": func(say func(message)) int {
		greet(say)
		fmt.Fprint(os.Stderr, strings.Repeat("much noise\n", 10_000))
		panic("all is lost")
	},
	"ignores everything": func(say func(message)) int {
		greet(say)
		say(message{Phase: PhaseRun})
		time.Sleep(time.Minute)
		return 0
	},
	"takes its time to go": func(say func(message)) int {
		greet(say)
		say(message{Phase: PhaseRun})
		wait()
		time.Sleep(5 * stopGrace)
		if os.WriteFile(os.Getenv(farewell), nil, 0o600) != nil {
			return 1
		}
		return 0
	},
	"leaves a process": func(say func(message)) int {
		greet(say)
		cmd, err := child.Command(lingerRole)
		if err != nil || start(cmd) != nil {
			return 1
		}
		say(message{Result: &Result{Tasks: 1, Checksum: "0"}})
		return wait()
	},
}

func start(cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr // which holds the host's pipe open as well
	return cmd.Start()
}

func greet(say func(message)) {
	say(message{Hello: &hello{Version: protocolVersion, PID: os.Getpid(), Runtime: "fake"}})
}

func wait() int {
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

func fake(how string) int {
	w := &writer{w: os.Stdout}
	return fakes[how](func(m message) {
		if err := w.send(m); err != nil {
			panic(err)
		}
	})
}
