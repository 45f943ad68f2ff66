package window

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"weft/app/figures"
	"weft/app/session"
	"weft/app/window/background"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// controller runs sweeps and keeps their sessions. Its methods are called on
// the UI goroutine, as are the functions it calls back; what takes time happens
// on goroutines of its own, which write to the board.
type controller struct {
	board   *board
	host    sweep.Runner
	machine sample.Machine
	version string

	watching func() float64 // share of the machine that watching costs, 0 to 1

	tasks   *background.Tasks
	poke    func()                        // asks for a drawing; from any goroutine
	trouble func(title string, err error) // something went wrong beside the measuring
	unkept  func(error)                   // the session's file can't be written: only that is missing
	refused func(error)                   // the plan can't be run
	turned  func()                        // a sweep has begun or ended
	between func(context.Context)         // called before each run, which waits for it; nil for nothing

	active bool // a sweep is under way, or about to be
	cancel context.CancelFunc
	header session.Header // of the session that is shown
	path   string         // of its file, "" for none
}

// running tells whether a sweep is under way.
func (c *controller) running() bool { return c.active }

// start runs a plan as a new session. What was shown before stays until the
// plan has been found good.
func (c *controller) start(plan sweep.Plan) {
	if c.active {
		return
	}
	ctx, cancel := context.WithCancel(c.tasks.Context())
	var err error
	started := c.tasks.Start(func(context.Context) {
		defer cancel()
		var good sweep.Resolved
		good, err = plan.Resolve(ctx) // builds the work, which may take a moment
		if ctx.Err() != nil {
			err = nil // stopped while it was looked at
		} else if err == nil {
			c.measure(ctx, good)
		}
	}, func() {
		c.active = false
		if err != nil {
			c.refused(err)
		}
		c.turned()
		c.poke()
	})
	if !started {
		cancel()
		return
	}
	c.active, c.cancel = true, cancel
	c.turned()
}

// measure runs a plan that is good, to its end or to ctx's.
func (c *controller) measure(ctx context.Context, plan sweep.Resolved) {
	header := session.NewHeader(c.version, c.machine, plan.Plan)
	writer, path, unkept := create(header)
	c.tasks.Later(func() {
		c.header, c.path = header, path
		if unkept != nil {
			c.unkept(unkept)
		}
	})
	c.board.reset(c.view(plan.Plan, nil), true)
	c.poke()
	began := time.Now()
	outcome, err := sweep.Run(ctx, c.host, plan, c.paced(ctx, c.board.watch(c.keeper(writer))))
	end := session.End{Why: outcome.End, Took: time.Since(began).Seconds(), Watching: c.watching()}
	if writer != nil {
		err = errors.Join(err, writer.Finish(end), writer.Close())
	}
	if err != nil {
		slog.Warn("sweep ended with an error", "err", err)
		c.tasks.Later(func() { c.trouble("The sweep did not end as it should", err) })
	}
	c.board.ended(end)
}

// paced lets the window draw before each run, while nothing is timed.
func (c *controller) paced(ctx context.Context, watch sweep.Watch) sweep.Watch {
	if c.between == nil {
		return watch
	}
	started := watch.Started
	watch.Started = func(now sweep.Status) {
		started(now)
		c.between(ctx)
	}
	return watch
}

// create begins a session's file in the folder for sessions.
func create(h session.Header) (w *session.Writer, path string, err error) {
	dir, err := session.Dir()
	if err != nil {
		return nil, "", err
	}
	if w, err = session.Create(dir, h); err != nil {
		return nil, "", err
	}
	return w, w.Path(), nil
}

// keeper returns what appends results to a session's file; a full disk is told
// once, not after every run. A run that the person stopped is no result.
func (c *controller) keeper(writer *session.Writer) func(run.Result) {
	told := false
	return func(r run.Result) {
		if writer == nil || r.Failure != nil && r.Failure.Kind == run.KindStopped {
			return
		}
		if err := writer.Append(r); err != nil && !told {
			told = true
			c.tasks.Later(func() { c.unkept(err) })
		}
	}
}

// view is what figures show of results on this machine, seen as before.
func (c *controller) view(plan sweep.Plan, results []run.Result) figures.View {
	return c.board.alike(figures.New(c.version, c.machine, plan, results))
}

// review changes how what was measured is seen: against which baseline, warm
// or cold, how far beyond what was measured. All figures follow.
func (c *controller) review(change func(*figures.View)) {
	c.tasks.Start(func(context.Context) {
		c.board.rework(change)
		c.poke()
	}, nil)
}

// stop ends the sweep under way; what was measured stays.
func (c *controller) stop() {
	if c.cancel != nil {
		c.cancel()
	}
}

// clear begins a new, empty session.
func (c *controller) clear() {
	c.header, c.path = session.Header{}, ""
	c.board.reset(c.view(sweep.Plan{}, nil), false)
	c.poke()
}

// errOvertaken is why a session is not shown: a sweep was started while it was
// read, and that is what people want to see.
var errOvertaken = errors.New("a sweep was started meanwhile")

// load reads a session's file and shows it; done is then called on the UI
// goroutine with the session, or with why there is none: errOvertaken, or what
// is wrong with the file.
func (c *controller) load(path string, done func(*session.Session, error)) {
	var s *session.Session
	var err error
	c.tasks.Start(func(context.Context) {
		if s, err = session.Load(path); err == nil && !c.board.load(c.opened(s), s.End) {
			s, err = nil, errOvertaken
		}
	}, func() {
		if err == nil {
			c.header, c.path = s.Header, s.Path
		}
		done(s, err)
		c.poke()
	})
}

// opened is the view of a session from a file: of the machine it comes from.
func (c *controller) opened(s *session.Session) figures.View {
	view := figures.New(c.version, s.Header.Machine, s.Header.Plan, s.Results)
	if s.End != nil {
		view.Watching = s.End.Watching
	}
	return c.board.alike(view)
}

// save writes the session that is shown to a file of the person's choice; done
// is called on the UI goroutine when it is on the disk, or with why it is not.
func (c *controller) save(path string, done func(error)) {
	now := c.board.get()
	if c.header.Program == "" || len(now.view.Results) == 0 {
		done(errors.New("there is nothing to save yet: run something first"))
		return
	}
	header := c.header
	var err error
	c.tasks.Start(func(context.Context) { // it reads what it would replace, and waits for the disk
		err = session.SaveAs(&session.Session{Header: header, Results: now.view.Results, End: now.end}, path)
	}, func() {
		if err == nil && now.session == c.board.get().session { // else something else is shown by now
			c.path = path
		}
		done(err)
	})
}

// watchIdle looks at the cores once a second while nothing runs, until ctx ends.
func (c *controller) watchIdle(ctx context.Context) {
	var cores sample.Cores
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if c.board.get().idle() {
				c.board.idle(cores.Loads())
			}
		}
	}
}
