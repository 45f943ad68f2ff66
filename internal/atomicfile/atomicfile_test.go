package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// there holds that a folder has one file, with this content.
func there(t *testing.T, path, content string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != content {
		t.Errorf("%s holds %q, %v; want %q", path, got, err, content)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v; want one file", entries, err)
	}
}

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	for _, content := range []string{"first", "", strings.Repeat("more than a buffer ", 1000)} {
		if err := WriteBytes(path, Everyone, []byte(content)); err != nil {
			t.Fatal(err)
		}
		there(t, path, content)
	}
}

func TestAFailureLeavesWhatWasThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := WriteBytes(path, Owner, []byte("precious")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := Write(path, Owner, func(w io.Writer) error {
		_, _ = fmt.Fprint(w, strings.Repeat("half of it", 1000))
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("the error is %v", err)
	}
	there(t, path, "precious")
}

func TestAPanicLeavesWhatWasThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := WriteBytes(path, Owner, []byte("precious")); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = Write(path, Owner, func(io.Writer) error { panic("a bug") })
	}()
	there(t, path, "precious")
}

func TestErrors(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken")
	if err := os.Mkdir(taken, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{taken, os.DevNull} {
		if err := WriteBytes(path, Owner, nil); err == nil || !strings.Contains(err.Error(), "no file") {
			t.Errorf("%s was replaced by a file: %v", path, err)
		}
	}
	err := WriteBytes(filepath.Join(folder, "nowhere", "a.txt"), Owner, nil)
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "the folder can't be written to: ") {
		t.Errorf("a missing folder: %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	for name, c := range map[string]struct {
		before, want os.FileMode // before: 0 for no file
		who          Readers
	}{
		"new, for all":        {0, 0o644, Everyone},
		"new, for one":        {0, 0o600, Owner},
		"replaced, for all":   {0o640, 0o640, Everyone},
		"replaced, for one":   {0o644, 0o600, Owner},
		"read-only, replaced": {0o444, 0o444, Everyone},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.txt")
			if c.before != 0 {
				if err := os.WriteFile(path, nil, c.before); err != nil {
					t.Fatal(err)
				}
				if err := os.Chmod(path, c.before); err != nil { // whatever the umask is
					t.Fatal(err)
				}
			}
			if err := WriteBytes(path, c.who, []byte("x")); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != c.want {
				t.Errorf("permissions are %v, %v; want %v", info.Mode().Perm(), err, c.want)
			}
		})
	}
}

func TestSyncFolderOfNothing(t *testing.T) {
	SyncFolder(filepath.Join(t.TempDir(), "nowhere")) // must not panic: there is no error to tell
}
