package host

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// What a person has set for Celery and Dask, in variables or in files, decides
// nothing of a run, even where a spec names those variables: nobody else's
// broker hears of it, and no preload is executed.
func TestSettingsOfLibrariesDecideNothing(t *testing.T) {
	realPython(t)
	room(t)
	heard := somebodysBroker(t)
	home, marker := t.TempDir(), filepath.Join(t.TempDir(), "executed")
	preload := filepath.Join(home, "preload.py")
	write(t, preload, fmt.Sprintf("open(%q, 'a').write(__file__ + '\\n')\n", marker))
	write(t, filepath.Join(home, ".config", "dask", "mine.yaml"), fmt.Sprintf(
		"distributed:\n  scheduler: {preload: [%[1]s]}\n  nanny: {preload: [%[1]s]}\n  worker: {preload: [%[1]s]}\n", preload))
	t.Setenv("HOME", home)
	var names []string
	for _, role := range []string{"SCHEDULER", "NANNY", "WORKER"} {
		name := "DASK_DISTRIBUTED__" + role + "__PRELOAD"
		t.Setenv(name, preload)
		names = append(names, name)
	}
	for _, name := range []string{"CELERY_BROKER_URL", "CELERY_BROKER_READ_URL", "CELERY_BROKER_WRITE_URL", "CELERY_RESULT_BACKEND"} {
		t.Setenv(name, "redis://"+heard.address+"/0")
		names = append(names, name)
	}
	for _, r := range runtimes.All(t.Context()) {
		for _, m := range usable(r) {
			if m.Name != "celery" && !strings.HasPrefix(m.Name, "dask-") {
				continue
			}
			for _, inherit := range [][]string{nil, names} {
				spec := run.Spec{
					Workload: "sleep", Params: workloads.Values{"tasks": "4", "ms": "1"}, Runtime: r.Name, Model: m.Name, Workers: 2, Inherit: inherit,
				}
				if got := (&Host{}).Run(t.Context(), spec, run.Watch{}); got.Failure != nil {
					t.Errorf("%s: %s\n%s", spec.Name(), got.Failure.Message, got.Failure.Detail)
				}
				if which := executed(t, marker); which != "" {
					t.Errorf("%s with %v executed\n%s", spec.Name(), inherit, which)
				}
			}
		}
	}
	if n := heard.calls.Load(); n > 0 {
		t.Errorf("somebody's broker was called %d times", n)
	}
	if found, err := os.ReadDir(filepath.Join(home, ".config", "dask")); err != nil || len(found) != 1 {
		t.Errorf("files were laid into the home: %v, %v", found, err)
	}
}

// broker is a server that only counts who calls.
type broker struct {
	address string
	calls   atomic.Int64
}

// somebodysBroker listens until the test has ended.
func somebodysBroker(t *testing.T) *broker {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &broker{address: l.Addr().String()}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			b.calls.Add(1)
			_ = c.Close()
		}
	}()
	return b
}

// write makes a file, and the folders on its way.
func write(t *testing.T, path, content string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = os.WriteFile(path, []byte(content), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
