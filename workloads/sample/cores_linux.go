package sample

import (
	"bytes"
	"os"

	"github.com/shirou/gopsutil/v3/cpu"
)

// counters is /proc/stat, which stays open: reading it from its start again
// makes the kernel count again.
type counters struct {
	file *os.File // closed when it is collected
	buf  []byte
}

// times reads the counters of every core, in clock ticks: only their ratios
// matter. gopsutil does the same in 137 us of CPU time at ten readings a
// second, against about 50 here, most of which is the kernel's.
func (c *Cores) times() []cpu.TimesStat {
	t := &c.text
	if t.file == nil {
		file, err := os.Open("/proc/stat")
		if err != nil {
			return nil
		}
		t.file, t.buf = file, make([]byte, 16<<10)
	}
	for {
		n, _ := t.file.ReadAt(t.buf, 0) // io.EOF is the usual end
		if n < len(t.buf) {
			return parseStat(t.buf[:n], len(c.last))
		}
		t.buf = make([]byte, 2*len(t.buf)) // more cores than ever before
	}
}

// parseStat takes the lines of single cores, "cpu0 ..." and on, of which about
// so many are expected; see proc_stat(5).
func parseStat(text []byte, expected int) []cpu.TimesStat {
	cores := make([]cpu.TimesStat, 0, expected)
	for bytes.HasPrefix(text, []byte("cpu")) { // all cores come first
		line := text
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			line, text = text[:end], text[end+1:]
		} else {
			text = nil
		}
		at := bytes.IndexByte(line, ' ')
		if at == len("cpu") {
			continue // their sum
		}
		var t cpu.TimesStat
		// Guest time follows; user time contains it already.
		for _, field := range [...]*float64{&t.User, &t.Nice, &t.System, &t.Idle, &t.Iowait, &t.Irq, &t.Softirq, &t.Steal} {
			if at < 0 || at >= len(line) {
				break
			}
			*field = float64(number(line[at:]))
			at++
			if next := bytes.IndexByte(line[at:], ' '); next >= 0 {
				at += next
			} else {
				at = -1
			}
		}
		cores = append(cores, t)
	}
	return cores
}
