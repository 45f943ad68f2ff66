//go:build !linux

package sample

// onBattery is not known here.
func onBattery() bool { return false }
