package model

import (
	"testing"

	"pgregory.net/rapid"

	"weft/workloads"
)

// TestSchedulesDealEveryTaskOnce lets lanes ask in any order, as free lanes do.
func TestSchedulesDealEveryTaskOnce(t *testing.T) {
	kinds := scheduleParams()[0].Choices
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(kinds).Draw(t, "schedule")
		n := rapid.IntRange(1, 300).Draw(t, "tasks")
		p := rapid.IntRange(1, 12).Draw(t, "lanes")
		chunk := rapid.SampledFrom([]string{"1", "2", "7", "1000"}).Draw(t, "chunk")
		s := newSchedule(workloads.Values{"schedule": kind, "chunk": chunk}, n, p)
		dealt := make([]int, n)
		asking := make([]int, p)
		for lane := range asking {
			asking[lane] = lane
		}
		for len(asking) > 0 {
			k := rapid.IntRange(0, len(asking)-1).Draw(t, "who asks")
			lane := asking[k]
			lo, hi := s.next(lane)
			if lo >= hi {
				asking = append(asking[:k], asking[k+1:]...)
				continue
			}
			for i := lo; i < hi; i++ {
				dealt[i]++
				s.ended(lane)
			}
		}
		for i, times := range dealt {
			if times != 1 {
				t.Fatalf("%s: task %d was dealt %d times", kind, i, times)
			}
		}
	})
}

func TestStaticBlocksDifferByAtMostOneTask(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 300).Draw(t, "tasks")
		p := rapid.IntRange(1, 12).Draw(t, "lanes")
		s := newSchedule(workloads.Values{"schedule": "static"}, n, p)
		for lane := range p {
			lo, hi := s.next(lane)
			if got := hi - lo; got != n/p && got != n/p+1 {
				t.Fatalf("lane %d of %d has %d of %d tasks", lane, p, got, n)
			}
		}
	})
}

func TestGuidedChunksShrink(t *testing.T) {
	s := newSchedule(workloads.Values{"schedule": "guided", "chunk": "2"}, 1000, 4)
	last := 1000
	for {
		lo, hi := s.next(0)
		if lo >= hi {
			break
		}
		if hi-lo > last {
			t.Fatalf("a chunk of %d after one of %d", hi-lo, last)
		}
		if hi-lo < 2 && hi != 1000 {
			t.Fatalf("a chunk of %d before the end, want at least 2", hi-lo)
		}
		last = hi - lo
	}
	if last > 2 {
		t.Errorf("the last chunk has %d tasks, want at most 2", last)
	}
}

// TestLeastLoadedSparesTheSlowLane has a lane that never ends its task.
func TestLeastLoadedSparesTheSlowLane(t *testing.T) {
	s := newSchedule(workloads.Values{"schedule": "least-loaded"}, 100, 2)
	s.next(0) // lane 0 is busy from now on
	got := 0
	for {
		lo, hi := s.next(1)
		if lo >= hi {
			break
		}
		got++
		s.ended(1)
	}
	if got < 97 { // two are the slow lane's: the one that runs and one that waits
		t.Errorf("the free lane got %d of 100 tasks", got)
	}
}
