//go:build !linux

package sample

// limited tells nothing: only Linux has control groups.
func limited() Limits { return Limits{} }
