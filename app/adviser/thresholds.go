package adviser

// What counts as much. Each value has a reason that does not depend on the
// machine; none of them is fitted to an example.
const (
	// mostlyWaits makes work I/O-bound: a core could serve 1/(1-0.8) = 5 tasks
	// at once, so that workers, not cores, decide.
	mostlyWaits = 0.8
	// partlyWaits makes work mixed: below, overlapping waits with computing
	// gains less than 1/(1-0.2) = 1.25 on one core.
	partlyWaits = 0.2
	// mostlyComputes makes work CPU-bound: the rest is too little for more
	// workers than cores to gain 1.25.
	mostlyComputes = 0.8
	// lockBound is the share of the lanes' time spent waiting for locks from which
	// they decide: with 2 workers it keeps the speedup below 1.5, halfway to
	// nothing gained.
	lockBound = 0.25
	// inflated is the growth of the tasks' own CPU time, with a core for each
	// worker, from which memory decides: it takes a fifth of the speedup.
	// Turbo clocks and noise stay below.
	inflated = 0.25
	// overheadBound is the share of the lanes' time that starting, handing out
	// and serialising take in the best case, from which tasks are too short: it
	// takes a fifth of the speedup too.
	overheadBound = 0.2

	// nothingToChoose is a difference of times that does not matter in practice.
	nothingToChoose = 0.01
	// closeEnough is how much slower a simpler model may be and still be
	// recommended: the precision of a usual sweep, and a little.
	closeEnough = 0.03
	// farApart is the difference between two models from which not being able
	// to tell them apart means that the measurement is at fault, not that they
	// are alike.
	farApart = 0.05
	// fewRuns is the number of runs below which the fault is their number:
	// below five, no rank test of two samples against several others is ever sure.
	fewRuns = 5

	// busyMachine is the share of the machine that other programs take from which a
	// verdict is doubtful: models with more threads or processes then get more of
	// what is left, whatever they are.
	busyMachine = 0.2

	// tellingShare is the share of the lanes' time from which a part explains
	// why a model is slow.
	tellingShare = 0.05
	// plain is the share of the lanes' time from which a part stands out of any noise
	// and of what other programs take: the work itself is a fifth at most.
	plain = 0.8
	// worthSaying is the gain of a speedup from which a what-if is said.
	worthSaying = 0.02
)
