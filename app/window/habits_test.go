package window

import (
	"errors"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/doctor"
	"weft/app/window/display"
	"weft/app/window/widgets"
	"weft/assets"
	"weft/internal/places"
)

// found collects the objects of a kind that are seen in an overlay of the window.
func found[T any](w *mainWindow) (all []T) {
	if top := w.win.Canvas().Overlays().Top(); top != nil {
		for _, o := range test.LaidOutObjects(top) {
			if it, ok := o.(T); ok && o.Visible() {
				all = append(all, it)
			}
		}
	}
	return all
}

// press presses a button of the dialog on top, by its label.
func press(t *testing.T, w *mainWindow, label string) {
	t.Helper()
	for _, b := range found[*button](w) {
		if b.Text == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}

func TestNoticesWaitForEachOther(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	n := w.frame.notices
	before := w.frame.halves.Size().Height
	did := 0
	n.tell(notice{words: "first", action: "Do", act: func() { did++ }})
	n.tell(notice{words: "second"})
	n.tell(notice{words: "first"})
	n.tell(notice{words: "danger", warning: true})
	n.tell(notice{words: "more danger", warning: true})
	for _, want := range []string{"danger", "more danger"} { // before what is only offered
		if got := n.words.Text(); got != want || n.action.Visible() {
			t.Errorf("it shows %q, want %q", got, want)
		}
		n.next()
	}
	if !n.body.Visible() || n.words.Text() != "first" || n.action.Text != "Do" {
		t.Errorf("it shows %q with %q", n.words.Text(), n.action.Text)
	}
	if got := w.frame.halves.Size().Height; got >= before {
		t.Errorf("charts and table are %v high as before: the line lies over them", got)
	}
	test.Tap(n.action)
	if did != 1 || n.words.Text() != "second" || n.action.Visible() {
		t.Errorf("done %d times; then it shows %q", did, n.words.Text())
	}
	n.next()
	if n.body.Visible() || w.frame.halves.Size().Height != before {
		t.Error("the line stays although there is nothing more to tell")
	}
	n.act()
	n.next() // nothing is there: nothing happens
}

func TestTheTourIsOfferedOnce(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.offerTour()
	if !w.frame.notices.body.Visible() {
		t.Error("the first start offers nothing")
	}
	w.frame.notices.next()
	w.frame.notices.told = map[string]bool{}
	w.memory, _ = openSettings() // the next start
	if w.offerTour(); w.frame.notices.body.Visible() {
		t.Error("it is offered again")
	}
}

func TestTheTourLeadsThroughTheWindow(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.expand(2)
	w.showTour()
	tours := found[*widgets.Spotlight](w)
	if len(tours) != 1 || w.frame.expanded >= 0 {
		t.Fatalf("%d tours are open, chart %d fills the space", len(tours), w.frame.expanded)
	}
	tour, stops := tours[0], w.tourStops()
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
	if w.win.Canvas().Overlays().Top() != nil {
		t.Error("the tour does not end")
	}
	w.showTour()
	tour = found[*widgets.Spotlight](w)[0]
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if tour.At() != 0 {
		t.Errorf("going back leads to stop %d", tour.At())
	}
	if tour.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); w.win.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close the tour")
	}
}

func TestCheckingTheMachine(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.options.screen.Screen = doctor.Screen{System: "X11", Display: errors.New("it is dark")}
	w.showCheck()
	if w.run(); w.control.running() || !strings.Contains(w.frame.side.problem.Text(), "looked at") {
		t.Error("a sweep starts while the machine is looked at")
	}
	page := found[*widgets.Page](w)[0]
	w.await()
	for _, word := range []string{"display", "it is dark", "cores", "memory", "a real run"} {
		if !strings.Contains(page.Text(), word) {
			t.Errorf("the page lacks %q:\n%s", word, page.Text())
		}
	}
	path := filepath.Join(t.TempDir(), "found.txt")
	press(t, w, "Save…")
	entry := found[*sheetEntry](w)[0]
	entry.SetText(path)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.await()
	if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), "it is dark") {
		t.Errorf("the file says %q, %v", text, err)
	}
	press(t, w, "Close")
	if w.run(); !w.control.running() {
		t.Error("no sweep starts when the look is over")
	}
	w.control.stop()
	w.await()
}

