package sample

import (
	"os"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestDelayOfThreadsThatShareACore has two threads compute on one core: what
// the one computes the other waits.
func TestDelayOfThreadsThatShareACore(t *testing.T) {
	const each = 60 * time.Millisecond
	delays := make(chan time.Duration, 2)
	for range 2 {
		go func() {
			runtime.LockOSThread() // never unlocked, for the thread keeps to one core
			var first, allowed unix.CPUSet
			if err := unix.SchedGetaffinity(0, &allowed); err != nil {
				t.Error(err)
			}
			for k := range 1024 {
				if allowed.IsSet(k) {
					first.Set(k)
					break
				}
			}
			if err := unix.SchedSetaffinity(0, &first); err != nil {
				t.Error(err)
			}
			before, _ := Delay(os.Getpid(), unix.Gettid())
			for cpuTime() < each {
			}
			after, ok := Delay(os.Getpid(), unix.Gettid())
			if !ok {
				t.Error("this kernel doesn't tell how long threads wait")
			}
			delays <- after - before
		}()
	}
	if a, b := <-delays, <-delays; a+b < each/2 {
		t.Errorf("two threads that need a core for %v each waited %v and %v", each, a, b)
	}
}

// cpuTime is that of the calling thread.
func cpuTime() time.Duration {
	var ts unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts)
	return time.Duration(ts.Nano())
}

func TestDelayOfNobody(t *testing.T) {
	if d, ok := Delay(os.Getpid(), -1); ok {
		t.Errorf("a thread that there is not has waited %v", d)
	}
}
