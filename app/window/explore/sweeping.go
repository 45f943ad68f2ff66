package explore

import (
	"context"
	"errors"
	"strings"

	"weft/app/figures"
	"weft/app/planning"
	"weft/app/window/dialogs"
	"weft/app/window/measuring"
	"weft/internal/text"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// sweeps starts what the panel at the left asks for.
type sweeps struct {
	env     Env
	side    *side
	status  *statusLine
	control *measuring.Controller
	realGIL string // the runtime whose GIL the emulated one can be compared with
}

// run starts the sweep that is chosen.
func (s *sweeps) run() {
	if s.control.Running() {
		return
	}
	if err := s.side.err(); err != nil {
		s.side.complain(dialogs.AsSentence(errors.New("something above is not right yet")))
		return
	}
	s.start(s.side.chosen.Plan(planning.NewSeed()))
}

// start starts a plan, or tells why there is none.
func (s *sweeps) start(plan sweep.Plan, err error) {
	if err == nil {
		err = s.env.Refusal()
	}
	s.side.complain(dialogs.AsSentence(err))
	if err != nil {
		return
	}
	s.status.note = ""
	s.env.Hints.Hide()
	// A cursor that blinks would repaint the window while it measures.
	s.env.Window.Canvas().Unfocus()
	s.control.Start(plan)
}

// spawn says what measuring the cost of workers does, and starts it.
func (s *sweeps) spawn() {
	if s.control.Running() {
		return
	}
	plan, err := planning.Spawning{Models: s.side.chosen.Models}.Plan(planning.NewSeed())
	if err != nil {
		s.side.complain(dialogs.AsSentence(err))
		return
	}
	names := make([]string, len(plan.Models))
	for i, name := range plan.Models {
		names[i] = figures.Title(name)
	}
	said := ""
	s.env.Tasks.Start(func(ctx context.Context) { said = previewWords(plan.Resolve(ctx)) }, func() {
		dialogs.Spawn(s.env.Env, text.Capital(strings.Join(names, ", ")), said, func() { s.startAnnounced(plan, said) })
	})
}

// startAnnounced starts a plan and says what it is going to do.
func (s *sweeps) startAnnounced(plan sweep.Plan, said string) {
	s.start(plan, nil)
	s.side.announce(said)
}

// lookForGIL looks whether the emulated GIL can be compared with a real one here,
// once the runtimes of the machine are known.
func (s *sweeps) lookForGIL() (found bool) {
	s.realGIL, _ = sweep.RealGIL(runtimes.AtHand())
	return s.realGIL != ""
}

// compareGIL says what comparing the two does, and starts it.
func (s *sweeps) compareGIL() {
	if s.control.Running() || s.realGIL == "" {
		return
	}
	comparing := planning.FirstGIL()
	comparing.Runtime = s.realGIL
	var plan sweep.Plan
	var err error
	said := ""
	s.env.Tasks.Start(func(ctx context.Context) {
		if plan, err = comparing.Plan(ctx, planning.NewSeed()); err == nil {
			said = previewWords(plan.Resolve(ctx))
		}
	}, func() {
		if err != nil {
			s.side.complain(dialogs.AsSentence(err))
			return
		}
		models := text.Capital(figures.Title(plan.Models[0])) + " and " + figures.Title(plan.Models[1])
		dialogs.CompareGIL(s.env.Env, gilLabel, models, said, func() { s.startAnnounced(plan, said) })
	})
}
