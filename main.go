// Weft shows which way of running work concurrently suits it, on the machine
// in front of you: as a window, and as a command line without one.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"weft/app/cli"
	_ "weft/workloads/catalogue"
	"weft/workloads/child"
	"weft/workloads/families"
)

// version is set by the linker for a release: -ldflags "-X main.version=1.2.3".
var version = "0.1.0"

func main() {
	families.Register()
	child.Dispatch() // an engine or a worker process ends here
	os.Exit(run())
}

// run opens the window or runs the command line, and returns the exit status.
func run() int {
	// Being told about broken pipes keeps the program alive to clean up after
	// itself when whoever read its output has gone.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once

	window := openWindow
	if window != nil {
		window = func(session string) int {
			stop() // a window that is told to end does so at once: what it had measured is saved
			return openWindow(session)
		}
	}
	program := cli.Program{Version: version, Window: window, Screen: askScreen}
	return program.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}
