package scaling

import (
	"math"
	"slices"
)

// Slope is what y grows by for one more of x, robust against odd points.
type Slope struct {
	Value    float64
	Interval Interval // 95 %; unknown below 5 points
}

// TheilSen returns the median of the slopes between all pairs of points (Theil
// 1950; Sen 1968, "Estimates of the regression coefficient based on Kendall's
// tau", whose equation 2.6 gives the interval). x and y have the same length; points that
// are not finite, and pairs with the same x, are left out. Without any pair the
// value is NaN.
func TheilSen(x, y []float64) Slope {
	var slopes []float64
	points := 0
	for i := range x {
		if !Finite(x[i]) || !Finite(y[i]) {
			continue
		}
		points++
		for j := range i {
			if Finite(x[j]) && Finite(y[j]) && x[i] != x[j] {
				slopes = append(slopes, (y[i]-y[j])/(x[i]-x[j]))
			}
		}
	}
	s := Slope{Value: Median(slopes), Interval: NoInterval()}
	const least = 5 // below, all pairs together don't make 95 %
	if points < least {
		return s
	}
	slices.Sort(slopes)
	const z = 1.959964 // of the normal distribution, 97.5 %
	n, pairs := float64(points), float64(len(slopes))
	reach := z * math.Sqrt(n*(n-1)*(2*n+5)/18)
	low := int(math.Floor((pairs - reach) / 2))
	high := int(math.Ceil((pairs+reach)/2)) - 1
	if low >= 0 && high < len(slopes) {
		s.Interval = Interval{Low: slopes[low], High: slopes[high]}
	}
	return s
}
