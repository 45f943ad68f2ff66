package sample

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Where the kernel tells of processors and control groups.
const (
	onlineProcessors = "/sys/devices/system/cpu/online"
	controlGroups    = "/sys/fs/cgroup"
	ownGroups        = "/proc/self/cgroup"
)

func limited() Limits {
	own, err := os.ReadFile(ownGroups)
	if err != nil {
		own = nil // no control groups, no limits
	}
	l := groupLimits(controlGroups, string(own))
	if text, err := os.ReadFile(onlineProcessors); err == nil {
		l.Online = countProcessors(string(text))
	}
	return l
}

// groupLimits are the narrowest limits of a process's groups and of all groups
// above them; see cgroups(7). A line of own is "number:controllers:path", with
// nothing between the colons for version 2.
func groupLimits(root, own string) Limits {
	var l Limits
	eachGroup(root, own, l.narrow)
	return l
}

// eachGroup visits the folders of a process's groups and of all groups above them.
func eachGroup(root, own string, visit func(group string)) {
	for line := range strings.Lines(own) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) < 3 {
			continue
		}
		for _, controller := range strings.Split(fields[1], ",") {
			base := filepath.Join(root, controller)
			for at := filepath.Join(base, fields[2]); ; at = filepath.Dir(at) {
				visit(at)
				if len(at) <= len(base) {
					break
				}
			}
		}
	}
}

// narrow takes the limits of one group into account, of either version.
func (l *Limits) narrow(group string) {
	quota, period, _ := strings.Cut(word(group, "cpu.max"), " ")
	if quota == "" {
		quota, period = word(group, "cpu.cfs_quota_us"), word(group, "cpu.cfs_period_us")
	}
	q, errQ := strconv.ParseFloat(quota, 64) // "max" and -1 stand for none
	p, errP := strconv.ParseFloat(period, 64)
	if errQ == nil && errP == nil && q > 0 && p > 0 && (l.Cores == 0 || q/p < l.Cores) {
		l.Cores = q / p
	}
	const none = 1 << 60 // version 1 writes a huge number
	for _, name := range []string{"memory.max", "memory.limit_in_bytes"} {
		if n, err := strconv.ParseUint(word(group, name), 10, 64); err == nil && n < none && (l.Memory == 0 || n < l.Memory) {
			l.Memory = n
		}
	}
}

// countProcessors counts a list such as "0-3,6".
func countProcessors(list string) (n int) {
	for part := range strings.SplitSeq(strings.TrimSpace(list), ",") {
		first, last, ranged := strings.Cut(part, "-")
		if !ranged {
			last = first
		}
		a, errA := strconv.Atoi(first)
		b, errB := strconv.Atoi(last)
		if errA == nil && errB == nil && b >= a {
			n += b - a + 1
		}
	}
	return n
}
