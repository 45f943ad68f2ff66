package scaling

import "slices"

// What the tests of the statistics look at from outside.
var (
	RankSumP     = func(a, b []float64) float64 { return rankSumP(sortedTimes(a), sortedTimes(b)) }
	NormalP      = normalP
	MannKendallP = func(xs []float64) float64 { return mannKendallP(len(xs), rising(xs, slices.Sorted(slices.Values(xs)))) }
	NormalBelow  = normalBelow
	Probit       = probit
	Outliers     = func(xs []float64) []int { return outliersAmong(xs, sortedTimes(xs)) }

	UncappedWhatIf = whatIf
)

// ResampledMedian returns the values and chances of a resampled median.
func ResampledMedian(sorted []float64) (values, chances []float64) {
	for _, c := range medianCells(sorted) {
		values, chances = append(values, c.value), append(chances, c.chance)
	}
	return values, chances
}
