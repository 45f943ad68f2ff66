// Package text writes what Weft says in words: counts, lists, sentences, plain
// numbers, lines of a width. It knows nothing of what the words are about.
// Measured values (seconds, bytes, ratios) are no business of it.
package text

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Counted writes a number with its noun, whose plural ends in s: "1 run", "2 runs", "0 runs".
func Counted(n int, noun string) string { return OneOrMany(n, noun, noun+"s") }

// OneOrMany writes a number with the words that go with it: those for one, or
// those for any other number: "1 run tells", "2 runs tell".
func OneOrMany(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// Capital begins a text with a capital letter.
func Capital(s string) string { return first(s, unicode.ToUpper) }

// Lower begins a sentence in the middle of another: with a small letter. A text
// that begins with more than one capital stays as it is: CPU, I/O, USL.
func Lower(s string) string {
	if len(s) < 2 || s[1] < 'a' || s[1] > 'z' {
		return s
	}
	return first(s, unicode.ToLower)
}

func first(s string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError { // empty, or not UTF-8
		return s
	}
	return string(change(r)) + s[size:]
}

// Sentence makes a sentence of an error's text: with a capital letter and one
// full stop. Lines, as joined errors have them, are separated by semicolons. An
// empty text stays empty.
func Sentence(s string) string {
	s = strings.TrimRight(strings.ReplaceAll(strings.TrimSpace(s), "\n", "; "), ".")
	if s == "" {
		return ""
	}
	return Capital(s) + "."
}

// FirstLine is the first line of a text, without what is blank before it.
func FirstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// List joins names as a sentence does: "a", "a and b", "a, b and c".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Join puts a separator between those parts that are not empty.
func Join(separator string, parts ...string) string {
	return strings.Join(NotEmpty(parts...), separator)
}

// NotEmpty are those parts that are not empty, nil when all are.
func NotEmpty(parts ...string) []string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return there
}

// Number writes a number with all its digits and without an exponent: "0.5", "1000000".
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Percent writes a share as people type it: "2 %", "0.5 %".
func Percent(share float64) string { return Hundredths(share) + " %" }

// Hundredths writes a share per cent without the sign: "2", "0.5". It has up to
// six decimals, which are enough to come back as the same share when it is read.
func Hundredths(share float64) string {
	const digits = 1e6
	return Number(math.Round(100*share*digits) / digits)
}

// Wrap breaks a text into lines of at most width characters, at spaces. A word
// that is longer has a line of its own; an empty text is one empty line.
func Wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
