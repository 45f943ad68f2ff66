package session

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lines are those of a session with three runs, each with its end.
func lines(t testing.TB, n int) []string {
	t.Helper()
	s := &Session{Header: aHeader()}
	for i := range n {
		s.Results = append(s.Results, aRun(i))
	}
	var b bytes.Buffer
	if err := writeLines(&b, s); err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func TestDamage(t *testing.T) {
	whole := lines(t, 3)
	newerHeader := strings.Replace(whole[0], `"schema":1`, `"schema":2`, 1)
	strange := `{"schema":99,"program":"weft","version":"9.0","plan":"in another form"}` + "\n"
	tests := []struct {
		name    string
		text    string
		runs    int
		problem string // part of it, "" when all is well
		is      error
	}{
		{"whole", strings.Join(whole, ""), 3, "", nil},
		{"whole with an end", strings.Join(whole, "") + "\n", 3, "", nil},
		{"Windows line ends", strings.ReplaceAll(strings.Join(whole, ""), "\n", "\r\n"), 3, "", nil},
		{"empty lines", strings.Join(whole, "\n"), 3, "", nil},
		{"header alone", whole[0], 0, "", nil},
		{"power cut in the last line", strings.Join(whole, "")[:len(strings.Join(whole, ""))-30], 2, "cut off", ErrDamaged},
		{"power cut in the first run", whole[0] + whole[1][:10], 0, "cut off", ErrDamaged},
		{"zeros after a power cut", strings.Join(whole, "") + "\n" + strings.Repeat("\x00", 400), 3, "cut off", ErrDamaged},
		{"damage in the middle", whole[0] + "{\"run\":{\"spec\n" + whole[2] + whole[3], 2, "line 2", ErrDamaged},
		{"two damaged lines", whole[0] + "x\ny\n" + whole[3], 1, "2 lines", ErrDamaged},
		{"a run that can't be", whole[0] + strings.Replace(whole[1], `"start_us":[1,2]`, `"start_us":[1]`, 1) + whole[2], 1, "line 2", ErrDamaged},
		{"a line too long", whole[0] + `{"run":"` + strings.Repeat("a", maxLine) + "\"}\n" + whole[3], 1, "line 2", ErrDamaged},
		{"a kind of line from the future", whole[0] + `{"note":"hello"}` + "\n" + whole[1], 1, "", nil},
		{"newer", newerHeader + whole[1] + whole[2], 2, "newer Weft", ErrNewer},
		{"newer, in another form", strange + whole[1] + `{"run":7}` + "\n", 1, "format 99", ErrNewer},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := read(strings.NewReader(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Results) != test.runs {
				t.Errorf("read %d runs, want %d", len(s.Results), test.runs)
			}
			switch {
			case test.problem == "" && s.Problem != nil, test.problem != "" && s.Problem == nil:
				t.Errorf("the problem is %v, want %q", s.Problem, test.problem)
			case s.Problem != nil && (!strings.Contains(s.Problem.Error(), test.problem) || !errors.Is(s.Problem, test.is)):
				t.Errorf("the problem is %q, want %q", s.Problem, test.problem)
			}
		})
	}
}

func TestNotASession(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := map[string]struct {
		path string
		is   error
	}{
		"missing":            {filepath.Join(dir, "nothing.weft"), os.ErrNotExist},
		"folder":             {dir, ErrNotSession},
		"empty":              {file("empty", ""), ErrNotSession},
		"text":               {file("text", "hello\nworld\n"), ErrNotSession},
		"other JSON":         {file("other", `{"schema":1,"program":"else"}`), ErrNotSession},
		"no schema":          {file("no-schema", `{"program":"weft"}`), ErrNotSession},
		"damaged header":     {file("header", `{"schema":1,"program":"weft","machine":5}`+"\n"), ErrNotSession},
		"endless first line": {file("endless", strings.Repeat("x", maxHeader+1)), errLong},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Load(test.path)
			if s != nil || !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.path) {
				t.Errorf("got %v, %v", s, err)
			}
		})
	}
}

// FuzzRead holds that whatever is read can be relied on, and written again.
func FuzzRead(f *testing.F) {
	whole := strings.Join(lines(f, 2), "")
	f.Add([]byte(whole))
	f.Add([]byte(whole[:len(whole)-20]))
	f.Add([]byte(strings.Replace(whole, `"schema":1`, `"schema":7`, 1)))
	f.Add([]byte("{}\n"))
	f.Add([]byte(`{"schema":1,"program":"weft"}` + "\n" + `{"end":{"why":"budget","took_s":-1,"watching":7}}`))
	f.Add([]byte(`{"schema":1,"program":"weft"}` + "\n" + `{"run":{"spec":{"workload":"w","model":"m","runtime":"go","workers":1}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := read(bytes.NewReader(text))
		if err != nil {
			return
		}
		for i := range s.Results {
			if !sound(&s.Results[i]) {
				t.Errorf("run %d is not sound", i)
			}
		}
		var again bytes.Buffer
		if err := writeLines(&again, s); err != nil {
			var e *json.MarshalerError // a year that JSON can't write
			if errors.As(err, &e) {
				return
			}
			t.Fatal(err)
		}
		back, err := read(&again)
		if err != nil || back.Problem != nil || len(back.Results) != len(s.Results) {
			t.Errorf("written again it reads as %v, %v", back, err)
		}
	})
}
