// Package child re-executes this program in a role of its own: an engine, a
// worker process, a page server. A role is a function that main runs instead
// of the command line when the environment asks for it. Only the mechanism
// lives here; each role is registered by the package that owns it.
package child

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
)

// cookie is the environment variable that names the role.
const cookie = "WEFT_ROLE"

// GCPercent is how far a child's heap may outgrow what is live before it is
// collected (debug.SetGCPercent). A child lives for one run: collecting less
// often than Go's 100 disturbs what is measured less, for a few MB.
const GCPercent = 400

var roles = map[string]func() int{}

// Register makes a role known; main returns the process's exit status. It is
// called from init functions.
func Register(role string, main func() int) {
	if _, ok := roles[role]; ok {
		panic("child: role " + role + " is registered twice")
	}
	roles[role] = main
}

// Dispatch runs the role that the environment asks for and exits with its
// status; without one it returns at once. It must be the first thing in main
// (and in TestMain of tests that start children).
func Dispatch() {
	role := os.Getenv(cookie)
	if role == "" {
		return
	}
	main, ok := roles[role]
	if !ok {
		fmt.Fprintf(os.Stderr, "weft: no role is called %q\n", role)
		os.Exit(2)
	}
	debug.SetGCPercent(GCPercent)
	// The window's libraries lock main to its OS thread, where every hand-over
	// between goroutines costs a thread switch; a fresh goroutine is free.
	status := make(chan int)
	go func() { status <- main() }()
	os.Exit(<-status)
}

// Command is this very program in the given role.
func Command(role string) (*exec.Cmd, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program to start its %s: %w", role, err)
	}
	return In(exe, role), nil
}

// In is the program at path in the given role.
func In(path, role string) *exec.Cmd {
	cmd := exec.Command(path)
	cmd.Env = append(Environment(), cookie+"="+role)
	Hide(cmd)
	return cmd
}

// Hide keeps a console window from flashing up for a program that the window
// starts, where the system has such windows.
func Hide(cmd *exec.Cmd) { hide(cmd) }

// Engine is the path of the program that should run engines: the build
// without a window beside this one when it is there, for it starts faster and
// takes less memory, and else this program itself.
func Engine() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding this program to start an engine: %w", err)
	}
	if resolved, err := filepath.EvalSymlinks(exe); err == nil {
		exe = resolved
	}
	sibling := filepath.Join(filepath.Dir(exe), EngineName())
	if info, err := os.Stat(sibling); err == nil && info.Mode().IsRegular() {
		return sibling, nil
	}
	return exe, nil
}

// EngineName is the file name of the build without a window.
func EngineName() string { return engineName }
