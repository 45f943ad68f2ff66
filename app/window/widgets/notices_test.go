package widgets

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestNoticesWaitForEachOther(t *testing.T) {
	test.NewTempApp(t)
	resized, did := 0, 0
	n := NewNotices(nil)
	n.OnResize = func() { resized++ }
	n.Tell(Notice{Words: "first", Action: "Do", Act: func() { did++ }})
	n.Tell(Notice{Words: "second"})
	n.Tell(Notice{Words: "first"})
	n.Tell(Notice{Words: "danger", Warning: true})
	n.Tell(Notice{Words: "more danger", Warning: true})
	for _, want := range []string{"danger", "more danger"} { // before what is only offered
		if got := n.words.Text(); got != want || n.action.Visible() {
			t.Errorf("it shows %q, want %q", got, want)
		}
		n.Next()
	}
	if !n.Body().Visible() || n.words.Text() != "first" || n.action.Text != "Do" {
		t.Errorf("it shows %q with %q", n.words.Text(), n.action.Text)
	}
	test.Tap(n.action)
	if did != 1 || n.words.Text() != "second" || n.action.Visible() || n.Shown().Words != "second" {
		t.Errorf("done %d times; then it shows %q", did, n.words.Text())
	}
	before := resized
	n.Next()
	if n.Body().Visible() || resized != before+1 || n.Shown().Words != "" {
		t.Error("the line stays although there is nothing more to tell")
	}
	n.Act()
	n.Next() // nothing is there: nothing happens
}
