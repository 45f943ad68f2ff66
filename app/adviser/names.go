package adviser

import (
	"fmt"
	"strings"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/runtimes"
)

// subject is a model as the subject of a sentence.
type subject struct {
	text   string
	plural bool
}

// subject is what sentences call a candidate's model: with its runtime where
// there are several.
func (f *facts) subject(c candidate) subject {
	s := subject{text: c.about.InSentence, plural: c.about.Number == runtimes.Plural}
	if f.several {
		s.text += " (" + c.Runtime + ")"
	}
	return s
}

// pick is one of two.
func pick[T any](first bool, one, other T) T {
	if first {
		return one
	}
	return other
}

// capital is the subject at the beginning of a sentence.
func (s subject) capital() string { return text.Capital(s.text) }

// verb chooses the form that agrees with the subject.
func (s subject) verb(singular, plural string) string {
	return pick(s.plural, plural, singular)
}

// its is the possessive of the subject.
func (s subject) its() string { return s.verb("its", "their") }

// reached says how fast a candidate is: its speedup with the interval, or its
// time where there is no baseline.
func (f *facts) reached(c candidate) string {
	if !c.compared {
		return fmt.Sprintf("%s with %s", units.Seconds(c.times.Median), workers(c.Workers))
	}
	said := fmt.Sprintf("%s at %s", units.Ratio(c.times.Speedup), workers(c.Workers))
	if i := c.times.SpeedupInterval; i.Known() {
		said += fmt.Sprintf(" (%s to %s)", ratio(i.Low), ratio(i.High))
	}
	return said
}

// speed is how fast a candidate is, in one number.
func (f *facts) speed(c candidate) string {
	if !c.compared {
		return units.Seconds(c.times.Median)
	}
	return units.Ratio(c.times.Speedup)
}

// ratio is a speedup without its unit.
func ratio(x float64) string { return strings.TrimSuffix(units.Ratio(x), "x") }

func workers(n int) string { return text.Counted(n, "worker") }

// list joins names as a sentence does: "a, b and c". Beyond four it counts.
func list(names []string) string {
	const most = 4
	if len(names) > most {
		names = append(append([]string{}, names[:most-1]...), fmt.Sprintf("%d others", len(names)-most+1))
	}
	return text.List(names)
}
