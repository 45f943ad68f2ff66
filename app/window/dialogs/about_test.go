package dialogs

import (
	"strings"
	"testing"

	"weft/app/window/widgets"
	"weft/assets"
	"weft/workloads/sample"
)

func TestAboutNamesVersions(t *testing.T) {
	e := newTestEnv(t)
	machine := sample.Describe()
	About(e.Env, "test", machine)
	text := found[*widgets.Page](e)[0].Text()
	for _, word := range []string{"Weft test", "go1.", machine.Platform} {
		if !strings.Contains(text, word) {
			t.Errorf("it lacks %q:\n%s", word, text)
		}
	}
	b := build{commit: "abc", compiler: "go1.26", modules: []string{"fyne.io/fyne/v2 v2.8.1", "gonum.org/v1/plot v0.17.0"}}
	if got := b.said(); got != "commit abc · go1.26" {
		t.Errorf("the build is %q", got)
	}
	if got := strings.Join(b.picked(), ", "); got != "Fyne v2.8.1, gonum/plot v0.17.0" {
		t.Errorf("it is made with %q", got)
	}
	press(t, e, "Licences")
	if lines := found[*widgets.Lines](e); len(lines) != 1 || !strings.Contains(lines[0].Text(), "Redistribution") || assets.Licences == "" {
		t.Error("no licences are shown")
	}
}
