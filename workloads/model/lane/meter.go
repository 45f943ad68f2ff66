package lane

import "time"

// Meter charges tasks with the CPU time of the thread that ran them. Reading a
// thread's clock is a system call of about half a microsecond, so it is read at
// most every MeterEvery; a shorter task is charged with the time it was on the
// lane and not waiting, and the next reading puts right what that got wrong.
type Meter struct {
	on     bool
	read   int64 // ns of thread CPU at the last reading
	readAt int64 // ns on the job's clock at the last reading
	owed   int64 // ns charged since, by estimate
}

// MeterEvery is the least time between two readings of a thread's clock, ns.
const MeterEvery = int64(100 * time.Microsecond)

// Start begins metering the calling thread; now is the job's clock.
func (m *Meter) Start(now int64) {
	cpu := ThreadCPU()
	*m = Meter{on: cpu >= 0, read: cpu, readAt: now}
}

// Charge returns the CPU time, ns, of a task that ended at now after being on
// the lane and not waiting for active ns; -1 where it isn't known.
func (m *Meter) Charge(active, now int64) int64 {
	if !m.on {
		return -1
	}
	if now-m.readAt < MeterEvery {
		m.owed += active
		return active
	}
	cpu := ThreadCPU()
	due := cpu - m.read - m.owed
	m.read, m.readAt, m.owed = cpu, now, 0
	if due < 0 {
		m.owed = -due
		return 0
	}
	// What lies between tasks is the lane's own CPU time, not this task's.
	return min(due, active)
}
