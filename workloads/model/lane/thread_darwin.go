package lane

// ThreadID is the system's number of the calling thread: 0, for without cgo macOS
// tells no thread its number.
func ThreadID() int { return 0 }