func TestClosingTheCheckEndsIt(t *testing.T) {
	w := testWindow(t, &fakeHost{blocked: make(chan struct{})}) // its run never ends by itself
	w.showCheck()
	press(t, w, "Close")
	w.await()
	if w.examining != 0 {
		t.Errorf("%d looks go on", w.examining)
	}
}

func TestACrashIsOffered(t *testing.T) {
	w := testWindow(t, &fakeHost{})
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
	w.lookAtFolders()
	w.await()
	n := w.frame.notices
	if !n.body.Visible() || !strings.Contains(n.words.Text(), "unexpectedly") {
		t.Fatalf("it tells %q", n.words.Text())
	}
	n.act()
	if lines := found[*widgets.Lines](w); len(lines) != 1 || !strings.Contains(lines[0].Text(), "panic: oh") {
		t.Errorf("%d texts are shown", len(lines))
	}
	press(t, w, "Close")
	n.told = map[string]bool{}
	w.lookAtFolders()
	if w.await(); n.body.Visible() {
		t.Errorf("it is told again: %q", n.words.Text())
	}
}

func TestWhatCantBeKeptIsTold(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(places.Variable, file)
	w.lookAtFolders()
	w.await()
	if got := w.frame.notices.words.Text(); !strings.HasPrefix(got, "Sessions, choices and logs are not kept") || !strings.Contains(got, "is a file") {
		t.Errorf("it tells %q", got)
	}
	w.frame.notices.next()
	sweepOf(t, w, "sequential")
	if got := w.frame.notices.words.Text(); len(rowTexts(w)) != 1 || !strings.Contains(got, "not being kept") {
		t.Errorf("rows %q; it tells %q", rowTexts(w), got)
	}
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	if w.frame.notices.act(); len(found[*button](w)) == 0 {
		t.Error("no details are shown")
	}
}

func TestAboutNamesVersions(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.showAbout()
	text := found[*widgets.Page](w)[0].Text()
	for _, word := range []string{"Weft test", "go1.", w.control.machine.Platform} {
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
	press(t, w, "Licences")
	if lines := found[*widgets.Lines](w); len(lines) != 1 || !strings.Contains(lines[0].Text(), "Redistribution") || assets.Licences == "" {
		t.Error("no licences are shown")
	}
}

func TestSizeOfText(t *testing.T) {
	t.Setenv(display.ScaleVariable, "")
	w := testWindow(t, &fakeHost{})
	w.options.scale = 1.5
	w.stepText(1)
	w.stepText(1)
	if got := w.memory.text(); got != 1.25 || os.Getenv(display.ScaleVariable) != "1.875" {
		t.Errorf("two steps up are %v, %s = %s", got, display.ScaleVariable, os.Getenv(display.ScaleVariable))
	}
	for range textSizes {
		w.stepText(-1)
	}
	if got := w.memory.text(); got != textSizes[0] {
		t.Errorf("the smallest is %v", got)
	}
	w.setText(1)
	w.memory.SetFloat(prefText, 77)
	if got := w.memory.text(); got != 1 {
		t.Errorf("nonsense is taken for %v", got)
	}
}

func TestTheFirstWindowFits(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.win.Resize(fyne.NewSize(1280, 800))
	w.options.screen.Room = fyne.NewSize(1024, 700)
	w.fit()
	if got := w.win.Canvas().Size(); got.Width > 1024 || got.Height > 700 {
		t.Errorf("on 1024 x 700 it is %v", got)
	}
	w.options.screen.Room = fyne.NewSize(3840, 2160)
	before := w.win.Canvas().Size()
	if w.fit(); w.win.Canvas().Size() != before {
		t.Error("on a large screen it changes")
	}
}

func TestFolderAddresses(t *testing.T) {
	for path, want := range map[string]string{"/a b/ü": "file:///a%20b/%C3%BC", "C:/x": "file:///C:/x"} {
		if got := fileURL(path); got.String() != want {
			t.Errorf("%s has the address %s, want %s", path, got, want)
		}
	}
	if u, err := url.Parse(fileURL("/a%b").String()); err != nil || u.Path != "/a%b" {
		t.Errorf("%v, %v", u, err)
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
