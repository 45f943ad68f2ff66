//go:build !linux

package sample

import gopsutil "github.com/shirou/gopsutil/v3/process"

// process reads one process through gopsutil: only resident pages are known
// everywhere.
type process struct {
	pid int
	p   *gopsutil.Process
}

func open(pid int) process {
	return process{pid, &gopsutil.Process{Pid: int32(pid)}}
}

func (p *process) close() {}

// children are not looked for: it takes a walk over all processes of the machine.
func children(int) []int { return nil }

func (p *process) memory() memory { return memory{rss: p.resident()} }

func (p *process) resident() uint64 {
	info, err := p.p.MemoryInfo()
	if err != nil {
		return 0 // it has gone, or the system doesn't tell
	}
	return info.RSS
}

func (p *process) switches() (voluntary, forced int64) {
	n, err := p.p.NumCtxSwitches()
	if err != nil {
		return 0, 0
	}
	return n.Voluntary, n.Involuntary
}
