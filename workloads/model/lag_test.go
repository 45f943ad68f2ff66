package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLagSumsUpWhatWasAdded compares with sorting.
func TestLagSumsUpWhatWasAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ns := rapid.SliceOfN(rapid.Int64Min(0), 1, 50).Draw(t, "lags")
		var l lags
		for _, v := range ns {
			l.add(v)
		}
		slices.Sort(ns)
		got, want := l.sum(), ns[len(ns)/2]
		if got.N != len(ns) || got.Min != ns[0] || got.Max != ns[len(ns)-1] {
			t.Fatalf("%v sums up as %+v", ns, got)
		}
		if off := max(got.Median-want, want-got.Median); off > want/32 {
			t.Fatalf("the median of %v is %d, found %d", ns, want, got.Median)
		}
	})
}

func TestNoLags(t *testing.T) {
	if got := (&lags{}).sum(); got != (Lag{}) {
		t.Errorf("no lags sum up as %+v", got)
	}
}

// TestEveryLagHasABucket tries the ends of all doublings.
func TestEveryLagHasABucket(t *testing.T) {
	last := -1
	for shift := range 63 {
		for _, ns := range []int64{1<<shift - 1, 1 << shift} {
			k := bucket(ns)
			if k < last || k >= lagBuckets {
				t.Fatalf("%d ns are in bucket %d of %d, less in %d", ns, k, lagBuckets, last)
			}
			last = k
		}
	}
}
