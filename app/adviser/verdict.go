package adviser

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// verdict is the answer in one sentence, or two: who wins, and why the most
// instructive of the others does not. Where that can't be relied on, the second
// one says what to do instead.
func (f *facts) verdict(r ranking) string {
	said := f.outcome(r)
	if f.Live && r.any {
		said = "So far: " + text.Lower(said)
	}
	if !r.any || r.others == 0 || len(r.rivals) > len(r.near) {
		return said
	}
	if busy := f.busy(); busy >= busyMachine {
		return said + fmt.Sprintf(" But other programs took %s of the machine meanwhile: measure again when it is idle.", units.Percent(busy))
	}
	if why := f.instructive(r); why != "" {
		said += " " + why
	}
	return said
}

// busy is the share of the machine that other programs took during the
// sequential runs; 0 where that isn't known.
func (f *facts) busy() float64 {
	busy := 0.0
	for _, b := range f.Baselines {
		if b.Others > busy { // not where it is NaN
			busy = b.Others
		}
	}
	return busy
}

// outcome says who is the fastest, or why that can't be said.
func (f *facts) outcome(r ranking) string {
	switch {
	case !r.any:
		return f.nothing()
	case r.others == 0:
		return f.only(r.best)
	case r.won() && r.best.sequential():
		return f.sequentialWins(r)
	case r.won():
		s := f.subject(r.best)
		return fmt.Sprintf("%s %s: %s%s.", s.capital(), s.verb("wins", "win"), f.reached(r.best), f.terms(r.best))
	case f.alike():
		return "All differ by less than 1 %, which does not matter in practice."
	case len(r.rivals) > len(r.near):
		return f.unsure(r)
	case r.sequentialMayBeBest(r.near):
		return f.sequentialWins(r)
	}
	return f.tie(r)
}

// nothing is the verdict without a single time.
func (f *facts) nothing() string {
	for _, p := range f.Points {
		if p.Failed > 0 {
			return "No run succeeded: " + p.Reason
		}
	}
	return "Nothing was measured yet."
}

// only is the verdict on a model without any to compare it with.
func (f *facts) only(c candidate) string {
	s := f.subject(c)
	return fmt.Sprintf("Only %s was measured, %s: a verdict needs models to compare.", s.text, f.reached(c))
}

// terms are what speedups refer to, where that isn't what one expects.
func (f *facts) terms(c candidate) string {
	if !c.compared {
		return ", the shortest time; there is no sequential run to compare with"
	}
	said := ""
	switch {
	case f.AgainstOwn(c.Point):
		said = " over its own p = 1"
	case f.Against == sweep.AgainstBest:
		said = " over the fastest sequential run"
	}
	if f.Plan.Mode == sweep.Weak {
		said += ", on work that grows with the workers"
	}
	if !f.Warm {
		said += ", setup and teardown included"
	}
	return said
}

// alike tells whether no model differs from the fastest by what matters.
func (f *facts) alike() bool {
	low, high := math.Inf(1), 0.0
	for _, c := range f.best {
		low, high = min(low, c.typical), max(high, c.typical)
	}
	return high <= low*(1+nothingToChoose)
}

// sequentialWins is the verdict where no concurrency pays.
func (f *facts) sequentialWins(r ranking) string {
	next, found := candidate{}, false
	for _, c := range f.best {
		if !c.sequential() && (!found || c.typical < next.typical) {
			next, found = c, true
		}
	}
	if !found {
		return "Only sequential runs were measured: choose models to compare them with."
	}
	s := f.subject(next)
	if next.compared && next.times.Speedup > 1 || !next.compared && !r.best.sequential() {
		return fmt.Sprintf("Nothing is surely faster than running one after another: %s %s %s%s.",
			s.text, s.verb("reaches", "reach"), f.reached(next), f.terms(next))
	}
	return fmt.Sprintf("Nothing beats running one after another: %s %s nearest, %s%s.",
		s.text, s.verb("comes", "come"), f.reached(next), f.terms(next))
}

// tie is the verdict on models that are as fast as each other.
func (f *facts) tie(r ranking) string {
	names := []string{f.subject(r.best).text}
	slow, fast, sameP := r.best, r.best, true
	for _, c := range r.near {
		names = append(names, f.subject(c).text)
		if c.typical > slow.typical {
			slow = c
		}
		if c.typical < fast.typical {
			fast = c
		}
		sameP = sameP && c.Workers == r.best.Workers
	}
	span := f.speed(slow)
	if f.speed(fast) != span {
		span += " to " + f.speed(fast)
	}
	if sameP {
		span += " at " + workers(r.best.Workers)
	}
	if said := short("%s can't be told apart: %s%s.", text.Capital(list(names)), span, f.terms(r.best)); said != "" {
		return said
	}
	return fmt.Sprintf("%s and %s can't be told apart: %s%s.", text.Capital(names[0]), text.Counted(len(names)-1, "other"), span, f.terms(r.best))
}

