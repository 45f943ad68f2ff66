package adviser

import (
	"fmt"
	"math"
	"slices"

	"weft/app/figures"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// changes are what would change the recommendation, each from what was
// measured: the length of tasks, the bytes they send, the cores, their waiting.
func (f *facts) changes(best *candidate, r ranking) []string {
	said := []string{}
	if best == nil {
		return said
	}
	longer := func(best candidate) string { return f.longerTasks(best, r) }
	all := []func(candidate) string{f.blockedLoop, longer, f.shorterTasks, f.fewerBytes, f.longestTask, f.moreCores, f.moreWaiting}
	if f.tellingOf(*best).noisy() { // then only the work itself tells
		all = []func(candidate) string{f.blockedLoop, f.plainlyShort, f.longestTask, f.moreWaiting}
	}
	for _, say := range all {
		if s := say(*best); s != "" {
			said = append(said, s)
		}
	}
	return append(said, f.remedied()...)
}

// perTask is what getting one task to a worker and back costs a lane, s; NaN
// where not known.
func (f *facts) perTask(c candidate) float64 {
	if c.parts == nil || f.work.tasks == 0 {
		return math.NaN()
	}
	return max(0, c.part("dispatch").Seconds+c.part("transfer").Seconds) / float64(f.work.tasks)
}

// noisy tells whether a candidate's times scatter too much to work anything
// out from a single run of them.
func (c candidate) noisy() bool { return c.Stability.Grade == scaling.Noisy }

// tellingOf is the telling point of a candidate's model.
func (f *facts) tellingOf(c candidate) candidate {
	for _, m := range f.main {
		if m.sameModel(c) {
			return m
		}
	}
	return c
}

// longerTasks is the length of tasks from which the model that loses most by
// handling tasks catches up: with o and o' the costs of a task under the two,
// (L+o)/(L+o') falls to 1+closeEnough at L = (o - (1+closeEnough)o')/closeEnough.
func (f *facts) longerTasks(best candidate, r ranking) string {
	own := f.perTask(f.tellingOf(best))
	if best.sequential() {
		return f.pays()
	}
	if math.IsNaN(own) || !(f.work.mean > 0) {
		return ""
	}
	var loser candidate
	most := 0.0
	for _, c := range f.main {
		gap := c.typical/f.tellingOf(best).typical - 1
		extra := f.perTask(c) - own
		if r.among(c) || c.noisy() || gap <= closeEnough || !c.about.Cores.Spread() {
			continue
		}
		if extra/f.work.mean >= gap/2 && extra > most { // handling is what keeps it behind
			loser, most = c, extra
		}
	}
	if most == 0 {
		return ""
	}
	cost := f.perTask(loser)
	length := (cost - (1+closeEnough)*own) / closeEnough
	if length <= f.work.mean {
		return ""
	}
	s := f.subject(loser)
	return fmt.Sprintf("Longer tasks: %s %s up from tasks of about %s, for handing one out costs %s; now they take %s.",
		s.text, s.verb("catches", "catch"), units.Seconds(length), units.Seconds(cost), units.Seconds(f.work.mean))
}

// plainlyShort is pays where times scatter.
func (f *facts) plainlyShort(best candidate) string {
	if best.sequential() {
		return f.pays()
	}
	return ""
}

// pays is the length of tasks from which handing them out is faster than running
// one after another, under the model that needs least: with o a task and k cores,
// (L+o)/k falls below L/(1+closeEnough) at L = o(1+closeEnough)/(k-1-closeEnough).
func (f *facts) pays() string {
	least, at := math.Inf(1), candidate{}
	for _, c := range f.main {
		k := float64(min(c.Workers, f.cores))
		if c.noisy() && c.handling() < plain || k < 2 || !c.about.Cores.Spread() || !(f.perTask(c) > 0) {
			continue
		}
		if length := f.perTask(c) * (1 + closeEnough) / (k - 1 - closeEnough); length < least {
			least, at = length, c
		}
	}
	if math.IsInf(least, 1) || !(least > f.work.mean) || f.work.waits() >= partlyWaits {
		return ""
	}
	s := f.subject(at)
	return fmt.Sprintf("Longer tasks: %s %s from tasks of about %s with %s, for handing one out costs %s; now they take %s.",
		s.text, s.verb("pays", "pay"), units.Seconds(least), workers(at.Workers), units.Seconds(f.perTask(at)), units.Seconds(f.work.mean))
}

// blockedLoop names the tasks that keep a loop's one thread, and what to do.
func (f *facts) blockedLoop(candidate) string {
	for _, c := range f.main {
		if why := f.blocks(c); why != "" {
			return fmt.Sprintf("An event loop that isn't blocked: %s stayed at %s, for %s", f.subject(c).text, f.speed(c), why)
		}
	}
	return ""
}

// blocks says how tasks keep a candidate's loop to themselves, as a clause that
// ends the sentence; "" where they don't.
func (f *facts) blocks(c candidate) string {
	switch {
	case c.Workers < 2 || c.about.Turn != runtimes.LoopsTurn:
		return ""
	case f.ReachOf(c.Point).Stalled:
		return "a task that waits blocks the loop's one thread: await the call, hand it to a thread (asyncio.to_thread in Python), or use a pool."
	case f.work.cpu >= mostlyComputes && !c.about.Cores.Spread():
		return "its tasks compute on the loop's one thread, and block it: hand them to a pool of processes or threads that compute side by side."
	}
	return ""
}

// shorterTasks is the length of tasks at which handing them out takes a tenth
// of the workers' time under the recommended model.
func (f *facts) shorterTasks(best candidate) string {
	cost := f.perTask(f.tellingOf(best))
	if best.sequential() || !(cost > 0) || !(f.work.mean > 0) {
		return ""
	}
	length := 9 * cost
	if length >= f.work.mean {
		return fmt.Sprintf("Longer tasks: handing out one of %s costs %s; with tasks of %s or more that would be less than a tenth of the workers' time.",
			units.Seconds(f.work.mean), units.Seconds(cost), units.Seconds(length))
	}
	return fmt.Sprintf("Shorter tasks: below about %s, handing them out would take more than a tenth of the workers' time.", units.Seconds(length))
}

// fewerBytes is what the model would gain that spends most on sending bytes.
func (f *facts) fewerBytes(candidate) string {
	var at candidate
	var most Part
	for _, c := range f.main {
		if p := c.part("transfer"); !c.noisy() && p.Share >= tellingShare && p.Share > most.Share {
			at, most = c, p
		}
	}
	now, then := f.without(at, most)
	if most.Share == 0 || math.IsNaN(then) {
		return ""
	}
	return fmt.Sprintf("Fewer bytes: without serialisation and IPC, %s of its time, %s would reach %s instead of %s.",
		units.Percent(most.Share), f.subject(at).text, units.Ratio(then), units.Ratio(now))
}

// moreCores is how far the recommended model would go on a larger machine: by
// the law that describes it, or else by the serial fraction of the point that
// used most cores (Karp and Flatt 1990), which is Amdahl's law through one point.
func (f *facts) moreCores(best candidate) string {
	if best.sequential() || !best.about.Cores.Spread() || f.work.waits() >= mostlyWaits {
		return ""
	}
	to := f.Extrapolate
	if to <= f.cores {
		to = 4 * f.cores
	}
	mine := f.View
	mine.Points = slices.DeleteFunc(slices.Clone(f.Points), func(p sweep.Point) bool { return p.Name() != best.Name() })
	said := fmt.Sprintf("More cores: with %d, %s would reach about", to, f.subject(best).text)
	for _, laws := range figures.FitLaws(mine) {
		for _, fit := range laws.Fits {
			if fit.Largest > f.cores {
				continue // beyond the cores it describes their being shared, not more of them
			}
			value, low, high := fit.At(float64(to))
			return said + within(value, low, high) + " by " + fit.Label() + "."
		}
		if n := len(laws.Serial.Points); n > 0 && f.Plan.Mode != sweep.Weak && !math.IsNaN(laws.Serial.Points[n-1].E) {
			last := laws.Serial.Points[n-1]
			if last.E <= 0 {
				return fmt.Sprintf("%s %s, if it goes on as it began: with %s there is no sign of a serial fraction.",
					said, units.Ratio(float64(to)), workers(last.Workers))
			}
			at := func(e float64) float64 { return scaling.AmdahlSpeedup(min(1, max(0, e)), float64(to)) }
			return fmt.Sprintf("%s%s, if its serial fraction of %s with %s stays as it is.",
				said, within(at(last.E), at(last.Interval.High), at(last.Interval.Low)), units.Percent(last.E), workers(last.Workers))
		}
	}
	return ""
}

// within writes a speedup with its interval.
func within(value, low, high float64) string {
	said := " " + units.Ratio(value)
	if low <= high {
		said += fmt.Sprintf(" (%s to %s)", ratio(low), ratio(high))
	}
	return said
}

// longestTask is the bound that the longest task sets, where it does so within
// reach: no number of workers is faster than that task alone.
func (f *facts) longestTask(best candidate) string {
	base, ok := f.BaseOf(best.Point)
	if !ok || best.sequential() || !(base.LaneSums.LongestOwn > 0) || f.Plan.Mode == sweep.Weak {
		return ""
	}
	span := scaling.WorkSpan{Ts: base.Phases.Run, Work: base.LaneSums.Busy, Longest: base.LaneSums.LongestOwn}
	if span.Parallelism() > reach*float64(f.cores) {
		return ""
	}
	return fmt.Sprintf("Smaller tasks: the longest takes %s, so that no number of workers passes %s.",
		units.Seconds(span.Longest), units.Ratio(span.Limit()))
}

// reach is how many times the cores a bound may lie away and still be told.
const reach = 4

// moreWaiting is the number of workers from which more bring nothing, and how
// waiting moves it (Little's law, see scaling.Knee).
func (f *facts) moreWaiting(best candidate) string {
	w := f.work
	if !(w.waits() >= partlyWaits) {
		if f.Plan.Mode == sweep.Weak || math.IsNaN(w.waits()) {
			return ""
		}
		return fmt.Sprintf("More waiting: if tasks waited as long as they compute, %s would be needed to keep %s busy.",
			workers(int(scaling.Knee(1, 1, f.cores))), text.Counted(f.cores, "core"))
	}
	servers := f.cores
	if !best.about.Cores.Spread() {
		servers = 1
	}
	pay, why := scaling.Knee(w.waits(), 1-w.waits(), servers), "the knee: with more, tasks queue for a core"
	if w.tasks > 0 && !(pay < float64(w.tasks)) {
		pay, why = float64(w.tasks), "as many as there are tasks"
	}
	most := f.mostTried(best)
	switch flight := inFlight(best, w.tasks); {
	case best.sequential() || math.IsNaN(pay):
		return ""
	case best.Workers < most: // measured, whatever the knee says
		return fmt.Sprintf("More workers: beyond %d they brought nothing that can be told; %d is the most that was tried.%s", best.Workers, most, flight)
	case math.Round(pay) > float64(best.Workers):
		return fmt.Sprintf("More workers: up to about %s pay (%s); %d is the most that was tried.%s", units.Count(math.Round(pay)), why, most, flight)
	}
	return "" // as many as pay, or more, are recommended already
}

// inFlight says how many tasks a point had under way on average: Little's law
// on its run in the middle.
func inFlight(c candidate, tasks int) string {
	if tasks == 0 || c.Phases.Run <= 0 || c.LaneSums.Busy <= 0 {
		return ""
	}
	rate, latency := float64(tasks)/c.Phases.Run, c.LaneSums.Busy/float64(tasks)
	return fmt.Sprintf(" With %s, %.3g were in flight on average: %s tasks a second, each %s (Little's law).",
		workers(c.Workers), scaling.InFlight(rate, latency), units.Count(rate), units.Seconds(latency))
}

// mostTried is the largest number of workers that a candidate's model ran with.
func (f *facts) mostTried(c candidate) int {
	most := 0
	for _, d := range f.all {
		if d.sameModel(c) {
			most = max(most, d.Workers)
		}
	}
	return most
}
