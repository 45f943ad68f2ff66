package scaling

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Merging counts the pairs that comparing each with each counts.
func TestPairsAreCountedByMerging(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.SampledFrom([]float64{1, 2, 3, 4, 5.5, 6}), 0, 40).Draw(t, "xs")
		fell, equal := 0, 0
		for i := range xs {
			for j := range i {
				if xs[j] > xs[i] {
					fell++
				}
				if xs[j] == xs[i] {
					equal++
				}
			}
		}
		same := equalPairs(slices.Sorted(slices.Values(xs)))
		if falling(xs) != fell || same != equal {
			t.Fatalf("of %v %d pairs fall and %d are equal, want %d and %d", xs, falling(xs), same, fell, equal)
		}
	})
}

// Of many values, the middle of a resample is drawn alone: it spreads as when
// every value of the resample is drawn.
func TestTheMiddleOfManyIsDrawnAlone(t *testing.T) {
	const draws = 40_000
	for _, n := range []int{manyValues + 1, manyValues + 2, 301} {
		sorted := make([]float64, n)
		for i := range sorted {
			sorted[i] = float64(i * i)
		}
		r := rand.New(rand.NewPCG(1, uint64(n)))
		alone, whole := make([]float64, draws), make([]float64, draws)
		for d := range draws {
			alone[d] = middleRedrawn(r, sorted)
			resample := make([]float64, n)
			for i := range resample {
				resample[i] = sorted[r.IntN(n)]
			}
			whole[d] = Median(resample)
		}
		slices.Sort(alone)
		slices.Sort(whole)
		const far = 0.014 // between the distributions of so many draws, which 1 of 1,000 exceeds where they are the same
		for i, x := range alone {
			if i+1 < draws && alone[i+1] == x {
				continue
			}
			below, _ := slices.BinarySearchFunc(whole, x, func(w, x float64) int {
				if w <= x {
					return -1
				}
				return 1
			})
			if off := math.Abs(float64(i+1-below)) / draws; off > far {
				t.Errorf("%d values: a share %.4f of medians is at most %g, drawn alone %.4f", n, float64(below)/draws, x, float64(i+1)/draws)
				break
			}
		}
	}
}

// The intervals of many values hardly depend on how finely their medians'
// distributions are followed.
func TestManyValuesNeedNoFinerCells(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	draw := func(n int) []float64 {
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = math.Exp(0.05 * r.NormFloat64())
		}
		slices.Sort(xs)
		return xs
	}
	for _, n := range []int{manyValues, manyValues + 1, 200, 1000} {
		num, den := draw(n), draw(n)
		got := resampled(num, den)
		fine := quotient{newGrid(n, 8*n+2).cells(num), newGrid(n, 8*n+2).cells(den)}.interval(Median(num) / Median(den))
		width := fine.High - fine.Low
		if off := max(math.Abs(got.Low-fine.Low), math.Abs(got.High-fine.High)) / width; off > 0.02 || n <= manyValues && off != 0 {
			t.Errorf("%d values: the interval is %v, with finer cells %v", n, got, fine)
		}
	}
}

// Of many values, the slope is closed in without looking at all pairs.
func TestTheSlopeOfManyIsThatOfAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{manyValues + 1, manyValues + 2, 250} {
		for _, rise := range []float64{0, 0.001, -0.01, 0.1} {
			xs, order := make([]float64, n), make([]float64, n)
			for i := range xs {
				xs[i], order[i] = 1+rise*float64(i)/float64(n)+0.02*r.NormFloat64(), float64(i)
			}
			got, want := slopeInOrder(xs), TheilSen(order, xs).Value
			if math.Abs(got-want) > 1e-3*math.Abs(want)+1e-9 {
				t.Errorf("%d values that rise by %g: the slope is %g, of all pairs %g", n, rise, got, want)
			}
			if limit := math.Abs(want) * 0.9; !steep(xs, limit) {
				t.Errorf("%d values that rise by %g: a slope of %g is not seen to go beyond %g", n, rise, want, limit)
			}
		}
	}
}

// Times that came in one by one are judged as when they come all at once.
func TestGrowingTimesAreJudgedAsAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var g Growing
		for range rapid.IntRange(0, 90).Draw(t, "times") {
			g.Add(rapid.SampledFrom([]float64{0, 0.3, 0.31, 0.31, 0.32, 0.33, 0.34, 0.35, 0.5, 2}).Draw(t, "time"))
		}
		c := Circumstances{Workers: 2, Cores: 2, Precision: 0.02, Others: 0.2, Drift: 0.1}
		got, want := g.Examine(g.Ascending(), c.Precision).Judge(c), Examine(g.Values(), slices.Sorted(slices.Values(g.Values())), c.Precision).Judge(c)
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("of %v it says\n%+v\nand of all together\n%+v", g.Values(), got, want)
		}
	})
}
