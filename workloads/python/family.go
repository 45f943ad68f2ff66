package python

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"weft/internal/places"
	"weft/workloads/child"
	"weft/workloads/runtimes"
)

// runtimeName is what runtimes of this family are called: "python3.11",
// "python3.14t" when it is free-threaded, "pypy3.10", "python3.11-2".
var runtimeName = regexp.MustCompile(`^(python|pypy|graalpy)(\d+(?:\.\d+)?)(t?)(?:-(\d+))?$`)

// Family is the Pythons of this machine, none of which is looked for before
// somebody asks.
func Family() runtimes.Family {
	return runtimes.Family{
		Name: "Python", Examples: []string{"python3.11", "python3.13", "python3.13t", "python3.14", "python3.14t", "pypy3.10", "graalpy3.11"},
		Owns:  func(name string) bool { return runtimeName.MatchString(name) },
		Label: label, Models: models,
		Runs: runtimes.OurWorkloads, Verified: runtimes.ByChecksum, Apart: runtimes.Outlined,
		Baseline: baseline, Usual: []string{"thread-pool", "process-pool", "dask-threads", "dask-processes"},
		Scale: scaleOf, Lacks: lacks,
		Where: whereAndHow,
		Find:  Find, Examine: Examine, Forget: forget,
		Absent: absent,
	}
}

// baseline is the model that has no workers to coordinate.
const baseline = "sequential"

// absent says that no Python was found, and what would change that.
func absent() (found, advice string) {
	if named := os.Getenv(Variable); named != "" {
		return fmt.Sprintf("No Python was found: the variable %s says %q.", Variable, named), "Take the variable away to have the usual places looked at."
	}
	return "No Python was found.", "To compare with Python, install 3.8 or newer (python.org, apt, uv, pyenv)."
}

// whereAndHow is Where, and how to have others listed where that would help.
func whereAndHow() string {
	if os.Getenv(Variable) != "" {
		return Where()
	}
	return Where() + " (weft python add PATH adds one)"
}

// Find looks for the interpreters of this machine and asks each what it is,
// which takes 5 s at most. Those that can't be used are among them.
func Find(ctx context.Context) []*runtimes.Runtime { return look(ctx, false) }

// Examine is Find, and has each interpreter import the optional libraries that
// are installed there: what is broken is known then. That may take a minute
// once, and is remembered until the interpreter or its libraries change.
func Examine(ctx context.Context) []*runtimes.Runtime { return look(ctx, true) }

func look(ctx context.Context, closely bool) []*runtimes.Runtime {
	kept := openCache(cacheFile())
	found := ask(ctx, candidates(ctx), kept)
	for n, i := range found {
		if known, ok := kept.imports(i, nil); ok {
			found[n].imports = &known
		}
	}
	if closely {
		examine(ctx, found, kept)
	}
	if ctx.Err() == nil {
		kept.save()
	}
	return named(found, cacheFolder())
}

// forget has interpreters asked again, whatever they answered before.
func forget() {
	if err := os.Remove(cacheFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		slog.Debug("forgetting what is known of Pythons", "error", err)
	}
}

// cacheFile is where answers are kept, "" for nowhere.
func cacheFile() string {
	folder := cacheFolder()
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "pythons.json")
}

// cacheFolder is where interpreters' answers and the unpacked runner are kept,
// "" where the person has no such place.
func cacheFolder() string {
	folder, err := places.Cache()
	if err != nil {
		slog.Debug("looking for a cache folder", "error", err)
		return ""
	}
	return filepath.Join(folder, "python")
}

// named makes runtimes of interpreters. Of several of one version the first
// has the plain name. Broken ones have names too, after those that work.
func named(found []interpreter, folder string) []*runtimes.Runtime {
	var all []*runtimes.Runtime
	taken := map[string]int{}
	for _, usable := range []bool{true, false} {
		for _, i := range found {
			if (i.problem == "") != usable {
				continue
			}
			name := nameOf(i)
			if taken[name]++; taken[name] > 1 {
				name = fmt.Sprintf("%s-%d", name, taken[name])
			}
			all = append(all, newRuntime(name, i, folder))
		}
	}
	return all
}

// nameOf is an interpreter's name but for its number; one that doesn't tell its
// version has that of its file.
func nameOf(i interpreter) string {
	if i.Version == "" {
		return strings.TrimSuffix(filepath.Base(i.path), ".exe")
	}
	family := i.Implementation
	if family == "cpython" || family == "" {
		family = "python"
	}
	major, minor := i.parts()
	name := fmt.Sprintf("%s%d.%d", family, major, minor)
	if i.FreeThreaded {
		name += "t"
	}
	return name
}

