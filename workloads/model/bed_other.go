//go:build !linux

package model

import "time"

// bed is where a lane sleeps until it is woken or time is up.
type bed struct{ bell chan struct{} }

func newBed() *bed { return &bed{make(chan struct{}, 1)} }

// make gets the bed ready. It comes before whatever lets others wake the lane.
func (b *bed) make() {
	select {
	case <-b.bell:
	default:
	}
}

// sleep returns whether the lane was woken within d, or at all where d is 0.
func (b *bed) sleep(d time.Duration) bool {
	if d == 0 {
		<-b.bell
		return true
	}
	limit := time.NewTimer(d)
	defer limit.Stop()
	select {
	case <-b.bell:
		return true
	case <-limit.C:
		return false
	}
}

// wake ends the sleep of the lane, which may not have begun yet.
func (b *bed) wake() {
	select {
	case b.bell <- struct{}{}:
	default:
	}
}
