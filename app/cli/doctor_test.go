package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/app/doctor"
	"weft/internal/places"
)

func TestDoctor(t *testing.T) {
	t.Setenv(places.Variable, t.TempDir())
	s := weft(t, "doctor").want(t, statusOK)
	for _, word := range []string{"Weft 1.2.3, ", "cores", "memory", "sessions", "a real run", "Nothing is in the way"} {
		if !strings.Contains(s.out, word) {
			t.Errorf("the report lacks %q:\n%s", word, s.out)
		}
	}
}

func TestDoctorWritesJSON(t *testing.T) {
	t.Setenv(places.Variable, t.TempDir())
	path := filepath.Join(t.TempDir(), "machine.json")
	s := weft(t, "doctor", "--json", "--out", path).want(t, statusOK)
	if s.object(t)["version"] != "1.2.3" {
		t.Errorf("the object is %s", s.out)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != s.out {
		t.Errorf("the file holds %s, %v", kept, err)
	}
}

func TestDoctorFindsAProblem(t *testing.T) {
	t.Setenv(places.Variable, t.TempDir())
	p := Program{Version: "1.2.3", Screen: func() doctor.Screen { return doctor.Screen{Display: errors.New("it is dark")} }}
	if s := weftIn(t.Context(), p, "doctor").want(t, statusFailed); !strings.Contains(s.out, "it is dark") || s.err != "" {
		t.Errorf("it says\n%s%s", s.out, s.err)
	}
	weft(t, "doctor", "--out", filepath.Join(t.TempDir(), "no", "such", "folder")).want(t, statusFailed)
	weft(t, "doctor", "primes").want(t, statusUsage)
}
