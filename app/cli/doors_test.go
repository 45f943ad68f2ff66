package cli

import (
	"reflect"
	"testing"

	"weft/app/planning/planningtest"
	"weft/workloads/python/pythontest"
)

// The command line leads to the same plans as the window's form, whose own test
// holds the same cases, and refuses what makes no plan in the same words.
func TestFlagsLeadToThePlansOfTheForm(t *testing.T) {
	pythontest.Found(t, "3.11.2")
	for _, c := range planningtest.Cases() {
		sweep, cmd := (&app{}).newSweep()
		cmd.SetContext(t.Context())
		err := cmd.ParseFlags(append(c.Flags[1:], "--seed", "7"))
		if err != nil {
			err = flagError(cmd, err)
		}
		want, refused := c.Plan(7)
		if err == nil {
			got, wrong := sweep.asked(cmd, c.Flags[:1], c.Cores)
			if err = wrong; err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d cores: %v lead to\n%+v\nand the form to\n%+v", c.Name, c.Cores, c.Flags, got, want)
			}
		}
		switch {
		case c.Says == "" && (err != nil || refused != nil):
			t.Errorf("%s: %v lead to no plan: %v; the form: %v", c.Name, c.Flags, err, refused)
		case c.Says != "" && (!c.Said(err) || !c.Said(refused)):
			t.Errorf("%s: %v are refused with %q, the form with %q; want %q", c.Name, c.Flags, err, refused, c.Says)
		}
	}
}
