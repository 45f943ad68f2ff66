package model

// threadID is the OS's number of the calling thread: 0, for without cgo macOS
// tells no thread its number.
func threadID() int { return 0 }
