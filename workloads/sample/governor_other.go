//go:build !linux

package sample

// governor is not something that other systems tell.
func governor() string { return "" }
