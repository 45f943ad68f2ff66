//go:build !linux

package model

import "time"

// parker is where a lane sleeps until it is woken or time is up.
type parker struct{ bell chan struct{} }

func newParker() *parker { return &parker{make(chan struct{}, 1)} }

// arm makes ready to park. It comes before whatever lets others wake the lane.
func (p *parker) arm() {
	select {
	case <-p.bell:
	default:
	}
}

// park returns whether the lane was woken within d, or at all where d is 0.
func (p *parker) park(d time.Duration) bool {
	if d == 0 {
		<-p.bell
		return true
	}
	limit := time.NewTimer(d)
	defer limit.Stop()
	select {
	case <-p.bell:
		return true
	case <-limit.C:
		return false
	}
}

// wake ends the parking of the lane, which may not have begun yet.
func (p *parker) wake() {
	select {
	case p.bell <- struct{}{}:
	default:
	}
}
