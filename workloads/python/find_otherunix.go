//go:build unix && !darwin

package python

var systemPatterns = linuxPatterns
