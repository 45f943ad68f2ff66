package text

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 runs", 1: "1 run", 2: "2 runs", -1: "-1 runs", 12000: "12000 runs"} {
		if got := Counted(n, "run"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if one, many := OneOrMany(1, "run tells", "runs tell"), OneOrMany(2, "run tells", "runs tell"); one != "1 run tells" || many != "2 runs tell" {
		t.Errorf("%q, %q", one, many)
	}
}

// each holds what a function makes of texts.
func each(t *testing.T, f func(string) string, cases map[string]string) {
	t.Helper()
	for given, want := range cases {
		if got := f(given); got != want {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	each(t, Capital, map[string]string{"": "", "a": "A", "the GIL": "The GIL", "USL": "USL", "éa": "Éa", "\xffa": "\xffa", "2 runs": "2 runs"})
}

func TestLower(t *testing.T) {
	each(t, Lower, map[string]string{
		"": "", "A": "A", "The GIL": "the GIL", "CPU time": "CPU time", "I/O": "I/O", "USL": "USL", "already": "already",
	})
}

func TestSentence(t *testing.T) {
	each(t, Sentence, map[string]string{
		"": "", "disk full": "Disk full.", "Done.": "Done.", "well...": "Well.", " a \n": "A.", "one\ntwo": "One; two.", ".": "",
	})
}

func TestFirstLine(t *testing.T) {
	each(t, FirstLine, map[string]string{"": "", "one": "one", "one\ntwo": "one", "\n  one \n two": "one "})
}

func TestList(t *testing.T) {
	for want, names := range map[string][]string{
		"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"},
	} {
		if got := List(names); got != want {
			t.Errorf("%v: %q, want %q", names, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	if got := Join(" · ", "", "a", "", "b"); got != "a · b" {
		t.Errorf("joined as %q", got)
	}
	if got := Join(" · ", "", ""); got != "" || NotEmpty("", "") != nil {
		t.Errorf("nothing is joined as %q", got)
	}
}

func TestNumbers(t *testing.T) {
	for share, want := range map[float64]string{0.02: "2 %", 0.005: "0.5 %", 0.007: "0.7 %", 0: "0 %", 1: "100 %", 0.1 + 0.2: "30 %"} {
		if got := Percent(share); got != want {
			t.Errorf("%v is written as %q, want %q", share, got, want)
		}
	}
	for v, want := range map[float64]string{1e9: "1000000000", 0.1: "0.1", -2.5: "-2.5", 1e-7: "0.0000001"} {
		if got := Number(v); got != want {
			t.Errorf("%v is written as %q, want %q", v, got, want)
		}
	}
}

// TestHundredthsComeBack holds that a share in millionths of a per cent is read as it was.
func TestHundredthsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := Number(float64(rapid.IntRange(0, 100e6).Draw(t, "millionths of a per cent")) / 1e6)
		v, err := strconv.ParseFloat(typed, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := Hundredths(v / 100); got != typed {
			t.Errorf("%s %% comes back as %s", typed, got)
		}
	})
}

func TestWrap(t *testing.T) {
	if got := Wrap("  one two  three four ", 9); !slices.Equal(got, []string{"one two", "three", "four"}) {
		t.Errorf("lines are %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.StringMatching(`[aé]{1,12}`)).Draw(t, "words"), " ")
		width := rapid.IntRange(1, 20).Draw(t, "width")
		lines := Wrap(s, width)
		if strings.Join(lines, " ") != s {
			t.Errorf("%q is broken into %q", s, lines)
		}
		for _, line := range lines {
			if utf8.RuneCountInString(line) > width && strings.Contains(line, " ") {
				t.Errorf("%q is wider than %d", line, width)
			}
		}
	})
}
