package window

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weft/app/window/display"
	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/internal/places"
)

func TestTheTourIsOfferedOnce(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.welcome.offerTour()
	if !w.notices.Body().Visible() {
		t.Error("the first start offers nothing")
	}
	w.await() // what is remembered is written in the background
	next := nextStart(t, w.App, &windowtest.Host{})
	if next.welcome.offerTour(); next.notices.Body().Visible() {
		t.Error("it is offered again")
	}
}

func TestTheTourLeadsThroughTheWindow(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.choose("Charts", "Fill the space")
	w.tour()
	tours := found[*widgets.Spotlight](w)
	if len(tours) != 1 {
		t.Fatalf("%d tours are open", len(tours))
	}
	tour, stops := tours[0], w.explore.Tour()
	for i, stop := range stops {
		if tour.At() != i || !strings.Contains(tour.AccessibilityLabel(), stop.Title) {
			t.Errorf("stop %d is %q, want %q", tour.At(), tour.AccessibilityLabel(), stop.Title)
		}
		for _, o := range stop.Of {
			if !o.Visible() || o.Size().Width < 20 {
				t.Errorf("%s points at something that can't be seen", stop.Title)
			}
		}
		tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if w.Window.Canvas().Overlays().Top() != nil {
		t.Error("the tour does not end")
	}
	w.tour()
	tour = found[*widgets.Spotlight](w)[0]
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if tour.At() != 0 {
		t.Errorf("going back leads to stop %d", tour.At())
	}
	if tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); w.Window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close the tour")
	}
}

func TestACrashIsOffered(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	folder, err := places.Logs()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "weft-20260102T030405.000-7.crash"), []byte("Weft 1\n\n---- crash ----\npanic: oh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.welcome.lookAtFolders()
	w.await()
	n := w.notices
	if !n.Body().Visible() || !strings.Contains(n.Shown().Words, "unexpectedly") {
		t.Fatalf("it tells %q", n.Shown().Words)
	}
	n.Act()
	if lines := found[*widgets.Lines](w); len(lines) != 1 || !strings.Contains(lines[0].Text(), "panic: oh") {
		t.Errorf("%d texts are shown", len(lines))
	}
	windowtest.Press(t, w.Window, "Close")
	w.await() // what is remembered is written in the background
	next := nextStart(t, w.App, &windowtest.Host{})
	next.welcome.lookAtFolders()
	if next.await(); next.notices.Body().Visible() {
		t.Errorf("it is told again: %q", next.notices.Shown().Words)
	}
}

func TestWhatCantBeKeptIsTold(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(places.Variable, file)
	w.welcome.lookAtFolders()
	w.await()
	if got := w.notices.Shown().Words; !strings.HasPrefix(got, "Sessions, choices and logs are not kept") || !strings.Contains(got, "is a file") {
		t.Errorf("it tells %q", got)
	}
	if w.notices.Act(); len(found[*widgets.Page](w)) == 0 {
		t.Error("it does not lead to the check of the machine")
	}
}

func TestSizeOfText(t *testing.T) {
	t.Setenv(display.ScaleVariable, "")
	w := newTestWindow(t, &windowtest.Host{})
	w.text.scale = 1.5
	w.text.step(1)
	w.text.step(1)
	if got := w.memory.text(); got != 1.25 || os.Getenv(display.ScaleVariable) != "1.875" {
		t.Errorf("two steps up are %v, %s = %s", got, display.ScaleVariable, os.Getenv(display.ScaleVariable))
	}
	for range textSizes {
		w.text.step(-1)
	}
	if got := w.memory.text(); got != textSizes[0] {
		t.Errorf("the smallest is %v", got)
	}
	w.text.set(1)
	w.memory.SetFloat(prefText, 77)
	if got := w.memory.text(); got != 1 {
		t.Errorf("nonsense is taken for %v", got)
	}
}

func TestTheFirstWindowFits(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.Window.Resize(fyne.NewSize(1280, 800))
	w.text.room = fyne.NewSize(1024, 700)
	w.text.fit()
	if got := w.Window.Canvas().Size(); got.Width > 1024 || got.Height > 700 {
		t.Errorf("on 1024 x 700 it is %v", got)
	}
	w.text.room = fyne.NewSize(3840, 2160)
	before := w.Window.Canvas().Size()
	if w.text.fit(); w.Window.Canvas().Size() != before {
		t.Error("on a large screen it changes")
	}
}

func TestTheLogIsWritten(t *testing.T) {
	t.Setenv(places.Variable, t.TempDir())
	before := slog.Default()
	l := openLog("1")
	if l == nil {
		t.Fatal("there is no log")
	}
	slog.Info("something happened")
	closeLog(l)
	slog.SetDefault(before)
	display.Quiet() // the library's log went with the logger
	folder, err := places.Logs()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.log"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if text, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(text), "something happened") {
		t.Errorf("it says %q, %v", text, err)
	}
}

func TestModeIsRemembered(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.modes.set(look.Light)
	if w.memory.mode() != look.Light || !w.modes.items[look.Light].Checked || w.modes.items[look.System].Checked {
		t.Error("the mode is not remembered, or not marked")
	}
}

// TestNoSweepWhileTheMachineIsLookedAt: each would disturb the other.
func TestNoSweepWhileTheMachineIsLookedAt(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.check()
	if w.choose("Run", "Run"); w.explore.Measuring() || !w.says("looked at") {
		t.Error("a sweep starts while the machine is looked at")
	}
	w.await()
	windowtest.Press(t, w.Window, "Close")
	if w.choose("Run", "Run"); !w.explore.Measuring() {
		t.Error("no sweep starts when the look is over")
	}
	if w.check(); len(found[*widgets.Page](w)) > 0 {
		t.Error("the machine is looked at during a sweep")
	}
	w.choose("Run", "Stop")
	w.await()
}

// While a sweep runs nobody imports libraries.
func TestNothingIsExaminedDuringASweep(t *testing.T) {
	host := &windowtest.Host{Blocked: make(chan struct{})}
	w := newTestWindow(t, host)
	looked := make(chan struct{})
	w.runtimes.inBackground(func(ctx context.Context) { <-ctx.Done(); close(looked) }, func() { t.Error("a look that was broken off is shown") })
	w.choose("Run", "Run")
	<-looked // the sweep breaks it off
	if w.runtimes.examine(); w.runtimes.cancel != nil {
		t.Error("it is looked for all the same")
	}
	w.choose("Run", "Stop")
	w.await()
	if w.await(); !w.runtimes.examined {
		t.Error("after the sweep nobody looks")
	}
}

func TestKeysReachWindowAndPage(t *testing.T) {
	w := newTestWindow(t, &windowtest.Host{})
	w.Window.Canvas().OnTypedRune()('/')
	if w.Window.Canvas().Focused() == nil {
		t.Error("/ reaches nobody")
	}
	if w.key(&fyne.KeyEvent{Name: fyne.KeyEscape}); w.Window.Canvas().Focused() != nil {
		t.Error("Escape leaves the focus where it is")
	}
	if w.key(&fyne.KeyEvent{Name: fyne.KeyF1}); len(found[*widgets.Text](w)) < len(keyHelp()) {
		t.Error("F1 lists no keys")
	}
}
