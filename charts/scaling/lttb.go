package scaling

// LTTB picks at most n of the points (xs[i], ys[i]) so that the line through
// them looks like the line through all (largest triangle three buckets:
// Steinarsson, Downsampling Time Series for Visual Representation, 2013). It
// returns ascending indices, the first and the last point always among them.
// xs and ys have the same length and xs ascends; ys should be finite. With
// n < 3 it returns the ends alone. The time is linear in len(xs).
func LTTB(xs, ys []float64, n int) []int {
	count := min(len(xs), len(ys))
	if picked, done := trivial(count, n); done {
		return picked
	}
	picked := make([]int, 0, n)
	picked = append(picked, 0)
	width := float64(count-2) / float64(n-2)
	edge := func(bucket int) int { return 1 + int(float64(bucket)*width) }
	for bucket := range n - 2 {
		start, end := edge(bucket), edge(bucket+1)
		next := min(edge(bucket+2), count)
		if bucket == n-3 {
			end, next = count-1, count
		}
		x, y := centre(xs[end:next], ys[end:next])
		picked = append(picked, largest(xs, ys, picked[len(picked)-1], start, end, x, y))
	}
	return append(picked, count-1)
}

// Downsample picks at most n points as [LTTB] does, but first thins a long
// series to its lows and highs in 4*n stretches (MinMaxLTTB: Van Der Donckt
// and others, 2023), which costs a single comparison a point. NaN values of ys
// are left out.
func Downsample(xs, ys []float64, n int) []int {
	count := min(len(xs), len(ys))
	kept := MinMax(ys[:count], max(4*n, 8))
	if len(kept) <= n {
		return kept
	}
	x, y := make([]float64, len(kept)), make([]float64, len(kept))
	for i, k := range kept {
		x[i], y[i] = xs[k], ys[k]
	}
	picked := LTTB(x, y, n)
	for i, k := range picked {
		picked[i] = kept[k]
	}
	return picked
}

// trivial answers the cases without anything to choose.
func trivial(count, n int) (picked []int, done bool) {
	switch {
	case count == 0 || n < 1:
		return nil, true
	case count <= n:
		picked = make([]int, count)
		for i := range picked {
			picked[i] = i
		}
		return picked, true
	case n == 1:
		return []int{0}, true
	case n == 2:
		return []int{0, count - 1}, true
	}
	return nil, false
}

// centre returns the mean point of a bucket.
func centre(xs, ys []float64) (x, y float64) {
	for i := range xs {
		x += xs[i]
		y += ys[i]
	}
	n := float64(max(len(xs), 1))
	return x / n, y / n
}

// largest returns the index in [start, end) whose triangle with point a and
// (x, y) has the largest area.
func largest(xs, ys []float64, a, start, end int, x, y float64) int {
	best, bestArea := start, -1.0
	ax, ay := xs[a], ys[a]
	for i := start; i < end; i++ {
		area := (ax-x)*(ys[i]-ay) - (ax-xs[i])*(y-ay)
		if area < 0 {
			area = -area
		}
		if area > bestArea {
			best, bestArea = i, area
		}
	}
	return best
}
