//go:build unix

package python

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"weft/internal/testwait"
	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

// fake makes a program that answers as an interpreter of that version does, and
// counts in a file beside it how often it was asked.
func fake(t *testing.T, dir, name, version, more string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	return pythontest.Script(t, path, "echo x >> '"+path+".asked'; echo noise; echo '"+pythontest.Answer(path, version, more)+"'")
}

// asked is how often a fake was asked.
func asked(t *testing.T, path string) int {
	t.Helper()
	text, err := os.ReadFile(path + ".asked")
	if errors.Is(err, os.ErrNotExist) {
		return 0
	} else if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(text), "x")
}

func find(t *testing.T, paths ...string) []*runtimes.Runtime {
	t.Helper()
	t.Setenv(Variable, strings.Join(paths, string(os.PathListSeparator)))
	return Find(context.Background())
}

func names(found []*runtimes.Runtime) string {
	var all []string
	for _, r := range found {
		all = append(all, r.Name)
	}
	return strings.Join(all, " ")
}

// Of twenty interpreters one hangs, one is broken, one is too old and one isn't
// there: the others are found in time, these are listed with the reason, and
// nothing of them is left.
func TestFindWithOneThatHangs(t *testing.T) {
	dir := pythontest.Home(t)
	var paths []string
	for i := range 16 {
		paths = append(paths, fake(t, dir, fmt.Sprint("good", i), fmt.Sprintf("3.%d.1", 8+i), ""))
	}
	hanging := pythontest.Script(t, filepath.Join(dir, "hanging"), "echo $$ > '"+dir+"/pid'; sleep 600; exit 0")
	broken := pythontest.Script(t, filepath.Join(dir, "broken"), "echo 'it is a pity' >&2; exit 3")
	paths = append(paths, hanging, broken, fake(t, dir, "old", "3.7.16", ""), filepath.Join(dir, "gone"))
	began := time.Now()
	found := find(t, paths...)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("looking took %v", took)
	}
	if len(found) != len(paths) {
		t.Fatalf("%d of %d were found: %s", len(found), len(paths), names(found))
	}
	for name, why := range map[string]string{
		"python3.8": "", "python3.23": "", "hanging": "did not answer", "broken": "it is a pity", "python3.7": "too old", "gone": "no such program",
	} {
		r := byName(found, name)
		if r == nil || !strings.Contains(r.Missing, why) || (why == "") != (r.Missing == "") {
			t.Errorf("%s is listed as %+v", name, r)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	group, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	testwait.Until(t, "what hung, and what it had started, is gone", func() bool { return errors.Is(syscall.Kill(-group, 0), syscall.ESRCH) })
}

func byName(found []*runtimes.Runtime, name string) *runtimes.Runtime {
	for _, r := range found {
		if r.Name == name {
			return r
		}
	}
	return nil
}

func TestNames(t *testing.T) {
	dir, other := pythontest.Home(t), t.TempDir()
	first, second := fake(t, dir, "a", "3.11.2", ""), fake(t, other, "b", "3.11.7", "")
	free := fake(t, dir, "c", "3.14.0", `, "free_threaded": true`)
	old, oldFree := fake(t, dir, "d", "3.12.1", ""), fake(t, dir, "e", "3.13.0", `, "free_threaded": true`)
	again := filepath.Join(other, "again")
	if err := os.Symlink(first, again); err != nil {
		t.Fatal(err)
	}
	found := find(t, first, again, second, free, old, oldFree)
	if got := names(found); got != "python3.11 python3.11-2 python3.14t python3.12 python3.13t" {
		t.Errorf("they are called %s", got)
	}
	if m, err := found[2].Model("thread-pool"); err != nil || m.InTurn() {
		t.Errorf("threads of a free-threaded Python take turns: %+v, %v", m, err)
	}
	for name, want := range map[string]string{"python3.11": "Python 3.11", "python3.14t": "Python 3.14t", "python3.11-2": "Python 3.11 no. 2", "pypy3.10": "PyPy 3.10"} {
		if got := label(name); got != want {
			t.Errorf("%s reads %q, want %q", name, got, want)
		}
	}
}

// An interpreter that ends, but leaves a process behind that holds its output
// open, has answered.
func TestWhatHoldsTheOutputOpenIsNotWaitedFor(t *testing.T) {
	dir := pythontest.Home(t)
	path := filepath.Join(dir, "python")
	pythontest.Script(t, path, "sleep 3 & echo '"+pythontest.Answer(path, "3.12.1", "")+"'")
	if found := find(t, path); found[0].Missing != "" {
		t.Errorf("it is said that %s", found[0].Missing)
	}
}

// Interpreters within a process came by and by.
func TestWhoHasInterpreters(t *testing.T) {
	dir := pythontest.Home(t)
	for _, c := range []struct{ version, more, lacks string }{
		{"3.11.2", "", "3.12"},
		{"3.12.1", "", ""},
		{"3.13.0", `, "free_threaded": true`, "without a GIL"},
		{"3.14.0", `, "free_threaded": true`, ""},
	} {
		found := find(t, fake(t, dir, "python"+c.version, c.version, c.more))
		m, err := found[0].Model(newestModel)
		if err != nil || (c.lacks == "") != (m.Missing == "") || !strings.Contains(m.Missing, c.lacks) {
			t.Errorf("Python %s has %+v, %v; want one that lacks %q", c.version, m, err, c.lacks)
		}
		if experimental := strings.Contains(m.Title, "experimental"); experimental != (c.version > "3.12" && c.version < "3.14") {
			t.Errorf("Python %s calls it %s", c.version, m.Title)
		}
	}
}

// An answer is remembered for as long as the file stays as it is.
func TestCache(t *testing.T) {
	dir := pythontest.Home(t)
	path := fake(t, dir, "python", "3.11.2", "")
	for range 3 {
		if got := names(find(t, path)); got != "python3.11" {
			t.Fatalf("found %q", got)
		}
	}
	if n := asked(t, path); n != 1 {
		t.Errorf("it was asked %d times", n)
	}
	find(t, fake(t, dir, "other", "3.12.1", ""))
	find(t, off)
	find(t, path)
	if n := asked(t, path); n != 1 {
		t.Errorf("it was forgotten while another was looked for, and asked %d times", n)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	find(t, path)
	if n := asked(t, path); n != 2 {
		t.Errorf("after it had changed it was asked %d times in all", n)
	}
	file := filepath.Join(cacheFolder(), "pythons.json")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can touch the cache: %v, %v", info, err)
	}
	if err := os.WriteFile(file, []byte("{nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := names(find(t, path)); got != "python3.11" {
		t.Errorf("with a broken cache %q was found", got)
	}
}

// A shim that chooses no interpreter is nothing to tell of, and what it chooses
// may change.
func TestShims(t *testing.T) {
	dir := pythontest.Home(t)
	shims := filepath.Join(dir, "shims")
	if err := os.Mkdir(shims, 0o700); err != nil {
		t.Fatal(err)
	}
	real := fake(t, dir, "real", "3.12.1", "")
	shim := pythontest.Script(t, filepath.Join(shims, "python3"), "exec '"+real+"' \"$@\"")
	dead := pythontest.Script(t, filepath.Join(shims, "python3.9"), "echo 'python3.9: command not found' >&2; exit 127")
	for range 2 {
		if got := names(find(t, shim, dead, real)); got != "python3.12" {
			t.Fatalf("found %q", got)
		}
	}
	if n := asked(t, real); n != 3 {
		t.Errorf("the shim's choice was asked %d times, want once for each look through the shim and once by itself", n)
	}
}

func TestNothingIsFoundWhenTurnedOff(t *testing.T) {
	pythontest.Home(t)
	if got := find(t, off); len(got) != 0 {
		t.Errorf("found %s", names(got))
	}
}

func TestPathIsSearched(t *testing.T) {
	dir := pythontest.Home(t)
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	fake(t, bin, "python3.99", "3.99.0", "")
	fake(t, bin, "python3-config", "3.98.0", "")
	fake(t, bin, "python2", "2.7.0", "")
	version := filepath.Join(dir, ".pyenv", "versions", "3.97.0", "bin")
	if err := os.MkdirAll(version, 0o700); err != nil {
		t.Fatal(err)
	}
	fake(t, version, "python3", "3.97.0", "")
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := os.Unsetenv(Variable); err != nil {
		t.Fatal(err)
	}
	found := Find(context.Background())
	for name, want := range map[string]bool{"python3.99": true, "python3.97": true, "python3.98": false, "python2.7": false} {
		if (byName(found, name) != nil) != want {
			t.Errorf("%s: found is %v, want %v", name, !want, want)
		}
	}
}
