package catalogue

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/sizes"
)

var faultWorkload = workloads.Workload{
	Name:  "fault",
	Kind:  workloads.Faults,
	Short: "one task fails, in the way you choose",
	Teaches: "One task among healthy ones does what a program should never do. The run ends as failed and says why; the window, " +
		"the command line and the other runs of a sweep go on. Scale multiplies the healthy tasks.",
	Params: []workloads.Param{
		{
			Name: "how", Type: workloads.Choice, Default: "panic",
			Choices: []string{"panic", "error", "exit", "deadlock", "kill", "memory", "garbage", "system-exit", "unpicklable"},
			Help:    "What the failing task does. The last two are Python's, and in Go as good as error.",
		},
		{
			Name: "task", Type: workloads.Int, Default: "5", Min: 0, Max: 1_000_000,
			Help: "Index of the task that fails; the last one when there are fewer tasks.",
		},
		sizes.TasksParam(16, 1_000_000, "How many tasks there are, the failing one included."),
	},
	Prepare:  prepareFault,
	Families: []workloads.InFamily{{Family: python, Scale: 1}},
}

const (
	// faultWork is the steps of computing of a healthy task, about 1 ms.
	faultWork = 500_000
	// faultBlock is what the memory fault takes at a time.
	faultBlock = 32 << 20
)

// errFault is what the failing task returns when it is asked for an error.
var errFault = errors.New("this task fails because it was asked to")

func prepareFault(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	how, failing := v["how"], min(v.Int("task"), tasks-1)
	return &workloads.Batch{
		Tasks: tasks,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			if i == failing {
				if err := fail(w, how, i); err != nil {
					return 0, err
				}
			}
			left := counterStrip
			return steps(w, uint64(i), faultWork, &left), nil
		},
	}, nil
}

// fail does the harm; it returns where the harm is done and the task can go on.
func fail(w workloads.Waiter, how string, i int) error {
	switch how {
	case "panic":
		panic(fmt.Sprintf("task %d panics because it was asked to", i))
	case "exit":
		os.Exit(3)
	case "deadlock":
		return readForEver()
	case "kill":
		return killSelf()
	case "memory":
		fillMemory(w)
	case "garbage":
		return printGarbage()
	}
	return fmt.Errorf("task %d: %w", i, errFault)
}

// readForEver waits for an answer that nobody sends. Go's own deadlock
// detection doesn't see it, since a read is something that may still end.
func readForEver() error {
	r, w, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("opening a pipe to wait on: %w", err)
	}
	_, err = r.Read(make([]byte, 1))
	runtime.KeepAlive(w) // collected, it would be closed, and the read would end
	return err
}

// killSelf ends this process as the operating system would: SIGKILL, or
// TerminateProcess on Windows.
func killSelf() error {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return fmt.Errorf("finding this process to kill it: %w", err)
	}
	if err := self.Kill(); err != nil {
		return fmt.Errorf("killing this process: %w", err)
	}
	return readForEver() // the signal may take a moment
}

// fillMemory takes memory without end and touches all of it, at most about
// 3 GiB a second, so that whoever watches has time to act.
func fillMemory(w workloads.Waiter) {
	var taken [][]byte
	for {
		block := make([]byte, faultBlock)
		for k := 0; k < len(block); k += noopPage {
			block[k] = byte(len(taken) + 1) // any value that isn't zero
		}
		taken = append(taken, block)
		w.Checkpoint()
		time.Sleep(10 * time.Millisecond)
	}
}

// stdout1 is the standard output by its number. It is kept, for a file that is
// collected closes its descriptor.
var stdout1 = sync.OnceValue(func() *os.File { return os.NewFile(uintptr(syscall.Stdout), "descriptor 1") })

// printGarbage writes what is no line of the protocol where the protocol might be.
func printGarbage() error {
	junk := append([]byte("this is not a message\n{\"type\":\"result\",\"checksum\":0}\n{\"type\":"), input.Noise(4096, 0)...)
	if _, err := os.Stdout.Write(junk); err != nil {
		return fmt.Errorf("writing garbage to the standard output: %w", err)
	}
	if _, err := stdout1().Write(junk); err != nil {
		return fmt.Errorf("writing garbage to descriptor 1: %w", err)
	}
	return nil
}
