package engine

// leaveAlone does nothing: when a host ends, the system closes its job objects
// and thereby ends all their processes.
func leaveAlone() {}
