package main

import (
	"strings"
	"testing"

	"weft/assets"
)

// TestTextNamesWhatIsBuiltIn holds the text that is built in against the
// modules of today's builds. Go's own licence is left out of it: it comes with
// whichever Go is at hand.
func TestTextNamesWhatIsBuiltIn(t *testing.T) {
	t.Chdir("../..")
	all, err := parts()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"Noto Sans: OFL.txt": true}
	for _, p := range all {
		files, err := p.licences()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			want[p.name+": "+f] = true
		}
	}
	said := map[string]bool{}
	for line := range strings.Lines(assets.Licences) {
		if holds, is := strings.CutPrefix(strings.TrimSpace(line), mark); is && !strings.HasPrefix(holds, goName) {
			said[holds] = true
		}
	}
	for holds := range want {
		if !said[holds] {
			t.Errorf("assets/licences.txt lacks %s: make licences", holds)
		}
	}
	for holds := range said {
		if !want[holds] {
			t.Errorf("assets/licences.txt names %s, which no program contains: make licences", holds)
		}
	}
}

func TestTextsAreThoseOfTheParts(t *testing.T) {
	t.Chdir("../..")
	licences, err := ofParts()
	if err != nil {
		t.Fatal(err)
	}
	if want := preface + written(licences) + mark + goName; !strings.HasPrefix(assets.Licences, want) {
		t.Error("assets/licences.txt is not what its parts say: make licences")
	}
}

func TestOneTextStandsOnce(t *testing.T) {
	var all []licence
	for _, l := range [][2]string{{"a", "x"}, {"b", "y"}, {"c", "x"}} {
		all = joined(all, l[0], l[1])
	}
	if got, want := written(all), "== a\n== c\n\nx\n\n== b\n\ny\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTidy(t *testing.T) {
	if got := tidy("\r\n\r\none \t\r\n\n two\f\n\n"); got != "one\n\n two" {
		t.Errorf("%q", got)
	}
}

func TestFilesThatHoldTerms(t *testing.T) {
	for name, want := range map[string]bool{
		"LICENSE": true, "LICENCE.md": true, "COPYING.txt": true, "License_Inter.txt": true, "PATENTS": true, "ftl.txt": true,
		"licenses.go": false, "README": false,
	} {
		if got := licenceFile.MatchString(name) && !noText.MatchString(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
