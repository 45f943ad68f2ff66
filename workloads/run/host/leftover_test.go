package host

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

// mark is an environment variable that all processes of a test inherit.
const mark = "WEFT_TEST_MARK"

// room gives the test a temporary folder of its own for runs and marks the
// processes that it starts.
func room(t *testing.T) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR")) // as Windows calls it
	t.Setenv(mark, filepath.Base(filepath.Dir(os.Getenv("TMPDIR")))+strconv.Itoa(os.Getpid()))
}

// marked are the processes that carry this test's mark, besides itself, and
// the given string in their environment. Only Linux tells.
func marked(t *testing.T, with string) []int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return nil
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		// A zombie has no environment any more, and is nothing but an entry.
		text, err := os.ReadFile(filepath.Join("/proc", e.Name(), "environ"))
		if err != nil || !bytes.Contains(text, []byte(mark+"="+os.Getenv(mark)+"\x00")) || !bytes.Contains(text, []byte(with)) {
			continue
		}
		found = append(found, pid)
	}
	return found
}

// nothingLeft fails the test when a process or a file of its runs is left.
func nothingLeft(t *testing.T) {
	t.Helper()
	if pids := marked(t, ""); len(pids) > 0 {
		t.Errorf("processes %v are left", pids)
	}
	files, err := os.ReadDir(os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Errorf("%s is left in the temporary folder", f.Name())
	}
}
