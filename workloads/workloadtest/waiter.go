// Package workloadtest has what the tests of workloads, of their servers and of
// models share. Nothing but tests imports it.
package workloadtest

import (
	"net"
	"sync"
	"time"

	"weft/workloads"
)

// Waiter waits as a thread does: it blocks. It computes where it is.
type Waiter struct {
	Computing func(w workloads.Waiter, in []byte) (uint64, error) // the batch's Compute, nil where it has none
}

// Sleep sleeps.
func (Waiter) Sleep(d time.Duration) { time.Sleep(d) }

// Do does it here.
func (Waiter) Do(op func() error) error { return op() }

// Conn is the connection itself.
func (Waiter) Conn(c net.Conn) net.Conn { return c }

// Lock waits for the mutex.
func (Waiter) Lock(m *sync.Mutex) { m.Lock() }

// Unlock unlocks it.
func (Waiter) Unlock(m *sync.Mutex) { m.Unlock() }

// Checkpoint does nothing: nobody asks for a turn.
func (Waiter) Checkpoint() {}

// Compute computes here.
func (w Waiter) Compute(in []byte) (uint64, error) { return w.Computing(w, in) }
