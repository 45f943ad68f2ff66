package session

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestSaveAs(t *testing.T) {
	dir := t.TempDir()
	s, err := Load(written(t, t.TempDir(), 3))
	if err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty.weft")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "new.weft"), written(t, dir, 1), empty} {
		if err := SaveAs(s, path); err != nil {
			t.Fatal(err)
		}
		back, err := Load(path)
		if err != nil || back.Problem != nil || !reflect.DeepEqual(back.Results, s.Results) || !reflect.DeepEqual(back.Header, s.Header) {
			t.Errorf("%s: %v %v", path, back, err)
		}
	}
	nothingElse(t, dir, 3)
}

// nothingElse holds that a folder has so many files and no temporary ones.
func nothingElse(t *testing.T, dir string, files int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != files {
		t.Errorf("%v, %v: want %d files", entries, err, files)
	}
}

func TestSaveAsNeverDestroys(t *testing.T) {
	whole := strings.Join(lines(t, 2), "")
	newer := strings.Replace(whole, `"schema":1`, `"schema":2`, 1)
	s := &Session{Header: aHeader()}
	for name, test := range map[string]struct {
		text string
		is   error
	}{
		"damaged": {whole[:len(whole)-9], ErrDamaged},
		"newer":   {newer, ErrNewer},
		"foreign": {"my novel", os.ErrExist},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "there.weft")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := SaveAs(s, path); !errors.Is(err, test.is) {
				t.Errorf("got %v, want %v", err, test.is)
			}
			if text, _ := os.ReadFile(path); string(text) != test.text {
				t.Error("the file was changed")
			}
			nothingElse(t, dir, 1)
		})
	}
}

func TestSaveAsLeavesARunningSweepAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows itself keeps open files from being replaced")
	}
	dir := t.TempDir()
	w, err := Create(dir, aHeader())
	if err != nil {
		t.Fatal(err)
	}
	other := &Session{Header: aHeader()}
	if err := SaveAs(other, w.Path()); !errors.Is(err, ErrBusy) {
		t.Errorf("while it is written: %v", err)
	}
	if err := errors.Join(w.Append(aRun(0)), w.Close()); err != nil {
		t.Fatal(err)
	}
	if err := SaveAs(other, w.Path()); err != nil {
		t.Errorf("after it was closed: %v", err)
	}
}

func TestSaveAsWithoutAFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "x.weft")
	if err := SaveAs(&Session{Header: aHeader()}, path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}
