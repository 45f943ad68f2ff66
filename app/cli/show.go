package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/app/session"
)

// showCommand holds the flags of weft show.
type showCommand struct {
	pictures
	viewing
	json bool
}

func (a *app) show() *cobra.Command {
	c := &showCommand{}
	cmd := &cobra.Command{
		Use:     "show FILE",
		Short:   "Print a saved session, and draw its charts",
		Long:    "Prints a saved session as weft sweep would have. With --out it draws the charts again.",
		Example: "  weft show fib.weft --baseline best --cold\n  weft show fib.weft --out charts --format svg --theme dark",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("show takes one session's file, not %d", len(args))
			}
			return a.showFile(c, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []string{sessionExtension[1:]}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	c.pictures.flags(cmd)
	c.viewing.flags(cmd)
	cmd.Flags().BoolVar(&c.json, "json", false, "print one JSON object")
	return cmd
}

// showFile prints a session as far as its file is whole.
func (a *app) showFile(c *showCommand, path string) error {
	if err := c.check(); err != nil {
		return err
	}
	if err := c.prepare(); err != nil {
		return err
	}
	s, err := session.Load(path)
	if err != nil {
		return err
	}
	h, end := s.Header, ""
	v := c.apply(figures.New(h.Version, h.Machine, h.Plan, s.Results))
	if s.End != nil {
		end, v.Watching = s.End.Why, s.End.Watching
	}
	r := newReport(v, end)
	r.session = path
	var wrong error
	if s.Problem != nil {
		r.problem = s.Problem.Error()
		wrong = failure{fmt.Errorf("%s: %w", path, s.Problem)}
	}
	if r.files, err = c.save(v, r.advice); err != nil {
		wrong = errors.Join(wrong, failure{err})
	}
	if err := a.report(r, c.json); err != nil {
		return failure{err}
	}
	return wrong
}
