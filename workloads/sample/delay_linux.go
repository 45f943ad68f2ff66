package sample

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Delay is how long a thread has waited for a core so far, ready to run, as the
// kernel counts it (the second figure of schedstat; see sched-stats.rst in the
// kernel's documentation). It is not known when the thread has gone or the
// kernel doesn't count.
func Delay(pid, tid int) (time.Duration, bool) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "task", strconv.Itoa(tid), "schedstat"))
	if err != nil {
		return 0, false
	}
	ran, waited, _ := bytes.Cut(text, []byte(" "))
	return time.Duration(number(waited)), number(ran) > 0
}
