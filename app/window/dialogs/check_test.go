package dialogs

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weft/app/doctor"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
)

// examined opens the check of a machine whose runs host executes, and returns how
// many looks are under way.
func examined(e *testEnv, host *windowtest.Host) (looks *int) {
	looks = new(int)
	screen := doctor.Screen{System: "X11", Display: errors.New("it is dark")}
	Check(e.Env, Examination{
		Version: "test",
		Options: doctor.Options{Screen: func() doctor.Screen { return screen }, Host: host},
		Looking: func(on bool) {
			if on {
				*looks++
			} else {
				*looks--
			}
		},
	})
	return looks
}

func TestCheckingTheMachine(t *testing.T) {
	e := newTestEnv(t)
	looks := examined(e, &windowtest.Host{})
	if *looks != 1 {
		t.Errorf("%d looks are under way", *looks)
	}
	page := found[*widgets.Page](e)[0]
	e.await()
	for _, word := range []string{"display", "it is dark", "cores", "memory", "a real run"} {
		if !strings.Contains(page.Text(), word) {
			t.Errorf("the page lacks %q:\n%s", word, page.Text())
		}
	}
	path := filepath.Join(t.TempDir(), "found.txt")
	press(t, e, "Save…")
	entry := found[*sheetEntry](e)[0]
	entry.SetText(path)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	e.await()
	if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), "it is dark") {
		t.Errorf("the file says %q, %v", text, err)
	}
	if press(t, e, "Close"); *looks != 0 {
		t.Errorf("%d looks go on", *looks)
	}
}

func TestClosingTheCheckEndsIt(t *testing.T) {
	e := newTestEnv(t)
	looks := examined(e, &windowtest.Host{Blocked: make(chan struct{})}) // its run never ends by itself
	press(t, e, "Close")
	if e.await(); *looks != 0 {
		t.Errorf("%d looks go on", *looks)
	}
}
