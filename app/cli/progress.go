package cli

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"weft/internal/units"
)

// progress is the line that tells a person at a terminal how far things are.
// Elsewhere it prints nothing.
type progress struct {
	to      io.Writer
	columns int
	shown   bool
	last    time.Time
}

// pause is the least time between two drawings of the line.
const pause = 100 * time.Millisecond

func newProgress(to io.Writer) *progress {
	columns, ok := terminal(to)
	if !ok {
		return &progress{}
	}
	return &progress{to: to, columns: columns}
}

// tell draws the line: a bar for the share done (0 to 1), and words.
func (p *progress) tell(share float64, words string) {
	if p.to == nil || time.Since(p.last) < pause {
		return
	}
	p.last, p.shown = time.Now(), true
	p.write("\r\x1b[K" + progressLine(p.columns, share, words))
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		p.write("\r\x1b[K")
		p.shown, p.last = false, time.Time{}
	}
}

func (p *progress) write(s string) {
	if _, err := io.WriteString(p.to, s); err != nil {
		p.to, p.shown = nil, false // nobody looks any more
	}
}

// progressLine fits bar and words into a terminal's columns.
func progressLine(columns int, share float64, words string) string {
	const bar = 16
	done := int(min(max(share, 0), 1)*bar + 0.5)
	line := "[" + strings.Repeat("=", done) + strings.Repeat(" ", bar-done) + "] " + words
	if utf8.RuneCountInString(line) >= columns {
		line = string([]rune(line)[:max(0, columns-1)])
	}
	return line
}

// timeLeft says how long the rest should take; "" while nobody knows.
func timeLeft(left time.Duration) string {
	switch {
	case left <= 0:
		return ""
	case left < time.Second:
		return ", less than 1 s left"
	case left < 2*time.Minute:
		return fmt.Sprintf(", about %.0f s left", left.Seconds())
	}
	return ", about " + units.Seconds(left.Round(time.Minute).Seconds()) + " left"
}
