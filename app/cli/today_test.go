package cli

import (
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestSessionsOfTodayShowTheSame holds what is made of sessions that the first
// schema wrote, for ever: package session holds that nothing of them is lost.
func TestSessionsOfTodayShowTheSame(t *testing.T) {
	const folder = "../session/testdata/today"
	all, err := filepath.Glob(folder + "/*.weft")
	if err != nil || len(all) == 0 {
		t.Fatalf("no sessions are there: %v", err)
	}
	for _, file := range all {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			file, stem := path.Join(folder, name), "today/"+strings.TrimSuffix(name, ".weft")
			golden(t, stem+".golden", weft(t, "show", file).want(t, 0).out)
			golden(t, stem+".json", weft(t, "show", file, "--json").want(t, 0).out)
		})
	}
}
