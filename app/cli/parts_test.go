package cli

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestParseSize(t *testing.T) {
	if w, h, err := parseSize("1280X800"); w != 1280 || h != 800 || err != nil {
		t.Errorf("%d %d %v", w, h, err)
	}
	for _, text := range []string{"", "x", "900", "900x", "50x900", "900x99999", "9e2x500", "-900x500"} {
		if _, _, err := parseSize(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestTable(t *testing.T) {
	tab := &table{headings: []string{"model", "time", "unused", "remark"}, left: 1}
	tab.add("a", "1.5 µs", "", "")
	tab.add("longer", "10 s", "", "why")
	heading, rows := tab.lines()
	got := strings.Join(append([]string{heading}, rows...), "\n")
	want := "model     time  remark\na       1.5 µs\nlonger    10 s  why"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		columns int
		share   float64
		want    string
	}{
		{80, 0, "[                ] words"},
		{80, 0.5, "[========        ] words"},
		{80, 2, "[================] words"},
		{80, -1, "[                ] words"},
		{22, 1, "[================] wo"},
		{1, 1, ""},
		{0, 1, ""},
	} {
		if got := progressLine(test.columns, test.share, "words"); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
	var elsewhere strings.Builder // no terminal
	p := newProgress(&elsewhere)
	p.tell(1, "words")
	p.clear()
	if elsewhere.Len() > 0 {
		t.Errorf("progress was written to a file: %q", elsewhere.String())
	}
}

func TestTimeLeft(t *testing.T) {
	for left, want := range map[time.Duration]string{
		0: "", -time.Second: "", 300 * time.Millisecond: ", less than 1 s left", 21 * time.Second: ", about 21 s left",
	} {
		if got := timeLeft(left); got != want {
			t.Errorf("%v: %q", left, got)
		}
	}
}

func TestNumberIsNullWhenUnknown(t *testing.T) {
	if number(1, false) != nil || number(math.NaN(), true) != nil || number(math.Inf(1), true) != nil || *number(2, true) != 2 {
		t.Error("numbers")
	}
}
