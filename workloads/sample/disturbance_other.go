//go:build !linux

package sample

import (
	"os"
	"runtime"
	"time"

	"github.com/shirou/gopsutil/v3/cpu"
	gopsutil "github.com/shirou/gopsutil/v3/process"
)

// readLedger reads the idle time of all cores and this process's own CPU time;
// other systems count neither run queues, nor quotas, nor heat.
func readLedger() Ledger {
	l := Ledger{At: time.Now(), Idle: -1, Steal: -1, Own: -1, Throttled: -1, Cores: float64(runtime.NumCPU()), processors: runtime.NumCPU()}
	if all, err := cpu.Times(false); err == nil && len(all) == 1 {
		l.Idle = inSeconds(all[0].Idle)
	}
	self := process{p: &gopsutil.Process{Pid: int32(os.Getpid())}}
	if used, ok := self.cpuTime(); ok {
		l.Own = used
	}
	return l
}

// inSeconds is a duration of so many seconds.
func inSeconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// cpuTime is what a process has used.
func (p *process) cpuTime() (time.Duration, bool) {
	t, err := p.p.Times()
	if err != nil {
		return 0, false
	}
	return inSeconds(t.User + t.System), true
}

// delays notes nothing: other systems don't tell.
func (p *process) delays(map[thread]time.Duration) {}
