//go:build !linux

package sample

// governor is not told by other systems.
func governor() string { return "" }

func powered() Power { return Power{Battery: onBattery()} }
