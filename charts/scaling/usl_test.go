package scaling_test

import (
	"math"
	"testing"

	"weft/charts/scaling"
)

// singles is a series of single throughputs.
func singles(p []int, x []float64) scaling.Series {
	s := scaling.Series{Rate: true}
	for i := range p {
		s.Points = append(s.Points, scaling.Repeated{Workers: p[i], Values: x[i : i+1]})
	}
	return s
}

// specSDM91 is the throughput of a Sun SPARCcenter 2000 with 16 CPUs against
// simulated users in the SPEC SDM91 benchmark of October 1994, in scripts per
// hour: Gunther, Guerrilla Capacity Planning, 2007; data set specsdm91 of the
// usl package for R.
func specSDM91() scaling.Series {
	return singles([]int{1, 18, 36, 72, 108, 144, 216}, []float64{64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775, 1702.2})
}

// raytracer is the throughput of a ray tracer on an SGI Origin 2000 with 64
// processors: data set raytracer of the usl package for R, from the same book.
func raytracer() scaling.Series {
	return singles([]int{1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64}, []float64{20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310})
}

// agrees holds a figure against a published one, to a relative tolerance.
func agrees(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)+1e-12) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func fitted(t *testing.T, law string, s scaling.Series) *scaling.Fit {
	t.Helper()
	f, err := scaling.FitLaw(law, s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func param(t *testing.T, f *scaling.Fit, name string) scaling.Param {
	t.Helper()
	for _, p := range f.Params {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("%s has no %s", f.Law, name)
	return scaling.Param{}
}

// The coefficients, residuals, R2 and peak that version 2 and 3 of the usl
// package print for specsdm91: README.md, tests/usl-nlxb.Rout.save,
// tests/residuals.Rout.save and tests/peak-scalability.Rout.save of
// github.com/smoeding/usl (there sigma and kappa are alpha and beta).
func TestUSLOfSpecSDM91(t *testing.T) {
	s := specSDM91()
	f := fitted(t, scaling.USLLaw, s)
	agrees(t, "sigma", param(t, f, "sigma").Value, 0.0277285, 2e-6)
	agrees(t, "kappa", param(t, f, "kappa").Value, 0.0001044, 5e-4)
	agrees(t, "gamma", param(t, f, "gamma").Value, 89.9952330, 1e-6)
	agrees(t, "R2", f.R2, 0.990, 5e-4)
	agrees(t, "peak", f.Peak.Workers, 97, 0.006) // printed with two digits
	for i, residual := range []float64{-25.10, -81.66, 111.09, 3.05, -49.99, -46.60, 56.00} {
		at, _, _ := f.At(float64(s.Points[i].Workers))
		if math.Abs(s.Points[i].Values[0]-at-residual) > 0.006 {
			t.Errorf("residual %d is %v, want %v", i, s.Points[i].Values[0]-at, residual)
		}
	}
	if f.N != 7 || f.Distinct != 7 || f.Largest != 216 {
		t.Errorf("%d values, %d numbers of workers, largest %d", f.N, f.Distinct, f.Largest)
	}
	// Their standard errors give 0.0024 to 0.0531, 0.000049 to 0.000160, and 50.5
	// to 129.5 by Student's t with 4 degrees of freedom. Resampling agrees about
	// where the parameters may lie; it need not be symmetric.
	for name, theirs := range map[string]scaling.Interval{"sigma": {Low: 0.0024, High: 0.0531}, "kappa": {Low: 4.9e-5, High: 1.6e-4}, "gamma": {Low: 50.5, High: 129.5}} {
		ours := param(t, f, name).Interval
		if width := (ours.High - ours.Low) / (theirs.High - theirs.Low); width < 0.7 || width > 1.4 {
			t.Errorf("%s: %v is %.2f times as wide as %v", name, ours, width, theirs)
		}
	}
}

// tests/confint.Rout.save of the same package.
func TestUSLOfRaytracer(t *testing.T) {
	f := fitted(t, scaling.USLLaw, raytracer())
	agrees(t, "sigma", param(t, f, "sigma").Value, 0.0578, 1e-3)
	agrees(t, "gamma", param(t, f, "gamma").Value, 21.8488, 2e-6)
	if k := param(t, f, "kappa"); k.Value != 0 || k.Interval.Low != 0 || k.Interval.High > 5e-4 {
		t.Errorf("kappa is %+v, theirs is 0 to 0.000214", k)
	}
	if f.Peak != nil {
		t.Errorf("a peak: %+v", f.Peak)
	}
	limit, low, high := f.Limit()
	agrees(t, "limit", limit, 21.8488/0.0577708, 1e-4) // gamma/sigma
	if !(low < limit && limit < high) {
		t.Errorf("limit %v in %v to %v", limit, low, high)
	}
	sigma := param(t, f, "sigma").Interval // theirs: 0.0337 to 0.0819
	if sigma.Low < 0.02 || sigma.Low > 0.045 || sigma.High < 0.065 || sigma.High > 0.095 {
		t.Errorf("sigma %v", sigma)
	}
}

// tests/t02.Rout.save of the same package: exact data with sigma 0.5, kappa 0.125.
func TestUSLOfExactData(t *testing.T) {
	f := fitted(t, scaling.USLLaw, singles([]int{1, 3, 4, 12, 24, 48}, []float64{1, 1.090909, 1, 0.5217391, 0.2944785, 0.1566068}))
	agrees(t, "sigma", param(t, f, "sigma").Value, 0.5, 1e-4)
	agrees(t, "kappa", param(t, f, "kappa").Value, 0.125, 1e-4)
	agrees(t, "peak", f.Peak.Workers, 2, 1e-4) // sqrt(0.5/0.125)
}

func TestUSLFormula(t *testing.T) {
	// Gunther's law is Amdahl's without kappa.
	for _, n := range []float64{1, 2, 10, 1000} {
		agrees(t, "X", scaling.USLThroughput(0.1, 0, 1, n), scaling.AmdahlSpeedup(0.1, n), 1e-12)
	}
	agrees(t, "peak", scaling.USLPeak(0.001, 0.00001), 320, 0.02) // tests/peak-scalability.Rout.save
	if !math.IsInf(scaling.USLPeak(0.1, 0), 1) || scaling.USLPeak(1, 0.5) != 1 {
		t.Error("peaks at the bounds")
	}
	// The peak is where the throughput is highest.
	peak := scaling.USLPeak(0.05, 0.002)
	top := scaling.USLThroughput(0.05, 0.002, 3, peak)
	for _, n := range []float64{peak * 0.99, peak * 1.01} {
		if scaling.USLThroughput(0.05, 0.002, 3, n) >= top {
			t.Errorf("higher at %v than at the peak %v", n, peak)
		}
	}
}

// Speedups against a baseline: gamma is what one worker makes of it.
func TestUSLOfTimes(t *testing.T) {
	s := scaling.Series{Baseline: []float64{10, 10, 10}}
	for _, p := range []int{1, 2, 3, 4, 6, 8, 12} {
		v := 10 / scaling.USLThroughput(0.05, 0.01, 0.9, float64(p))
		s.Points = append(s.Points, scaling.Repeated{Workers: p, Values: []float64{v, v}})
	}
	f := fitted(t, scaling.USLLaw, s)
	agrees(t, "sigma", param(t, f, "sigma").Value, 0.05, 1e-6)
	agrees(t, "kappa", param(t, f, "kappa").Value, 0.01, 1e-6)
	agrees(t, "gamma", param(t, f, "gamma").Value, 0.9, 1e-6)
	one, _, _ := f.Relative(1)
	agrees(t, "relative", one, 1, 1e-12)
	if f.Label() != "USL, peak 9.75" {
		t.Error(f.Label())
	}
}
