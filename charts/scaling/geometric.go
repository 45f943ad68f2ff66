package scaling

import "math"

// Geometric returns n numbers from low to high, each the same factor above the
// one before: where to sample a curve that bends most at small p. It returns
// low alone when n < 2 or the range is empty or not positive.
func Geometric(low, high float64, n int) []float64 {
	if n < 2 || !positive(low) || !positive(high) || high <= low {
		return []float64{low}
	}
	all := make([]float64, n)
	step := math.Log(high/low) / float64(n-1)
	for i := range all {
		all[i] = low * math.Exp(step*float64(i))
	}
	all[n-1] = high
	return all
}
