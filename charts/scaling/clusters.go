package scaling

import "fmt"

// clusters sees that times form two groups with nothing between, as when a
// program has two ways to come out or runs on two kinds of core: the gap is wider
// than both groups together, each holds at least a quarter of the runs, and they
// lie apart by at least the precision asked for. With fewer than 10 runs too many
// samples of a single hill look like that; from 10 on at most 2 % do. Groups that
// follow from a trend are told as one.
func clusters(m measured) (Finding, bool) {
	const least = 10
	n := len(m.times)
	if n < least {
		return Finding{}, false
	}
	sorted := m.sorted
	at, gap := 0, 0.0
	for k := (n + 3) / 4; k <= n-(n+3)/4; k++ {
		if d := sorted[k] - sorted[k-1]; d > gap {
			at, gap = k, d
		}
	}
	if at == 0 {
		return Finding{}, false
	}
	low, high := sorted[:at], sorted[at:]
	together := low[len(low)-1] - low[0] + high[len(high)-1] - high[0]
	if gap <= together || gap < m.Precision*m.median {
		return Finding{}, false
	}
	if _, moved := trend(m); moved {
		return Finding{}, false
	}
	return Finding{KindClusters, fmt.Sprintf(
		"Times form two groups, %d around %.3g s and %d around %.3g s, with nothing between. Look for two kinds of core, two clocks or two ways through the program: the median stands for one group only.",
		len(low), Median(low), len(high), Median(high))}, true
}
