package host

import (
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
)

func TestGuard(t *testing.T) {
	s := sample.New(time.Now())
	defer s.Close()
	s.SetPIDs(os.Getpid(), nil, nil)
	for name, c := range map[string]struct {
		guard guard
		says  string
	}{
		"no limits":               {guard{}, ""},
		"within its limit":        {guard{limit: 1 << 40}, ""},
		"over its limit":          {guard{limit: 1}, "more than its limit of 0 MiB"},
		"others took the machine": {guard{reserve: math.MaxUint64}, ""}, // this test takes less than what is left
	} {
		f := c.guard.look(s)
		if (f == nil) != (c.says == "") || (f != nil && (f.Kind != run.KindMemory || !strings.Contains(f.Message, c.says))) {
			t.Errorf("%s: %+v", name, f)
		}
		if c.guard.next < guardEvery || c.guard.next > guardMost {
			t.Errorf("%s: it looks again after %v", name, c.guard.next)
		}
	}
}

func TestGuardTakesMostOfWhatIsAvailable(t *testing.T) {
	available := sample.Available()
	if available == 0 {
		t.Skip("this system doesn't tell what is available")
	}
	g := newGuard(0)
	if g.limit < available/2 || g.limit > available || g.reserve == 0 || g.reserve > available/4 {
		t.Errorf("of %d available it allows %d and keeps %d", available, g.limit, g.reserve)
	}
	if g := newGuard(123); g.limit != 123 {
		t.Errorf("a limit of 123 became %d", g.limit)
	}
}

func TestBytesAreShownInTheUnitThatFits(t *testing.T) {
	for bytes, want := range map[uint64]string{0: "0 MiB", 300 << 20: "300 MiB", 1 << 30: "1.0 GiB", 5 << 29: "2.5 GiB"} {
		if got := gib(bytes); got != want {
			t.Errorf("%d bytes are %s, want %s", bytes, got, want)
		}
	}
}
