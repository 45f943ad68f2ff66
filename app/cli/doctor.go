package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"weft/app/doctor"
)

// doctorCommand holds the flags of weft doctor.
type doctorCommand struct {
	json bool
	out  string
}

func (a *app) doctor() *cobra.Command {
	c := &doctorCommand{}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check whether this machine is fit for measuring",
		Long: "Looks at display, OpenGL, cores, clock, power, memory, Pythons and folders, executes one tiny run, and says what\n" +
			"was found and what to do about it. The exit status is 1 when something is in the way.",
		Example: "  weft doctor\n  weft doctor --json --out my-machine.json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("doctor looks at this machine and takes no argument, but %q was given", args[0])
			}
			return a.examine(cmd, c)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := cmd.Flags()
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	f.StringVar(&c.out, "out", "", "write what was found to this file, too, for whoever hosts a workshop")
	return cmd
}

// examine prints findings as they come, and keeps them where asked to.
func (a *app) examine(cmd *cobra.Command, c *doctorCommand) error {
	r := doctor.New(a.program.Version)
	var tell func(doctor.Finding)
	if !c.json {
		a.out.printf("%s", r.Head())
		tell = func(f doctor.Finding) { a.out.printf("%s", f.Text()) }
	}
	r.Examine(cmd.Context(), doctor.Options{Screen: a.program.Screen, Host: a.host}, tell)
	if cmd.Context().Err() != nil {
		return outcome(statusStopped)
	}
	if c.json {
		if err := a.out.json(r); err != nil {
			return failure{err}
		}
	} else {
		a.out.printf("%s", r.Foot())
	}
	if err := keepReport(c, r); err != nil {
		return failure{err}
	}
	if r.Problems() > 0 {
		return outcome(statusFailed)
	}
	return nil
}

// keepReport writes the report as it was printed.
func keepReport(c *doctorCommand, r *doctor.Report) error {
	if c.out == "" {
		return nil
	}
	text := bytes.NewBufferString(r.Text())
	if c.json {
		text.Reset()
		if err := (&output{to: text}).json(r); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Clean(c.out), text.Bytes(), 0o600); err != nil {
		return fmt.Errorf("keeping the report: %w", err)
	}
	return nil
}
