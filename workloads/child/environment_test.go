package child

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// valueIn is a variable's value in an environment.
func valueIn(environment []string, name string) (value string, set bool) {
	for _, v := range environment {
		if rest, ok := strings.CutPrefix(v, name+"="); ok {
			return rest, true
		}
	}
	return "", false
}

// Whatever a person has set for other programs, engines don't have it.
func TestEnvironment(t *testing.T) {
	var foreign []string
	for range 200 {
		name := make([]byte, 1+rand.IntN(20))
		for i := range name {
			name[i] = "ABCDEFGHIJKLMNOPQRSTUVXYZ_"[rand.IntN(26)] // no W: WEFT_ is ours
		}
		if string(name) != "TZ" {
			foreign = append(foreign, "Z"+string(name))
		}
	}
	foreign = append(foreign, strings.Fields(`CELERY_BROKER_URL CELERY_RESULT_BACKEND CELERY_LOADER C_FORCE_ROOT DASK_CONFIG
		DASK_DISTRIBUTED__WORKER__PRELOAD PYTHONPATH PYTHONSTARTUP PYTHONHOME LD_PRELOAD LD_LIBRARY_PATH KOMBU_LOG_DEBUG
		OMP_NUM_THREADS GODEBUG GOGC GOMAXPROCS XLC_ALL`)...)
	for _, name := range foreign {
		if name != "LD_PRELOAD" && name != "LD_LIBRARY_PATH" {
			t.Setenv(name, "foreign")
		}
	}
	given := Environment()
	for _, name := range foreign {
		if _, set := valueIn(given, name); set {
			t.Errorf("%s is given", name)
		}
	}
	t.Setenv("LC_TIME", "fr_FR.UTF-8")
	t.Setenv("WEFT_SOMETHING", "1")
	given = Environment()
	for _, name := range []string{"PATH", "HOME", "LC_TIME", "WEFT_SOMETHING"} {
		want := os.Getenv(name)
		if name == "PATH" {
			want = wholePaths(want)
		}
		if value, set := valueIn(given, name); want != "" && (!set || value != want) {
			t.Errorf("%s is %q, %v; want %q", name, value, set, want)
		}
	}
}

// What a spec names reaches the engine and what that starts, and nothing else does.
func TestInherited(t *testing.T) {
	t.Setenv("OMP_NUM_THREADS", "3")
	t.Setenv("OMP_OTHER", "4")
	t.Setenv(Inherit, "OMP_OTHER") // only a spec may say that
	given := Inherited([]string{"HOME=/"}, []string{"OMP_NUM_THREADS", "NOT_SET"})
	if want := []string{"HOME=/", "OMP_NUM_THREADS=3", Inherit + "=OMP_NUM_THREADS,NOT_SET"}; !slices.Equal(given, want) {
		t.Errorf("%q is given, want %q", given, want)
	}
	t.Setenv(Inherit, "OMP_NUM_THREADS,NOT_SET") // as in the engine
	if value, _ := valueIn(Environment(), "OMP_NUM_THREADS"); value != "3" {
		t.Errorf("the engine's children have %q", value)
	}
	if _, set := valueIn(Environment(), "OMP_OTHER"); set {
		t.Error("what nobody named is given on")
	}
}

// Folders that depend on the current one are no part of PATH.
func TestWholePaths(t *testing.T) {
	one, other := t.TempDir(), t.TempDir()
	list := strings.Join([]string{"", one, ".", "bin", "../bin", other, ""}, string(os.PathListSeparator))
	if got, want := wholePaths(list), one+string(os.PathListSeparator)+other; got != want {
		t.Errorf("%q becomes %q, want %q", list, got, want)
	}
}
