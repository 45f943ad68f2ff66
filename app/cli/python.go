package cli

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"weft/workloads/python"
	"weft/workloads/runtimes"
)

// python is weft python: which interpreters there are, and those that the
// person adds to what is found.
func (a *app) python() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "python",
		Short: "Name the Pythons that are found; add one that isn't",
		Long: "Names the Pythons that Weft has found, and where. One that lies elsewhere is added by its path, or by the folder of its\n" +
			"environment, and is listed from then on, in the window too.",
		Example: "  weft python\n  weft python add ~/venvs/science\n  weft python remove ~/venvs/science",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknown("command of python", args[0], []string{"add", "remove"})
			}
			a.printPythons(cmd.Context())
			return nil
		},
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "add PATH", Short: "Add an interpreter by its path, or by the folder of its environment",
			RunE: func(cmd *cobra.Command, args []string) error {
				if len(args) != 1 {
					return fmt.Errorf("python add takes one path, not %d", len(args))
				}
				return a.addPython(cmd.Context(), args[0])
			},
		},
		&cobra.Command{
			Use: "remove PATH", Short: "Forget an interpreter that was added; its files stay as they are",
			RunE: func(_ *cobra.Command, args []string) error {
				if len(args) != 1 {
					return fmt.Errorf("python remove takes one path, not %d", len(args))
				}
				if err := python.Remove(args[0]); err != nil {
					return failure{err}
				}
				a.out.printf("Removed %s\n", args[0])
				return nil
			},
			ValidArgsFunction: complete(0, known(python.Added)),
		},
	)
	return cmd
}

// addPython adds an interpreter and says what it is.
func (a *app) addPython(ctx context.Context, path string) error {
	about, err := python.Add(ctx, path)
	if err != nil {
		return failure{err}
	}
	a.out.printf("Added %s\n", about)
	if named := os.Getenv(python.Variable); named != "" {
		a.out.printf("It is not used while the variable %s names others: %q\n", python.Variable, named)
	}
	return nil
}

// printPythons prints a line for each interpreter.
func (a *app) printPythons(ctx context.Context) {
	runtimes.Examine(ctx)
	var found []*runtimes.Runtime
	var names []string
	for _, r := range runtimes.All(ctx) {
		if r.Path != "" {
			found = append(found, r)
			names = append(names, r.Name)
		}
	}
	if len(found) == 0 {
		a.out.printf("No Python was found %s.\n", python.Where())
	}
	wide, added := widest(names), python.Added()
	for _, r := range found {
		text := r.About
		if r.Missing != "" {
			text = fmt.Sprintf("%s: can't be used: %s", r.Path, r.Missing)
		}
		if slices.Contains(added, r.Path) {
			text += " (added)"
		}
		a.out.printf("%s  %s\n", pad(r.Name, wide), text)
	}
}
