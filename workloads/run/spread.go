package run

// Spread tells how unevenly something fell, for an average would hide it. Times
// are in seconds.
type Spread struct {
	Kind   string  `json:"kind"` // one of the Spread constants
	N      int     `json:"n"`    // how many values it sums up
	Min    float64 `json:"min_s"`
	Median float64 `json:"median_s"`
	Max    float64 `json:"max_s"`
}

// The kinds of spread. A result has those that its model has.
const (
	SpreadLock  = "lock"  // of lanes that had tasks: all their waiting for locks
	SpreadGIL   = "gil"   // of lanes that had tasks: all their waiting for the GIL
	SpreadLag   = "lag"   // of an event loop's resumptions: from due to resumed; the median within 1/32 of it
	SpreadQueue = "queue" // of tasks: from being handed to a lane until it took them
)
