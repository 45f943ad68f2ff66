package workloads

import (
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"weft/workloads/child"
)

// Tests start the page server, which is this test program in another role.
func TestMain(m *testing.M) {
	child.Dispatch()
	os.Exit(m.Run())
}

// blockingWaiter waits as a thread does: it blocks. It computes where it is.
type blockingWaiter struct {
	compute func(w Waiter, in []byte) (uint64, error)
}

func (blockingWaiter) Sleep(d time.Duration)    { time.Sleep(d) }
func (blockingWaiter) Do(op func() error) error { return op() }
func (blockingWaiter) Conn(c net.Conn) net.Conn { return c }
func (blockingWaiter) Lock(m *sync.Mutex)       { m.Lock() }
func (blockingWaiter) Unlock(m *sync.Mutex)     { m.Unlock() }
func (blockingWaiter) Checkpoint()              {}

func (w blockingWaiter) Compute(in []byte) (uint64, error) { return w.compute(w, in) }
