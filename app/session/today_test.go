package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// today are sessions as the first schema has them, written by real sweeps; some
// of their runs, lanes and records were taken out to keep them short.
func today(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/today/*.weft")
	if err != nil || len(all) == 0 {
		t.Fatalf("no sessions are there: %v", err)
	}
	return all
}

// TestSessionsOfTodayLoseNothing holds that all that is in the file of a session
// is in the session as it was loaded: written again, every field has the value
// that it had. Fields that came later may be there besides. What is made of
// these sessions is held by the goldens of weft show.
func TestSessionsOfTodayLoseNothing(t *testing.T) {
	for _, path := range today(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := Load(path)
			if err != nil || s.Problem != nil {
				t.Fatalf("loaded with %v, %v", err, s)
			}
			var again bytes.Buffer
			if err := writeLines(&again, s); err != nil {
				t.Fatal(err)
			}
			was, is := strings.Split(strings.TrimSpace(string(text)), "\n"), strings.Split(strings.TrimSpace(again.String()), "\n")
			if len(was) != len(is) {
				t.Fatalf("%d lines became %d", len(was), len(is))
			}
			for i := range was {
				for _, lost := range missing("", decoded(t, was[i]), decoded(t, is[i])) {
					t.Errorf("line %d: %s", i+1, lost)
				}
			}
		})
	}
}

// decoded reads a line without knowing what it is.
func decoded(t *testing.T, line string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// missing lists what was and is no longer, or is otherwise.
func missing(at string, was, is any) (lost []string) {
	switch was := was.(type) {
	case map[string]any:
		is, ok := is.(map[string]any)
		if !ok {
			return []string{at + " is no object"}
		}
		for key, value := range was {
			now, there := is[key]
			if !there && !nothing(value) {
				lost = append(lost, fmt.Sprintf("%s.%s is lost", at, key))
			}
			if there {
				lost = append(lost, missing(at+"."+key, value, now)...)
			}
		}
	case []any:
		is, ok := is.([]any)
		if !ok || len(is) != len(was) {
			return []string{fmt.Sprintf("%s was %v, is %v", at, was, is)}
		}
		for i := range was {
			lost = append(lost, missing(fmt.Sprintf("%s[%d]", at, i), was[i], is[i])...)
		}
	default:
		if was != is {
			return []string{fmt.Sprintf("%s was %v, is %v", at, was, is)}
		}
	}
	return lost
}

// nothing tells that a value is as good as none, so that it may be left out.
func nothing(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return v == nil || v == "" || v == false || v == 0.0
}

func TestMissingFindsWhatIsLost(t *testing.T) {
	was := `{"a":1,"b":{"c":[1,2],"d":"x"},"e":null,"f":0}`
	for is, want := range map[string]int{
		`{"a":1,"b":{"c":[1,2],"d":"x","new":3}}`: 0,
		`{"a":1,"b":{"c":[1,2]}}`:                 1,
		`{"a":2,"b":{"c":[1],"d":"y"}}`:           3,
		`{"a":1}`:                                 1,
		`{"a":1,"b":{"c":[2,1],"d":"x"}}`:         2,
	} {
		if lost := missing("", decoded(t, was), decoded(t, is)); len(lost) != want {
			t.Errorf("%s: %q", is, lost)
		}
	}
}