// unsure is the verdict where models that differ by a lot can't be told apart:
// the measurement is at fault, and this says what to do about it.
func (f *facts) unsure(r ranking) string {
	rival, spread, n := r.rivals[0], r.best.spread(), r.best.N
	for _, c := range r.rivals {
		spread, n = max(spread, c.spread()), min(n, c.N)
		if c.typical < rival.typical {
			rival = c
		}
	}
	s := f.subject(r.best)
	others := fmt.Sprintf("%s (%s)", f.subject(rival).text, f.speed(rival))
	if more := len(r.rivals) - 1; more > 0 {
		others += fmt.Sprintf(" and %s", text.Counted(more, "other"))
	}
	how := fmt.Sprintf(", %s at %s", f.speed(r.best), workers(r.best.Workers))
	if r.best.sequential() {
		how = ""
	}
	said := short("%s %s fastest%s, but %s can't be ruled out.", s.capital(), s.verb("was", "were"), how, others)
	if said == "" {
		said = fmt.Sprintf("%s %s fastest%s, but %s can't be ruled out.", s.capital(), s.verb("was", "were"), how, text.Counted(len(r.rivals), "other"))
	}
	switch {
	case n > 1 && spread >= farApart:
		return fmt.Sprintf("%s Times scatter by up to %s. Close other programs, or give the sweep a larger budget to repeat more.", said, units.Percent(spread))
	case n < fewRuns:
		return fmt.Sprintf("%s There were as few as %s. Let every point run at least %d times.", said, text.Counted(n, "run"), fewRuns)
	}
	return said + " The intervals overlap. Give the sweep a larger budget, so that it can repeat more."
}

// glance is how many letters a verdict may have to be read at a glance.
const glance = 140

// short is a sentence that is read at a glance; "" where it would be longer.
func short(format string, values ...any) string {
	said := fmt.Sprintf(format, values...)
	if utf8.RuneCountInString(said) > glance {
		return ""
	}
	return said
}

// atAGlance splits a verdict behind its first sentence. One that is too long to
// be read at a glance ends where a clause does, and stands below in full.
func atAGlance(said string) (first, rest string) {
	first, rest = firstSentence(said)
	if utf8.RuneCountInString(first) <= glance {
		return first, rest
	}
	head := string([]rune(first)[:glance-1])
	cut := strings.LastIndex(head, " ")
	for _, ends := range []string{", ", "; ", ": "} {
		if at := strings.LastIndex(head, ends); at > glance/3 {
			cut = at
			break
		}
	}
	return strings.TrimRight(head[:max(0, cut)], ",;: ") + ".", said
}

// firstSentence splits a text behind its first sentence: a full stop before a
// space and a capital letter ends one.
func firstSentence(said string) (first, rest string) {
	for i := 0; i+2 < len(said); i++ {
		if c := said[i+2]; said[i] == '.' && said[i+1] == ' ' && c >= 'A' && c <= 'Z' {
			return said[:i+1], said[i+2:]
		}
	}
	return said, ""
}

// spread is how far a candidate's times lie from the shortest to the longest,
// against their median: of a few times, a robust measure would hide most.
func (c candidate) spread() float64 {
	values := c.times.Ascending()
	if len(values) == 0 || c.times.Median <= 0 {
		return 0
	}
	return (values[len(values)-1] - values[0]) / c.times.Median
}

// instructive says why the loser loses of which most can be learnt: the one of
// which a single part of its overhead explains most. "" where none tells.
func (f *facts) instructive(r ranking) string {
	var worst candidate
	var most Part
	for _, c := range f.main {
		if r.among(c) && !r.best.sequential() {
			continue
		}
		if p := c.largest(); p.Share >= tellingShare && p.Share > most.Share && c.slower(r.best) {
			worst, most = c, p
		}
	}
	if most.Share == 0 {
		return ""
	}
	s, best := f.subject(worst), f.bestOf(worst)
	return fmt.Sprintf("%s %s %s: %s", s.capital(), f.stays(s, best), f.speed(best), f.because(worst, most, best.Workers != worst.Workers))
}

// slower tells whether a candidate loses by more than what doesn't matter.
func (c candidate) slower(best candidate) bool { return c.typical > best.typical*(1+closeEnough) }

// bestOf is the point by which the model of a candidate is judged.
func (f *facts) bestOf(c candidate) candidate {
	for _, b := range f.best {
		if b.sameModel(c) {
			return b
		}
	}
	return c
}

// stays is the verb for how far a loser comes.
func (f *facts) stays(s subject, c candidate) string {
	const gained = 1.1
	if c.compared && c.times.Speedup < gained {
		return s.verb("stays at", "stay at")
	}
	return s.verb("reaches", "reach")
}

// because says in half a sentence where a part of a candidate's time went.
func (f *facts) because(c candidate, p Part, tellWorkers bool) string {
	s, much := f.subject(c), units.Percent(p.Share)
	at := ""
	if tellWorkers {
		at = fmt.Sprintf("at %s ", workers(c.Workers))
	}
	lanes := at + s.its() + " lanes"
	switch p.Key {
	case "gil":
		turn := c.turn()
		if strings.Contains(s.text, turn) {
			turn = "it" // whose name has it
		}
		return fmt.Sprintf("%s spent %s of the time waiting for %s.", lanes, much, turn)
	case "lock":
		return fmt.Sprintf("%s spent %s of the time waiting for locks.", lanes, much)
	case "cores":
		return fmt.Sprintf("%s spent %s of the time waiting for a core.", lanes, much)
	case "imbalance":
		return fmt.Sprintf("%s had nothing left to do for %s of the time.", lanes, much)
	case "inflation":
		return fmt.Sprintf("%s%s tasks computed %s longer than alone.", at, s.its(), units.Seconds(p.Seconds))
	case "waits":
		return fmt.Sprintf("%s%s tasks waited %s longer than alone.", at, s.its(), units.Seconds(p.Seconds))
	}
	return fmt.Sprintf("%s of %s lanes' time%s went to %s.", much, s.its(), atWorkers(at), went(p.Key))
}

func atWorkers(at string) string {
	if at == "" {
		return ""
	}
	return " " + at[:len(at)-1]
}

// went is what the time of a part went to.
func went(key string) string {
	for _, k := range kinds {
		if k.key == key {
			return k.went
		}
	}
	return key
}
