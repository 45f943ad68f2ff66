package python

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"weft/workloads/child"
)

// What begins the names of the runner's folder, and of one that is being made.
const (
	runnerPrefix    = "runner-"
	unpackingPrefix = "unpacking-"
)

// Ages by which folders are told that nobody uses any more: every Weft marks
// its own as used once a day.
const (
	markEvery    = 24 * time.Hour
	runnerAge    = 30 * 24 * time.Hour
	unpackingAge = 24 * time.Hour
)

// markUsed notes that a folder is in use, by its time.
func markUsed(place string) {
	info, err := os.Stat(place)
	if now := time.Now(); err == nil && now.Sub(info.ModTime()) > markEvery {
		err = os.Chtimes(place, now, now)
	}
	if err != nil {
		slog.Debug("marking the Python runner as used", "error", err)
	}
}

// prune removes runners of other releases that nobody has used for a month, and
// what was left of unpacking one that was broken off.
func prune(folder, current string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		slog.Debug("looking for old Python runners", "error", err)
		return
	}
	for _, e := range entries {
		age := runnerAge
		if strings.HasPrefix(e.Name(), unpackingPrefix) {
			age = unpackingAge
		} else if !strings.HasPrefix(e.Name(), runnerPrefix) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		info, err := e.Info()
		if err != nil || !e.IsDir() || path == current || time.Since(info.ModTime()) < age {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			slog.Debug("removing an old Python runner", "error", err)
		}
	}
}

// compileTimeout bounds the compiling of the runner, which takes a tenth of a second.
const compileTimeout = 20 * time.Second

// compile has an interpreter compile the runner once, into the runner's own
// folder: engines and the workers that are spawned start faster then, although
// -B keeps all of them from writing files. It is no matter if that fails.
func compile(ctx context.Context, program, place string) {
	marker := filepath.Join(place, "compiled-"+hashOf(program))
	if sameAge(marker, program) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, compileTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-E", "-B", "-X", "utf8", "-m", "compileall", "-q", place)
	cmd.Dir, cmd.Env = place, child.Environment()
	child.Hide(cmd)
	alone(cmd)
	err := cmd.Run()
	if err == nil {
		err = os.WriteFile(marker, nil, 0o600)
	}
	if info, statErr := os.Stat(program); err == nil && statErr == nil {
		err = os.Chtimes(marker, info.ModTime(), info.ModTime())
	}
	if err != nil {
		slog.Debug("compiling the Python runner", "program", program, "error", err)
	}
}

// sameAge tells whether a marker was made for a program as it is now.
func sameAge(marker, program string) bool {
	made, err := os.Stat(marker)
	of, ofErr := os.Stat(program)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		slog.Debug("looking whether the Python runner is compiled", "error", err)
	}
	return err == nil && ofErr == nil && made.ModTime().Equal(of.ModTime())
}
