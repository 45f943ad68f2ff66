package measuring

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

// Controller runs sweeps and keeps their sessions. Its methods are called on
// the UI goroutine, as are the functions of Events; what takes time happens in
// the background, which writes to the store.
type Controller struct {
	Config
	active bool // a sweep is under way, or about to be
	cancel context.CancelFunc
	header session.Header // of the session that is shown
	path   string         // of its file, "" for none
}

// Config is what a controller works with.
type Config struct {
	Store   *Store
	Tasks   *background.Tasks
	Host    run.Runner
	Machine sample.Machine
	Version string // of the program
	Events  Events

	// Changed is called when there is something else to show, and Between, unless it
	// is nil, before each run, which waits for it; both from any goroutine.
	Changed func()
	Between func(context.Context)
}

// Events are told on the UI goroutine.
type Events struct {
	Trouble func(title string, err error) // something went wrong beside the measuring
	Unkept  func(error)                   // the session's file can't be written: only that is missing
	Refused func(error)                   // the plan can't be run
	Turned  func()                        // a sweep has begun or ended
}

// NewController returns a controller, with nothing under way.
func NewController(c Config) *Controller { return &Controller{Config: c} }

// Running tells whether a sweep is under way, or about to be.
func (c *Controller) Running() bool { return c.active }

// Path is that of the file of the session that is shown, "" for none.
func (c *Controller) Path() string { return c.path }

// Start runs a plan as a new session. What was shown before stays until the
// plan has been found good.
func (c *Controller) Start(plan sweep.Plan) {
	if c.active {
		return
	}
	ctx, cancel := context.WithCancel(c.Tasks.Context())
	var err error
	started := c.Tasks.Start(func(context.Context) {
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
			c.Events.Refused(err)
		}
		c.Events.Turned()
		c.Changed()
	})
	if !started {
		cancel()
		return
	}
	c.active, c.cancel = true, cancel
	c.Events.Turned()
}

// measure runs a plan that is good, to its end or to ctx's.
func (c *Controller) measure(ctx context.Context, plan sweep.Resolved) {
	header := session.NewHeader(c.Version, c.Machine, plan.Plan)
	writer, path, unkept := create(header)
	c.Tasks.Later(func() {
		c.header, c.path = header, path
		if unkept != nil {
			c.Events.Unkept(unkept)
		}
	})
	c.Store.reset(c.view(plan.Plan, nil), true)
	c.Changed()
	began := time.Now()
	outcome, err := sweep.Run(ctx, c.Host, plan, c.paced(ctx, c.Store.watch(c.keeper(writer))))
	end := session.End{Why: outcome.End, Took: time.Since(began).Seconds(), Watching: c.Store.meter.Share()}
	if writer != nil {
		err = errors.Join(err, writer.Finish(end), writer.Close())
	}
	if err != nil {
		slog.Warn("sweep ended with an error", "err", err)
		c.Tasks.Later(func() { c.Events.Trouble("The sweep did not end as it should", err) })
	}
	c.Store.ended(end)
}

// paced lets the window draw before each run, while nothing is timed.
func (c *Controller) paced(ctx context.Context, watch sweep.Watch) sweep.Watch {
	if c.Between == nil {
		return watch
	}
	started := watch.Started
	watch.Started = func(now sweep.Status) {
		started(now)
		c.Between(ctx)
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
func (c *Controller) keeper(writer *session.Writer) func(run.Result) {
	warned := false
	return func(r run.Result) {
		if writer == nil || r.Failure != nil && r.Failure.Kind == run.KindStopped {
			return
		}
		if err := writer.Append(r); err != nil && !warned {
			warned = true
			c.Tasks.Later(func() { c.Events.Unkept(err) })
		}
	}
}

// view is what figures show of results on this machine, seen as before.
func (c *Controller) view(plan sweep.Plan, results []run.Result) figures.View {
	return c.Store.alike(figures.New(c.Version, c.Machine, plan, results))
}

// Review changes how what was measured is seen: against which baseline, warm
// or cold, how far beyond what was measured. All figures follow.
func (c *Controller) Review(change func(*figures.View)) {
	c.Tasks.Start(func(context.Context) {
		c.Store.Rework(change)
		c.Changed()
	}, nil)
}

// Stop ends the sweep under way; what was measured stays.
func (c *Controller) Stop() {
	if c.cancel != nil {
		c.cancel()
	}
}

// Clear begins a new, empty session.
func (c *Controller) Clear() {
	c.header, c.path = session.Header{}, ""
	c.Store.reset(c.view(sweep.Plan{}, nil), false)
	c.Changed()
}

// ErrOvertaken is why a session is not shown: a sweep was started while it was
// read, and that is what people want to see.
var ErrOvertaken = errors.New("a sweep was started meanwhile")

// Load reads a session's file and shows it; done is then called on the UI
// goroutine with the session, or with why there is none: ErrOvertaken, or what
// is wrong with the file.
func (c *Controller) Load(path string, done func(*session.Session, error)) {
	var s *session.Session
	var err error
	c.Tasks.Start(func(context.Context) {
		if s, err = session.Load(path); err == nil && !c.Store.load(c.opened(s), s.End) {
			s, err = nil, ErrOvertaken
		}
	}, func() {
		if err == nil {
			c.header, c.path = s.Header, s.Path
		}
		done(s, err)
		c.Changed()
	})
}

// opened is the view of a session from a file: of the machine it comes from.
func (c *Controller) opened(s *session.Session) figures.View {
	view := figures.New(c.Version, s.Header.Machine, s.Header.Plan, s.Results)
	if s.End != nil {
		view.Watching = s.End.Watching
	}
	return c.Store.alike(view)
}

// Save writes the session that is shown to a file of the person's choice; done
// is called on the UI goroutine when it is on the disk, or with why it is not.
func (c *Controller) Save(path string, done func(error)) {
	now := c.Store.Snapshot()
	if c.header.Program == "" || len(now.View.Results) == 0 {
		done(errors.New("there is nothing to save yet: run something first"))
		return
	}
	header := c.header
	var err error
	c.Tasks.Start(func(context.Context) { // it reads what it would replace, and waits for the disk
		err = session.SaveAs(&session.Session{Header: header, Results: now.View.Results, End: now.End}, path)
	}, func() {
		if err == nil && now.Session == c.Store.Snapshot().Session { // else something else is shown by now
			c.path = path
		}
		done(err)
	})
}

// WatchIdle looks at the cores once a second while nothing runs, until ctx ends.
func (c *Controller) WatchIdle(ctx context.Context) {
	var cores sample.Cores
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if c.Store.Snapshot().Idle() {
				c.Store.NoteLoads(cores.Loads())
			}
		}
	}
}
