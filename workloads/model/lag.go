package model

import "math/bits"

// Lag sums up how late an event loop was: for how long coroutines that were
// ready had to wait until it resumed them.
type Lag struct {
	N        int   // how often a coroutine was resumed
	Min, Max int64 // ns, exact
	Median   int64 // ns, within 1/32 of it (exact below 16 ns)
}

// lags counts lags in buckets of logarithmic width, in the manner of HDR
// histograms: 16 to each doubling, so that memory is bounded and the middle of a
// bucket is off by 1/32 at most.
type lags struct {
	n        uint64
	min, max int64
	buckets  [lagBuckets]uint64
}

const (
	lagBits    = 4 // 16 buckets a doubling
	lagBuckets = (64 - lagBits) << lagBits
)

// bucket is where ns counts, which is 0 or more.
func bucket(ns int64) int {
	shift := max(0, bits.Len64(uint64(ns))-lagBits-1)
	return shift<<lagBits + int(ns>>shift)
}

// middle is the middle of a bucket, ns.
func middle(bucket int) int64 {
	if bucket < 2<<lagBits {
		return int64(bucket)
	}
	shift := bucket>>lagBits - 1
	low := int64(bucket-shift<<lagBits) << shift
	return low + int64(1)<<shift/2
}

func (l *lags) add(ns int64) {
	if l.n == 0 || ns < l.min {
		l.min = ns
	}
	l.max = max(l.max, ns)
	l.n++
	l.buckets[bucket(ns)]++
}

// sum finds the median: of an even number of lags the upper one of the middle two.
func (l *lags) sum() Lag {
	out := Lag{N: int(l.n), Min: l.min, Max: l.max}
	seen := uint64(0)
	for k, n := range l.buckets {
		if seen += n; seen > l.n/2 {
			out.Median = min(max(middle(k), l.min), l.max)
			break
		}
	}
	return out
}
