package places

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// places are the functions that tell a folder.
var places = map[string]func() (string, error){"sessions": Sessions, "settings": Settings, "logs": Logs}

func TestTheVariableMovesAll(t *testing.T) {
	t.Setenv(Variable, filepath.Join("some", "where"))
	for name, place := range places {
		if dir, err := place(); err != nil || dir != filepath.Join("some", "where", name) {
			t.Errorf("%s: %s, %v", name, dir, err)
		}
	}
}

func TestLists(t *testing.T) {
	t.Setenv(Variable, "all")
	if dir, err := Lists(); err != nil || dir != "all" {
		t.Errorf("lists lie at %s, %v", dir, err)
	}
	t.Setenv(Variable, "")
	if dir, err := Lists(); err != nil || filepath.Base(dir) != "weft" {
		t.Errorf("lists lie at %s, %v; want them with the settings", dir, err)
	}
}

func TestTheSystemsPlaces(t *testing.T) {
	home := t.TempDir()
	t.Setenv(Variable, "")
	t.Setenv("HOME", home)
	t.Setenv("LocalAppData", filepath.Join(home, "Local"))
	t.Setenv("AppData", filepath.Join(home, "Roaming"))
	for _, name := range []string{"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, "")
	}
	want := map[string]map[string]string{
		"linux":   {"sessions": ".local/share/weft/sessions", "settings": ".config/weft", "logs": ".local/state/weft/logs"},
		"darwin":  {"sessions": "Library/Application Support/weft/sessions", "settings": "Library/Application Support/weft", "logs": "Library/Logs/weft"},
		"windows": {"sessions": "Local/weft/sessions", "settings": "Roaming/weft", "logs": "Local/weft/logs"},
	}[runtime.GOOS]
	for name, path := range want {
		if got, err := places[name](); err != nil || got != filepath.Join(home, filepath.FromSlash(path)) {
			t.Errorf("%s lie at %s, %v; want %s below the home", name, got, err, path)
		}
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("asking has made %v, %v", left, err)
	}
}

func TestXDG(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the XDG specification is for Linux")
	}
	t.Setenv(Variable, "")
	t.Setenv("XDG_STATE_HOME", "/state")
	t.Setenv("XDG_DATA_HOME", "relative/paths/are/to/be/ignored")
	if dir, err := Logs(); err != nil || dir != "/state/weft/logs" {
		t.Errorf("logs lie at %s, %v", dir, err)
	}
	if dir, err := Sessions(); err != nil || !filepath.IsAbs(dir) {
		t.Errorf("sessions lie at %s, %v", dir, err)
	}
}

func TestTryLeavesNothing(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{root, filepath.Join(root, "not", "yet")} {
		if err := Try(folder); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
	}
	if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
}

func TestTryTellsWhatIsInTheWay(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Try(filepath.Join(file, "below", "it")); err == nil || !strings.Contains(err.Error(), "file is a file") {
		t.Errorf("a file in the way: %v", err)
	}
	locked := filepath.Join(root, "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() > 0 { // root may write everywhere, and Windows has no such folders
		if err := Try(locked); err == nil {
			t.Error("a read-only folder was written to")
		}
	}
}

func TestShortenAndExpand(t *testing.T) {
	home := filepath.Join(string(filepath.Separator)+"home", "ada")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for path, want := range map[string]string{
		filepath.Join(home, "x"): filepath.Join("~", "x"), home: "~", home + "x": home + "x", "": "",
	} {
		if got := Shorten(path); got != want {
			t.Errorf("%q is shown as %q, want %q", path, got, want)
		}
		if got := Expand(" " + want + " "); got != path {
			t.Errorf("%q stands for %q, want %q", want, got, path)
		}
	}
}
