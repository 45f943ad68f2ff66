package python

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

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
		Owns:  func(name string) bool { return runtimeName.MatchString(name) },
		Label: label, Models: models, Scale: scaleOf, Lacks: lacks, Find: Find, Where: where,
	}
}

// Find looks for the interpreters of this machine and asks each what it is,
// which takes 5 s at most. Those that can't be used are among them.
func Find(ctx context.Context) []*runtimes.Runtime {
	folder := cacheFolder()
	file := ""
	if folder != "" {
		file = filepath.Join(folder, "pythons.json")
	}
	kept := openCache(file)
	found := ask(ctx, candidates(), kept)
	if ctx.Err() == nil {
		kept.save()
	}
	return named(found, folder)
}

// cacheFolder is where interpreters' answers and the unpacked runner are kept,
// "" where the person has no such place.
func cacheFolder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		slog.Debug("looking for a cache folder", "error", err)
		return ""
	}
	return filepath.Join(folder, "weft", "python")
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
		Name: name, Label: label(name), About: about(i), Models: modelsOf(name, i), Missing: i.problem,
		Lacks:   func(workload string) string { return lacksLibraries(workload, i) },
		Command: func(l runtimes.Launch) (*exec.Cmd, error) { return command(name, program, folder, l) },
	}
}

// about says what an interpreter is and where it lies.
func about(i interpreter) string {
	if i.Version == "" {
		return i.path
	}
	words := []string{strings.NewReplacer("cpython", "CPython", "pypy", "PyPy").Replace(i.Implementation) + " " + i.Version}
	switch {
	case i.FreeThreaded && !i.GIL:
		words = append(words, "free-threaded")
	case i.FreeThreaded:
		words = append(words, "free-threaded, but its GIL is on")
	}
	if i.StartMethod != "" {
		words = append(words, "starts processes by "+i.StartMethod)
	}
	if len(i.Libraries) > 0 {
		words = append(words, "with "+strings.Join(i.Libraries, ", "))
	}
	return strings.Join(append(words, i.program()), "; ")
}

// command starts the runner: apart from Python's variables (-E) but with what
// the person has installed for themselves, leaving no files (-B), and telling
// where it was when it is ended by a signal (-X faulthandler).
func command(name, program, folder string, l runtimes.Launch) (*exec.Cmd, error) {
	if !runnable(program) {
		return nil, fmt.Errorf("%s was at %s when Weft looked, and is there no more: install it again, or choose another runtime", name, program)
	}
	if folder == "" {
		folder = l.Dir
	}
	main, err := unpack(folder)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, "-E", "-B", "-X", "utf8", "-X", "faulthandler", main)
	if len(l.Dir)+len(listener) < socketPath {
		cmd.Env = os.Environ()
		for _, name := range []string{"TMPDIR", "TEMP", "TMP"} { // what multiprocessing leaves when it is ended goes with the run
			cmd.Env = append(cmd.Env, name+"="+l.Dir)
		}
	}
	child.Hide(cmd)
	return cmd, nil
}

const (
	// listener is like the paths of multiprocessing's sockets below its temporary folder.
	listener = "/pymp-12345678/listener-12345678"
	// socketPath is the least that systems allow for the path of a socket, bytes.
	socketPath = 104
)
