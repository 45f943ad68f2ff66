//go:build unix

package sample

import (
	"context"
	"testing"
	"time"

	"weft/internal/cputime"
)

// report runs f b.N times and reports the CPU time of one.
func report(b *testing.B, f func()) {
	b.Helper()
	before := cputime.Process()
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(cputime.Process()-before)/float64(b.N), "cpu-ns/op")
}

// BenchmarkTick4Processes is the cost of a tick with an engine of 4 processes
// at 10 Hz, memory and context switches read as often as they would be then.
func BenchmarkTick4Processes(b *testing.B) {
	ids := pids(holders(b, 4))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	now := time.Now()
	report(b, func() {
		now = now.Add(100 * time.Millisecond)
		s.tickAt(context.Background(), now)
	})
}

// BenchmarkMemory4Processes is the cost of one reading of memory.
func BenchmarkMemory4Processes(b *testing.B) {
	ids := pids(holders(b, 4))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	report(b, func() { s.Footprint() })
}

// BenchmarkSwitches4Processes is the cost of one reading of context switches.
func BenchmarkSwitches4Processes(b *testing.B) {
	ids := pids(holders(b, 4))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	report(b, func() { s.readSwitches(context.Background(), &Sample{}) })
}

// BenchmarkResident4Processes is the cost of the memory guard's look.
func BenchmarkResident4Processes(b *testing.B) {
	ids := pids(holders(b, 4))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	report(b, func() { s.Resident() })
}

// BenchmarkCores is the cost of the loads of all cores.
func BenchmarkCores(b *testing.B) {
	var c Cores
	report(b, func() { c.Loads() })
}
