package python

var systemPatterns = darwinPatterns
