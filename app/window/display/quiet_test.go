package display

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTheToolkitSaysWhatIsListenedFor holds that the version of Fyne that is
// pinned in go.mod still has the texts by which its log is understood: another
// version may say the same in other words, and then what it says would pass
// unnoticed.
func TestTheToolkitSaysWhatIsListenedFor(t *testing.T) {
	source, version := toolkit(t)
	missing := map[string]bool{}
	for text := range refusals {
		missing[text] = true
	}
	for _, text := range slices.Concat(harmless, []string{cause}) {
		missing[text] = true
	}
	err := filepath.WalkDir(source, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{"cmd", "test", "testdata"}, d.Name()):
			return filepath.SkipDir // tools and tests log nothing here
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		code, err := os.ReadFile(path)
		for text := range missing {
			if strings.Contains(string(code), `"`+text) { // a literal begins with it
				delete(missing, text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for text := range missing {
		t.Errorf("Fyne %s does not log %q: look what it says now, and change display/quiet.go", version, text)
	}
}

// toolkit is where the source of the pinned version of Fyne lies.
func toolkit(t *testing.T) (folder, version string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-json", "fyne.io/fyne/v2")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Dir, Version string }
	if err := json.Unmarshal(out, &m); err != nil || m.Dir == "" {
		t.Fatalf("%s: %v", out, err)
	}
	return m.Dir, m.Version
}

func TestLibraryLogHidesOnlyTheHarmless(t *testing.T) {
	var passed strings.Builder
	l := &Log{out: &passed}
	for _, line := range []string{
		"Fyne error:  failed to watch theme settings", "  Cause: no D-Bus", "  At: somewhere",
		"*** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***", "  From: here",
	} {
		if _, err := l.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	got := passed.String()
	if strings.Contains(got, "D-Bus") || strings.Contains(got, "somewhere") {
		t.Errorf("harmless complaints pass: %q", got)
	}
	if !strings.Contains(got, "Error in Fyne call thread") || !strings.Contains(got, "From: here") {
		t.Errorf("a fault is hidden: %q", got)
	}
}

func TestLibraryLogKeepsWhyNoWindowOpens(t *testing.T) {
	var passed strings.Builder
	l := &Log{out: &passed}
	write := func(lines ...string) {
		for _, line := range lines {
			if _, err := l.Write([]byte(line + "\n")); err != nil {
				t.Fatal(err)
			}
		}
	}
	write("Fyne error:  Settings load error", "  Cause: no folder")
	if err := l.Refusal(); err != nil {
		t.Errorf("no window, it says, for %v", err)
	}
	write("Fyne error:  failed to initialise GLFW", "  Cause: no compositor", "  At: somewhere")
	write("Fyne error:  window creation error", "  Cause: not initialised", "  At: elsewhere") // which follows from that
	if err := l.Refusal(); err == nil || err.Error() != "the display does not answer (no compositor)" {
		t.Errorf("it says %v", err)
	}
	if passed.Len() > 0 {
		t.Errorf("it passes %q on: the reason is told once", passed.String())
	}
}
