package cli

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"weft/app/session"
	"weft/internal/nearest"
)

const sessionExtension = session.Extension

// windowArgs takes nothing or one session's file: what a desktop hands over
// when a person opens one. All else was meant to be a command.
func (a *app) windowArgs(root *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case filepath.Ext(args[0]) != sessionExtension:
		var names []string
		for _, c := range root.Commands() {
			if c.IsAvailableCommand() {
				names = append(names, c.Name())
			}
		}
		return fmt.Errorf("no command is called %q%s", args[0], nearest.Hint(args[0], names))
	case len(args) > 1:
		return fmt.Errorf("the window opens one session at a time, not %d", len(args))
	}
	return nil
}

func (a *app) openWindow(args []string) error {
	if a.program.Window == nil {
		return errors.New("this build has no window; use one of its commands: weft list, weft run, weft sweep, weft show (weft help tells more)")
	}
	path := ""
	if len(args) > 0 {
		path = args[0]
	}
	a.opened = a.program.Window(path)
	return nil
}
