package engine

import "time"

// usage is what a process has used since it began.
type usage struct {
	cpu   time.Duration // of its own threads
	known bool          // cpu is

	switches, forced int64 // context switches, its own and those of the children that it has waited for
	counts           bool  // switches are known
}

// spent is what was used between two readings.
func (u usage) spent(before usage) usage {
	return usage{
		cpu: u.cpu - before.cpu, known: u.known && before.known,
		switches: u.switches - before.switches, forced: u.forced - before.forced, counts: u.counts && before.counts,
	}
}
