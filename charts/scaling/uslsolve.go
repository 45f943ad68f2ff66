package scaling

import "math"

// solveUSL fits the USL to throughputs y at p workers: Levenberg-Marquardt on
// throughputs (Marquardt 1963), parameters held within their bounds. Without a
// start it begins at the linearised form and at Gunther's usual guess, and
// keeps the better end.
func solveUSL(p, y []float64, from theta) theta {
	scale := 0.0
	for _, v := range y {
		scale = max(scale, math.Abs(v))
	}
	if scale == 0 {
		return theta{}
	}
	unit := make([]float64, len(y))
	for i := range y {
		unit[i] = y[i] / scale
	}
	var best theta
	if from != (theta{}) {
		from[2] /= scale
		best, _ = descendUSL(p, unit, from)
	} else {
		steepest := 0.0
		for i := range p {
			steepest = max(steepest, unit[i]/p[i])
		}
		var off float64
		best, off = descendUSL(p, unit, theta{0.01, 0.0001, steepest})
		if start, ok := linearUSL(p, unit); ok {
			if other, o := descendUSL(p, unit, start); o < off {
				best = other
			}
		}
	}
	best[2] *= scale
	return best
}

// linearUSL solves N/X = a + b(N-1) + cN(N-1), in which the USL is linear:
// gamma = 1/a, sigma = b/a, kappa = c/a. Weights (X^2/N)^2 bring its residuals
// close to those of X.
func linearUSL(p, y []float64) (theta, bool) {
	var n normal
	for i := range p {
		if y[i] <= 0 {
			continue
		}
		w := y[i] * y[i] / p[i]
		n.add([3]float64{w, w * (p[i] - 1), w * p[i] * (p[i] - 1)}, w*p[i]/y[i])
	}
	x, ok := n.solve([3]bool{}, 0)
	if !ok || !positive(x[0]) {
		return theta{}, false
	}
	return boundUSL(theta{x[1] / x[0], x[2] / x[0], 1 / x[0]}), true
}

// boundUSL brings parameters into their bounds.
func boundUSL(t theta) theta {
	const leastGamma = 1e-9 // of throughputs that are at most 1
	return theta{min(max(t[0], 0), 1), min(max(t[1], 0), 1), max(t[2], leastGamma)}
}

// descendUSL improves parameters until nothing changes, and returns what is
// left as the sum of squares.
func descendUSL(p, y []float64, t theta) (theta, float64) {
	damping := 1e-3
	n, off := linearised(p, y, t)
	for range 200 {
		step, ok := n.solve(n.stuck(t), damping)
		if !ok {
			return t, off
		}
		next := boundUSL(theta{t[0] + step[0], t[1] + step[1], t[2] + step[2]})
		m, left := linearised(p, y, next)
		if !(left < off) {
			if damping *= 10; damping > 1e10 {
				return t, off
			}
			continue
		}
		done := off-left <= 1e-13*off
		t, off, n = next, left, m
		damping = max(damping/10, 1e-12)
		if done {
			return t, off
		}
	}
	return t, off
}

// linearised returns the normal equations of the USL about t, and the sum of
// squares there.
func linearised(p, y []float64, t theta) (normal, float64) {
	var n normal
	off := 0.0
	for i := range p {
		d := 1 + t[0]*(p[i]-1) + t[1]*p[i]*(p[i]-1)
		x := t[2] * p[i] / d
		r := y[i] - x
		off += r * r
		n.add([3]float64{-x * (p[i] - 1) / d, -x * p[i] * (p[i] - 1) / d, p[i] / d}, r)
	}
	return n, off
}

// normal are the normal equations of least squares with three unknowns.
type normal struct {
	a [3][3]float64
	b [3]float64
}

// add takes in one equation row*x = value.
func (n *normal) add(row [3]float64, value float64) {
	for i := range row {
		for j := range row {
			n.a[i][j] += row[i] * row[j]
		}
		n.b[i] += row[i] * value
	}
}

// stuck tells which of sigma and kappa stand at a bound that the descent would
// cross.
func (n *normal) stuck(t theta) [3]bool {
	var s [3]bool
	for i := range 2 {
		s[i] = t[i] <= 0 && n.b[i] <= 0 || t[i] >= 1 && n.b[i] >= 0
	}
	return s
}

// solve solves the equations for the unknowns that are not fixed, their
// diagonal raised by a share of itself.
func (n *normal) solve(fixed [3]bool, damping float64) ([3]float64, bool) {
	a, b := n.a, n.b
	for i := range a {
		if fixed[i] {
			for j := range a {
				a[i][j], a[j][i] = 0, 0
			}
			a[i][i], b[i] = 1, 0
		}
		a[i][i] *= 1 + damping
	}
	for i := range a { // Gaussian elimination; the matrix is positive definite
		if !positive(a[i][i]) {
			return b, false
		}
		for j := i + 1; j < 3; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < 3; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := 2; i >= 0; i-- {
		for k := i + 1; k < 3; k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b, true
}
