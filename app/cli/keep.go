package cli

import (
	"fmt"
	"os"

	"weft/app/session"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// keeper saves runs to a session's file as they end; without a file it does
// nothing. When saving fails, that is told once and the runs go on.
type keeper struct {
	app    *app
	writer *session.Writer
	failed bool
}

// begin makes the file, before anything is measured for it.
func (a *app) begin(path string, plan sweep.Plan) (*keeper, error) {
	k := &keeper{app: a}
	if path == "" {
		return k, nil
	}
	var err error
	k.writer, err = session.CreateFile(path, session.NewHeader(a.program.Version, sample.Describe(), plan))
	if err != nil {
		return nil, failure{err}
	}
	return k, nil
}

func (k *keeper) add(r run.Result) {
	if k.writer == nil {
		return
	}
	if err := k.writer.Append(r); err != nil && !k.failed {
		k.failed = true
		k.app.complain(fmt.Errorf("the runs go on, but this one is not saved: %w", err))
	}
}

// finish saves how the sweep ended.
func (k *keeper) finish(e session.End) {
	if k.writer == nil {
		return
	}
	if err := k.writer.Finish(e); err != nil {
		k.failed = true
		k.app.complain(fmt.Errorf("the session's end is not saved: %w", err))
	}
}

// end closes the file and returns the status of having saved everything.
func (k *keeper) end() int {
	if k.writer == nil {
		return statusOK
	}
	if err := k.writer.Close(); err != nil {
		k.app.complain(err)
		return statusFailed
	}
	if k.failed {
		return statusFailed
	}
	return statusOK
}

// discard takes back a file for which nothing was ever run.
func (k *keeper) discard() {
	if k.writer == nil {
		return
	}
	k.end()
	if err := os.Remove(k.writer.Path()); err != nil {
		k.app.complain(err)
	}
}
