//go:build unix && !linux

package host

// allDead can't be told: only whether a group has entries.
func allDead(int) bool { return false }
