package catalogue

import (
	"testing"

	"weft/workloads/servers"
	"weft/workloads/workloadtest"
)

func TestParsePage(t *testing.T) {
	cases := []struct {
		html         string
		words, links int
		title        bool
	}{
		{"", 0, 0, false},
		{"plain text, three words4 and five", 6, 0, false},
		{"<title>A title</title>", 2, 0, true},
		{"<TITLE >x</TITLE>", 1, 0, true},
		{`<a href="/one">one</a> <a class='x' href='/two'>two</a>`, 2, 2, false},
		{`<a name="no link">x</a><abbr href="/no">y</abbr>`, 2, 0, false},
		{`<a href="with > in it">word</a>`, 1, 1, false},
		{`<!-- <a href="/hidden">hidden</a> --><p>seen`, 1, 0, false},
		{`<!-- never closed <a href="/x">`, 0, 0, false},
		{`<a href="never closed>word`, 0, 0, false},
		{`<a href=bare>w</a><a href>w</a><a =>w</a><a href=">`, 3, 0, false},
		{"<", 0, 0, false},
		{"word<", 1, 0, false},
		{"don't", 2, 0, false},
	}
	for _, c := range cases {
		got := parsePage(workloadtest.Waiter{}, []byte(c.html))
		if got.words != c.words || got.links != c.links || (got.title != 0) != c.title {
			t.Errorf("%q: %+v, want %d words, %d links, title %t", c.html, got, c.words, c.links, c.title)
		}
	}
	upper, lower := parsePage(workloadtest.Waiter{}, []byte("<p>WORD</p>")), parsePage(workloadtest.Waiter{}, []byte("<b>word</b>"))
	if upper != lower {
		t.Error("case or markup changes a word")
	}
	if a, b := parsePage(workloadtest.Waiter{}, []byte(`<a href="/1">`)), parsePage(workloadtest.Waiter{}, []byte(`<a href="/2">`)); a.checksum() == b.checksum() {
		t.Error("where a link leads doesn't matter to the checksum")
	}
}

// TestParseServedPage holds the parser against what the server wrote.
func TestParseServedPage(t *testing.T) {
	got := parsePage(workloadtest.Waiter{}, servers.Page(7, 32<<10))
	if got.links < 100 || got.words < 25*got.links || got.title == 0 {
		t.Errorf("a page of 32 KiB has %+v", got)
	}
}

func FuzzParsePage(f *testing.F) {
	f.Add([]byte(`<title>t</title><a href="/x">y</a><!-- c -->`))
	f.Add([]byte(`<a href='"`))
	f.Fuzz(func(t *testing.T, page []byte) {
		first, again := parsePage(workloadtest.Waiter{}, page), parsePage(workloadtest.Waiter{}, page)
		if first != again || first.words > len(page) || first.links > len(page) {
			t.Errorf("%q parses as %+v and %+v", page, first, again)
		}
	})
}
