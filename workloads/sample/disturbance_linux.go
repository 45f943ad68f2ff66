package sample

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// readLedger reads what doesn't depend on the run, and this process's own CPU time.
func readLedger() Ledger {
	own, _ := os.ReadFile(ownGroups)
	l := Ledger{At: time.Now(), Idle: -1, Steal: -1, Own: -1, Throttled: throttled(controlGroups, string(own)), Hot: slowedForHeat(processorsFolder)}
	allowed, known := affinity()
	if !known {
		return l
	}
	l.processors = allowed.Count()
	l.Cores = float64(l.processors)
	if quota := groupLimits(controlGroups, string(own)).Cores; quota > 0 {
		l.Cores = min(l.Cores, quota)
	}
	if text, err := os.ReadFile("/proc/stat"); err == nil {
		l.Idle, l.Steal = idleOf(string(text), func(core int) bool { return allowed.IsSet(core) })
	}
	var used unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &used) == nil {
		l.Own = time.Duration(used.Utime.Nano() + used.Stime.Nano())
	}
	return l
}

// affinity are the processors that this process may be scheduled on.
func affinity() (allowed unix.CPUSet, known bool) {
	err := unix.SchedGetaffinity(0, &allowed)
	return allowed, err == nil && allowed.Count() > 0
}

// userTick is the unit of /proc/stat and /proc/PID/stat on all systems that Go
// runs on (USER_HZ is 100).
const userTick = 10 * time.Millisecond

// idleOf sums the idle and the stolen time of some cores; see proc_stat(5). Waiting
// for a disk counts as idle: the core was there to be had.
func idleOf(stat string, counts func(core int) bool) (idle, steal time.Duration) {
	for line := range strings.Lines(stat) {
		fields := strings.Fields(line)
		name, isCore := strings.CutPrefix(fields[0], "cpu")
		core, err := strconv.Atoi(name)
		if !isCore || err != nil || !counts(core) || len(fields) < 9 {
			continue
		}
		ticks := func(at int) time.Duration { return time.Duration(number([]byte(fields[at]))) * userTick }
		idle += ticks(4) + ticks(5)
		steal += ticks(8)
	}
	return idle, steal
}

// throttled is how long quotas have stopped this process's groups, summed over
// cores: of nested groups the most, for the inner is stopped with the outer.
// Version 2 counts in us, version 1 in ns; -1 where nothing is counted.
func throttled(root, own string) time.Duration {
	most := time.Duration(-1)
	eachGroup(root, own, func(group string) {
		text, err := os.ReadFile(filepath.Join(group, "cpu.stat"))
		if err != nil {
			return
		}
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
			n, err := strconv.ParseInt(value, 10, 64)
			switch {
			case err != nil:
			case key == "throttled_usec":
				most = max(most, time.Duration(n)*time.Microsecond)
			case key == "throttled_time":
				most = max(most, time.Duration(n))
			}
		}
	})
	return most
}

// processorsFolder is where the kernel tells of each processor.
const processorsFolder = "/sys/devices/system/cpu"

// slowedForHeat is how often processors have slowed down for their heat; 0 where
// the system doesn't count, as in virtual machines.
func slowedForHeat(root string) (times int64) {
	files, _ := filepath.Glob(filepath.Join(root, "cpu[0-9]*", "thermal_throttle", "core_throttle_count"))
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil {
			times += int64(number(text))
		}
	}
	return times
}

// cpuTime is what a process has used, threads that have ended and children that
// it has waited for included.
func (p *process) cpuTime() (time.Duration, bool) {
	var now unix.Timespec
	// The clock of another process's CPU time: see clock_getcpuclockid(3).
	const perProcess = 2
	clock := int32(^p.pid<<3 | perProcess)
	if unix.ClockGettime(clock, &now) != nil {
		return 0, false
	}
	return time.Duration(now.Nano()) + p.childrenTime(), true
}

// childrenTime is the CPU time of the children that a process has waited for.
func (p *process) childrenTime() time.Duration {
	text := string(p.read("stat"))
	_, rest, _ := strings.Cut(text, ") ") // the name before may hold blanks
	fields := strings.Fields(rest)
	const children = 13 // cutime, then cstime; the third field of the file is the first here
	if len(fields) <= children+1 {
		return 0
	}
	return time.Duration(number([]byte(fields[children]))+number([]byte(fields[children+1]))) * userTick
}

// delays notes how long each thread of a process has stood ready without a core.
func (p *process) delays(into map[thread]time.Duration) {
	threads, err := os.ReadDir(p.path("task"))
	if err != nil {
		return
	}
	for _, t := range threads {
		tid, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		if waited, ok := Delay(p.pid, tid); ok {
			into[thread{p.pid, tid}] = waited
		}
	}
}
