package catalogue

import (
	"bytes"

	"weft/workloads"
)

// pageFacts is what parsing finds in a page.
type pageFacts struct {
	title uint64 // fingerprint of the title's words
	words int
	links int
	sum   uint64 // fingerprints of all words and link targets, added up
}

// checksum is the facts as one number.
func (f pageFacts) checksum() uint64 {
	return workloads.Mix(f.title+1) + workloads.Mix(uint64(f.words)+2) + workloads.Mix(uint64(f.links)+3) + f.sum
}

// parseStrip is how many bytes of HTML lie between two checkpoints, about 10 us.
const parseStrip = 4096

// htmlParser goes over HTML: tags with quoted attributes, comments, and text.
type htmlParser struct {
	w       workloads.Waiter
	facts   pageFacts
	inTitle bool
	next    int // where the next checkpoint is due
}

// parsePage finds title, links and words of an HTML page.
func parsePage(w workloads.Waiter, page []byte) pageFacts {
	p := htmlParser{w: w, next: parseStrip}
	for at := 0; at < len(page); {
		if page[at] == '<' {
			end := tagEnd(page, at)
			p.tag(page[at+1 : end])
			at = end + 1
		} else {
			end := len(page)
			if k := bytes.IndexByte(page[at:], '<'); k >= 0 {
				end = at + k
			}
			p.text(page[at:end])
			at = end
		}
		if at >= p.next {
			p.next = at + parseStrip
			w.Checkpoint()
		}
	}
	return p.facts
}

// tagEnd is where the tag or comment that opens at start has its '>', or the
// page's length if it never closes.
func tagEnd(page []byte, start int) int {
	if bytes.HasPrefix(page[start:], []byte("<!--")) {
		if k := bytes.Index(page[start+4:], []byte("-->")); k >= 0 {
			return start + 4 + k + 2
		}
		return len(page)
	}
	quote := byte(0)
	for at := start + 1; at < len(page); at++ {
		switch c := page[at]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return at
		}
	}
	return len(page)
}

// tag takes note of the inside of a tag: <title>, and <a href="...">.
func (p *htmlParser) tag(tag []byte) {
	name := tag
	if k := bytes.IndexAny(tag, " \t\r\n"); k >= 0 {
		name = tag[:k]
	}
	switch {
	case bytes.EqualFold(name, []byte("title")):
		p.inTitle = true
	case bytes.EqualFold(name, []byte("/title")):
		p.inTitle = false
	case bytes.EqualFold(name, []byte("a")):
		if target, ok := attribute(tag[len(name):], "href"); ok {
			p.facts.links++
			p.facts.sum += workloads.Mix(fingerprint(target))
		}
	}
}

// attribute is the value of a quoted attribute in the inside of a tag.
func attribute(tag []byte, name string) ([]byte, bool) {
	for len(tag) > 0 {
		equals := bytes.IndexByte(tag, '=')
		if equals < 0 || equals+1 >= len(tag) {
			return nil, false
		}
		key, quote, rest := bytes.TrimSpace(tag[:equals]), tag[equals+1], tag[equals+2:]
		if quote != '"' && quote != '\'' {
			return nil, false
		}
		end := bytes.IndexByte(rest, quote)
		if end < 0 {
			return nil, false
		}
		if bytes.EqualFold(key, []byte(name)) {
			return rest[:end], true
		}
		tag = rest[end+1:]
	}
	return nil, false
}

// text counts words: runs of letters, in whatever case.
func (p *htmlParser) text(text []byte) {
	h := uint64(workloads.FoldStart)
	inWord := false
	for _, c := range text {
		c |= 0x20 // to lower case
		if c >= 'a' && c <= 'z' {
			h = workloads.Fold(h, uint64(c))
			inWord = true
			continue
		}
		if inWord {
			p.word(h)
			h, inWord = workloads.FoldStart, false
		}
	}
	if inWord {
		p.word(h)
	}
}

func (p *htmlParser) word(h uint64) {
	p.facts.words++
	p.facts.sum += workloads.Mix(h)
	if p.inTitle {
		p.facts.title = p.facts.title*31 + h
	}
}

// fingerprint is FNV-1a by bytes.
func fingerprint(p []byte) uint64 {
	h := uint64(workloads.FoldStart)
	for _, c := range p {
		h = workloads.Fold(h, uint64(c))
	}
	return h
}
