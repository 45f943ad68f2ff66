package run

// TaskTimes tells how unevenly one kind of waiting fell on tasks or lanes, for an
// average would hide it. Times are in seconds.
type TaskTimes struct {
	Kind   string  `json:"kind"` // one of the Times constants
	N      int     `json:"n"`    // how many values it sums up
	Min    float64 `json:"min_s"`
	Median float64 `json:"median_s"`
	Max    float64 `json:"max_s"`
}

// The kinds of task times. A result has those that its model has.
const (
	TimesLock  = "lock"  // of lanes that had tasks: all their waiting for locks
	TimesGIL   = "gil"   // of lanes that had tasks: all their waiting for the GIL
	TimesLag   = "lag"   // of an event loop's resumptions: from due to resumed; the median within 1/32 of it
	TimesQueue = "queue" // of tasks: from being handed to a lane until it took them
)
