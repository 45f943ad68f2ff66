package catalogue

import (
	"encoding/binary"
	"math"
	"slices"

	"weft/workloads"
	"weft/workloads/servers"
	"weft/workloads/sizes"
)

var convoyWorkload = workloads.Workload{
	Name:  "convoy",
	Kind:  workloads.Mixed,
	Short: "small I/O beside one task that computes all the time",
	Teaches: "The first task computes for long; all others do one small I/O each, a byte sent to an echo server and read back, and compute for a moment after each call. Under a global interpreter lock " +
		"each of them gives the lock up for some microseconds and then waits a whole switch interval to get it back from the task that computes: the convoy effect " +
		"(bpo-7946), at most about 200 hand-backs a second at CPython's 5 ms. Goroutines, threads without such a lock and processes know no convoy; in an event loop the task that computes " +
		"lets nobody else in at all. It takes 2 workers or more for anything to happen beside the first task: with one, its figures are missing. " +
		"Scale multiplies the computing; the I/O stays as it is.",
	Serves: true,
	Params: []workloads.Param{
		{
			Name: "ms", Type: workloads.Int, Unit: "ms", Default: "1000", Min: 1, Max: 60_000, Presets: []string{"500", "1000", "5000"},
			Help: "How long the first task computes by itself, on an ordinary laptop.",
		},
		{
			Name: "trips", Type: workloads.Int, Unit: "trips", Default: "500", Min: 1, Max: 15_000, Presets: []string{"100", "500", "5000"},
			Help: "How many round trips to the echo server there are, one task each.",
		},
		{
			Name: "latency", Type: workloads.Int, Unit: "us", Default: "200", Min: 0, Max: 1_000_000, Presets: []string{"0", "200", "10000"},
			Help: "How long the echo server takes to answer.",
		},
		{
			Name: "handling", Type: workloads.Int, Unit: "us", Default: "100", Min: 0, Max: 100_000, Presets: []string{"0", "100", "1000"},
			Help: "How long a task computes after sending, and again after reading, on an ordinary laptop.",
		},
		blockParam,
	},
	Prepare:  prepareConvoy,
	Review:   reviewConvoy,
	Families: []workloads.InFamily{{Family: python, Scale: 0.02}},
}

const (
	// hogStepsPerUs is how fast an ordinary laptop computes: times become
	// steps by it, so that the work is the same on every machine.
	hogStepsPerUs = 700
	// hogStrip is how many steps lie between two checkpoints, about 1.5 us.
	hogStrip = 1024
)

func prepareConvoy(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	steps := max(1, hogSteps(1000*v.Int("ms"), scale))
	handling := hogSteps(v.Int("handling"), scale)
	client, err := servers.NewEchoClient(env, v.Int("latency"))
	if err != nil {
		return nil, err
	}
	amount := binary.LittleEndian.AppendUint64(nil, uint64(steps))
	block := v.Bool("block")
	return &workloads.Batch{
		Tasks: 1 + v.Int("trips"),
		Waits: true,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			if i == 0 {
				return w.Compute(amount)
			}
			x := uint32(0)
			word := byte(workloads.Mix(uint64(i)))
			back, err := client.Ask(workloads.Awaiting(w, block), i, word, func() { x = hog(w, uint32(word), handling) })
			return uint64(hog(w, x^uint32(back), handling)), err
		},
		Compute: func(w workloads.Waiter, in []byte) (uint64, error) {
			return uint64(hog(w, 0, int(binary.LittleEndian.Uint64(in)))), nil
		},
		Close: client.Close,
	}, nil
}

// hogSteps are those that take us microseconds at the scale of 1.
func hogSteps(us int, scale float64) int {
	return int(sizes.RoundHalfUp(float64(us) * hogStepsPerUs * scale))
}

// hog computes without a rest: a linear congruential generator (the constants
// are those of Numerical Recipes), whose every step needs the one before it.
func hog(w workloads.Waiter, x uint32, steps int) uint32 {
	for steps > 0 {
		n := min(steps, hogStrip)
		for range n {
			x = x*1664525 + 1013904223
		}
		steps -= n
		w.Checkpoint()
	}
	return x
}

// reviewConvoy looks at the round trips that began and ended while the first
// task computed. Their number a second is over the time in which there were any
// to make. There are no metrics where nothing happened beside that task.
func reviewConvoy(times []workloads.TaskSpan) []workloads.Metric {
	at := slices.IndexFunc(times, func(t workloads.TaskSpan) bool { return t.Task == 0 })
	if at < 0 {
		return nil
	}
	hog := times[at]
	first, last := math.Inf(1), math.Inf(-1)
	var took []float64
	for _, t := range times {
		if t.Task == 0 {
			continue
		}
		first, last = min(first, t.Start), max(last, t.End)
		if t.Start >= hog.Start && t.End <= hog.End {
			took = append(took, 1e3*(t.End-t.Start))
		}
	}
	span := min(last, hog.End) - max(first, hog.Start)
	if len(took) == 0 || span <= 0 {
		return nil
	}
	slices.Sort(took)
	return []workloads.Metric{
		{Name: ConvoyTrips, Value: float64(len(took)), Unit: "trips", Help: "They began and ended while the first task computed."},
		{Name: ConvoyRate, Value: float64(len(took)) / span, Unit: "1/s", Help: "While there were any to make beside the first task; each needs the GIL back, where there is one."},
		{Name: ConvoyLatency, Value: quantile(took, 0.5), Unit: "ms", Help: "Of one round trip beside the first task, with what is computed in it."},
		{Name: ConvoyTail, Value: quantile(took, 0.99), Unit: "ms", Help: "One round trip in a hundred took longer."},
	}
}

// The names of convoy's metrics.
const (
	ConvoyTrips   = "round trips beside the computing"
	ConvoyRate    = "hand-backs"
	ConvoyLatency = "I/O latency, median"
	ConvoyTail    = "I/O latency, 99th percentile"
)

// quantile is the smallest of sorted values that a share q of them doesn't
// exceed. There is at least one.
func quantile(sorted []float64, q float64) float64 {
	return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)]
}
