package engine

import (
	"context"
	"os/exec"

	"weft/workloads/child"
	"weft/workloads/runtimes"
)

// Command starts this program, or another build of it, in the engine's role.
func Command(_ context.Context, l runtimes.Launch) (*exec.Cmd, error) {
	program := l.Program
	if program == "" {
		var err error
		if program, err = child.Engine(); err != nil {
			return nil, err
		}
	}
	return child.In(program, Role), nil
}
