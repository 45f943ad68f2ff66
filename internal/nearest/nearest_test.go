package nearest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNames(t *testing.T) {
	known := []string{"threads", "thread-pool", "gil-threads", "goroutines", "event-loop", "processes", "fib"}
	cases := []struct {
		name string
		want []string
	}{
		{"thread", []string{"threads", "thread-pool", "gil-threads"}},
		{"theads", []string{"threads"}},
		{"EVENT-LOOP", []string{"event-loop"}},
		{"fob", []string{"fib"}},
		{"prozesses", []string{"processes"}},
		{"zebra", nil},
		{"", nil},
	}
	for _, c := range cases {
		if got := Names(c.name, known); !slices.Equal(got, c.want) {
			t.Errorf("near %q lie %v, want %v", c.name, got, c.want)
		}
	}
}

func TestHint(t *testing.T) {
	if got := Hint("ba", []string{"bar", "baz", "qux"}); got != "; did you mean bar or baz?" {
		t.Errorf("a near name is hinted as %q", got)
	}
	if got := Hint("zzz", []string{"bar", "baz"}); got != "; choose one of: bar, baz" {
		t.Errorf("a far name is hinted as %q", got)
	}
}

// TestDistance holds the laws of a distance.
func TestDistance(t *testing.T) {
	word := rapid.StringMatching(`[ab]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		d := distance(a, b)
		if d != distance(b, a) || (d == 0) != (a == b) || distance(a, c) > d+distance(b, c) {
			t.Fatalf("%q %q %q: no distance", a, b, c)
		}
		if d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("%q and %q lie %d edits apart", a, b, d)
		}
	})
	if got := distance("kitten", "sitting"); got != 3 {
		t.Errorf("kitten and sitting lie %d edits apart, want 3", got)
	}
	if !strings.Contains(Hint("x", []string{"y"}), "y") {
		t.Error("no hint at all")
	}
}
