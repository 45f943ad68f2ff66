// Package cli is Weft without a window: the commands list, python, run, sweep, spawn, gil,
// show, fit and doctor, with tables for people and one JSON object for programs. What happens
// is decided in weft/workloads/..., what is drawn in weft/app/figures; only
// arguments, wording and exit statuses live here.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"syscall"

	"github.com/spf13/cobra"

	"weft/app/doctor"
	"weft/workloads/run"
	"weft/workloads/run/host"
)

// Program is the command line of one build.
type Program struct {
	Version string
	// Window opens the window, with a saved session when its path is not "",
	// and returns the exit status. nil in a build without a window.
	Window func(session string) int
	// Screen asks the display whether a window can be opened, on the main
	// goroutine. nil in a build without a window.
	Screen func() doctor.Screen

	// Host executes runs; nil takes one that measures.
	Host run.Runner
}

// The exit statuses.
const (
	statusOK      = 0
	statusFailed  = 1   // a run failed, or its results could not be written
	statusUsage   = 2   // the command line makes no sense, or there is no window
	statusStopped = 130 // Ctrl+C, as shells have it
)

// Run executes one command line and returns the exit status. When ctx ends,
// the run under way is stopped, and what was measured so far is printed.
func (p Program) Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{program: p, out: &output{to: stdout}, errs: stderr, level: new(slog.LevelVar)}
	a.level.Set(slog.LevelWarn)
	a.log = slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: a.level}))
	a.host = p.Host
	if a.host == nil {
		a.host = &host.Host{Log: a.log}
	}
	root := a.root()
	root.SetArgs(append([]string{}, args...)) // never nil, for which cobra would take those of the process
	root.SetOut(a.out)
	root.SetErr(stderr)
	status := a.status(root.ExecuteContext(ctx))
	if err := a.out.err; err != nil && !errors.Is(err, syscall.EPIPE) {
		a.complain(fmt.Errorf("writing to standard output: %w", err))
		return max(status, statusFailed)
	}
	return status
}

// Commands is the command tree, for what describes it: the manual page.
func (p Program) Commands() *cobra.Command {
	return (&app{program: p}).root()
}

// app is one execution of the command line.
type app struct {
	program Program
	host    run.Runner
	out     *output
	errs    io.Writer
	log     *slog.Logger
	level   *slog.LevelVar
	opened  int // exit status of the window
}

// outcome is an error that only carries an exit status: all there is to say
// has been said.
type outcome int

func (o outcome) Error() string { return fmt.Sprintf("exit status %d", int(o)) }

// failure is an error behind which the command line itself was sound.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// status tells what went wrong, and which exit status that is. What is not
// marked as a failure or an outcome is wrong use: most errors come from
// reading the command line.
func (a *app) status(err error) int {
	var o outcome
	var f failure
	switch {
	case err == nil:
		return a.opened
	case errors.As(err, &o):
		return int(o)
	}
	a.complain(err)
	if errors.As(err, &f) {
		return statusFailed
	}
	return statusUsage
}

// complain writes an error for people.
func (a *app) complain(err error) {
	_, _ = fmt.Fprintf(a.errs, "weft: %v\n", err) // nobody is left to tell when this fails
}

// root is the command tree.
func (a *app) root() *cobra.Command {
	var verbose bool
	root := &cobra.Command{
		Use:   "weft [SESSION" + sessionExtension + "]",
		Short: "Find out which concurrency model suits a piece of work, on this machine",
		Long: "Weft runs the same work under many concurrency models, and measures how much faster each is, and why.\n" +
			"Without a command it opens its window, with a saved session when one is named.",
		Version:       a.program.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          a.windowArgs,
		PersistentPreRun: func(*cobra.Command, []string) {
			if verbose {
				a.level.Set(slog.LevelDebug)
			}
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.openWindow(args) },
	}
	root.PersistentFlags().BoolVarP(&verbose, "verbose", "v", false, "log what is done, to standard error")
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("weft {{.Version}}\n")
	root.AddCommand(a.list(), a.python(), a.runOne(), a.sweep(), a.spawn(), a.gil(), a.show(), a.fit(), a.doctor())
	return root
}
