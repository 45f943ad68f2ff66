package userdirs

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/adrg/xdg"
)

// atHome makes a home with these folders.
func atHome(t *testing.T, folders ...string) (home string) {
	t.Helper()
	home = t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, variable := range []string{"XDG_CONFIG_HOME", "XDG_PICTURES_DIR", "XDG_DOCUMENTS_DIR"} {
		t.Setenv(variable, "")
	}
	t.Cleanup(xdg.Reload)
	for _, name := range folders {
		if err := os.MkdirAll(filepath.Join(home, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

func TestTheVariableNamesTheFolder(t *testing.T) {
	home := atHome(t, "elsewhere")
	t.Setenv("XDG_PICTURES_DIR", filepath.Join(home, "elsewhere"))
	if got := Pictures(); got != filepath.Join(home, "elsewhere") {
		t.Errorf("pictures lie in %s", got)
	}
}

func TestAFolderThatIsNotThereIsTheHome(t *testing.T) {
	home := atHome(t)
	t.Setenv("XDG_PICTURES_DIR", filepath.Join(home, "gone"))
	t.Setenv("XDG_DOCUMENTS_DIR", filepath.Join(home, "gone"))
	for name, got := range map[string]string{"pictures": Pictures(), "documents": Documents(), "the home": Home()} {
		if got != home {
			t.Errorf("%s: %s, want the home %s", name, got, home)
		}
	}
}

func TestADesktopInAnotherLanguage(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("user-dirs.dirs is a file of Linux desktops")
	}
	home := atHome(t, "Bilder", "Dokumente", "Pictures", ".config")
	dirs := "# a comment\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n"
	if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(dirs), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := Pictures(); got != filepath.Join(home, "Bilder") {
		t.Errorf("pictures lie in %s", got)
	}
	if got := Documents(); got != filepath.Join(home, "Dokumente") {
		t.Errorf("documents lie in %s", got)
	}
}