// label is what people read for a name: "Python 3.14, free-threaded".
func label(name string) string {
	m := runtimeName.FindStringSubmatch(name)
	if m == nil {
		return name
	}
	text := map[string]string{"python": "Python", "pypy": "PyPy", "graalpy": "GraalPy"}[m[1]] + " " + m[2]
	if m[3] != "" {
		text += "t"
	}
	if m[4] != "" {
		text += " no. " + m[4]
	}
	return text
}

// freeThreaded tells by its name whether a runtime can do without the GIL.
func freeThreaded(name string) bool {
	m := runtimeName.FindStringSubmatch(name)
	return m != nil && m[3] != ""
}

func newRuntime(name string, i interpreter, folder string) *runtimes.Runtime {
	program := i.program()
	return &runtimes.Runtime{
		Name: name, Label: label(name), About: about(i), Path: i.path, Models: modelsOf(name, i), Missing: i.problem, Grace: grace,
		Lacks: func(workload string) string { return lacksLibraries(here(workload).Needs, i) }, More: installAll(i),
		Command: func(ctx context.Context, l runtimes.Launch) (*exec.Cmd, error) {
			return command(ctx, name, program, folder, l, i.flags()...)
		},
	}
}

// about says what an interpreter is and where it lies.
func about(i interpreter) string {
	if i.Version == "" {
		return i.path
	}
	words := []string{strings.NewReplacer("cpython", "CPython", "pypy", "PyPy").Replace(i.Implementation) + " " + i.Version}
	switch {
	case i.FreeThreaded && i.GIL:
		words = append(words, "free-threaded, but its GIL is on")
	case i.FreeThreaded && i.imports != nil && i.imports.GILBy != "":
		words = append(words, "free-threaded, but importing "+i.imports.GILBy+" turns its GIL on")
	case i.FreeThreaded:
		words = append(words, "free-threaded")
	}
	if method := i.startMethod(); method != "" {
		words = append(words, "starts processes by "+method)
	}
	if sound := slices.DeleteFunc(slices.Clone(i.Libraries), func(name string) bool { return i.broken(name) != "" }); len(sound) > 0 {
		words = append(words, "with "+strings.Join(sound, ", "))
	}
	return strings.Join(append(words, i.program()), "; ")
}

// flags are what an interpreter is started with beside what all of them are:
// -P, from 3.11 on, keeps the current folder off the path of modules in all that
// multiprocessing starts as well. Others have but the run's own folder there.
func (i interpreter) flags() []string {
	if i.Implementation == "cpython" && i.atLeast(3, 11) {
		return []string{"-P"}
	}
	return nil
}

// command starts the runner: apart from Python's variables (-E) but with what
// the person has installed for themselves, leaving no files (-B), and telling
// where it was when it is ended by a signal (-X faulthandler).
func command(ctx context.Context, name, program, folder string, l runtimes.Launch, flags ...string) (*exec.Cmd, error) {
	if !runnable(program) {
		return nil, fmt.Errorf("%s was at %s when Weft looked, and is there no more: install it again, or choose another runtime", name, program)
	}
	lasting := folder != ""
	if !lasting {
		folder = l.Dir
	}
	main, err := unpack(folder)
	if err != nil {
		return nil, err
	}
	if lasting {
		compile(ctx, program, filepath.Dir(main))
	}
	cmd := exec.Command(program, append(flags, "-E", "-B", "-X", "utf8", "-X", "faulthandler", main)...)
	cmd.Env = child.Environment()
	if len(l.Dir)+len(listener) < socketPath {
		for _, name := range []string{"TMPDIR", "TEMP", "TMP"} { // what multiprocessing leaves when it is ended goes with the run
			cmd.Env = append(cmd.Env, name+"="+l.Dir)
		}
	}
	child.Hide(cmd)
	return cmd, nil
}

const (
	// grace is ten times what ending workers and multiprocessing's helpers took.
	grace = 500 * time.Millisecond
	// listener is like the paths of multiprocessing's sockets below its temporary folder.
	listener = "/pymp-12345678/listener-12345678"
	// socketPath is the least that systems allow for the path of a socket, bytes.
	socketPath = 104
)
