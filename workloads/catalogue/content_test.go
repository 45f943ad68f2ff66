package catalogue

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image/color"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/workloadtest"
)

// The tests of this file compute by other means what workloads compute.

func TestFibIsFibonacci(t *testing.T) {
	a, b := uint64(0), uint64(1)
	for n := range 31 {
		if got := fib(workloadtest.Waiter{}, n); got != a {
			t.Errorf("fib(%d) = %d, want %d", n, got, a)
		}
		a, b = b, a+b
	}
	calls := 0
	var count func(n int)
	count = func(n int) {
		if calls++; n >= 2 {
			count(n - 1)
			count(n - 2)
		}
	}
	if count(20); fibCalls(20) != float64(calls) {
		t.Errorf("fib(20) takes %d calls, not %g", calls, fibCalls(20))
	}
}

func TestPrimesFindsLargeOnes(t *testing.T) {
	checkpoints := 0
	prime := trial{w: countingWaiter{n: &checkpoints}, left: 1}
	if !prime.prime(2147483647) || prime.prime(2147117569) { // 2^31-1, and 46337 squared
		t.Error("a large prime, or the square of one, is mistaken")
	}
	if checkpoints < 10 {
		t.Errorf("proving a large prime passes %d checkpoints, too few for its 23,169 divisions", checkpoints)
	}
}

func TestStatsAgainstPlainSum(t *testing.T) {
	const length = 3 * statsStrip
	b := build(t, "stats", workloads.Values{"range": fmt.Sprint(length), "tasks": "1"}, 2)
	for i := range b.Tasks {
		sum := 0.0
		for x := i * length; x < (i+1)*length; x++ {
			root := math.Sqrt(float64(x))
			sum += root * root * root
		}
		got := math.Float64frombits(runTask(t, b, workloadtest.Waiter{}, i))
		if math.Abs(got/sum-1) > 1e-14 {
			t.Errorf("chunk %d sums to %g, want %g", i, got, sum)
		}
	}
}

func TestMatmulAgainstDefinition(t *testing.T) {
	const n = 61
	b := build(t, "matmul", workloads.Values{"size": fmt.Sprint(n), "tasks": "7"}, 1)
	runAll(t, b, 3)
	for i := range n {
		for j := range n {
			want := 0.0
			for k := range n {
				want += float64(getFloat(b.Data[8*(i*n+k):]) * element(seedB, k*n+j))
			}
			if got := getFloat(b.Result[8*(i*n+j):]); got != want {
				t.Fatalf("C[%d][%d] = %g, want %g", i, j, got, want)
			}
		}
	}
}

func TestHashAgainstPlainChain(t *testing.T) {
	for _, size := range []int{1, 55, 64, 1000, hashStrip - 1, hashStrip, 3*hashStrip + 7} {
		payload := input.Noise(size, 9)
		var digest []byte
		for range 5 {
			sum := sha256.Sum256(append(append([]byte{}, digest...), payload...))
			digest = sum[:]
		}
		if got, want := hashChain(workloadtest.Waiter{}, payload, 5), binary.LittleEndian.Uint64(digest); got != want {
			t.Errorf("chain over %d bytes is %#x, want %#x", size, got, want)
		}
	}
}

// releasingWaiter counts how often it was asked to give a GIL up.
type releasingWaiter struct {
	workloadtest.Waiter
	n *int
}

func (w releasingWaiter) Release(op func()) { *w.n++; op() }

func TestHashGivesTheGILUpAsHashlibDoes(t *testing.T) {
	for size, want := range map[int]int{1: 0, hashReleased - 1: 0, hashReleased: 5, 3 * hashStrip: 5} {
		payload, released := input.Noise(size, 9), 0
		got := hashChain(releasingWaiter{n: &released}, payload, 5)
		if released != want || got != hashChain(workloadtest.Waiter{}, payload, 5) {
			t.Errorf("%d bytes, 5 rounds: digest %#x, the GIL was given up %d times, want %d", size, got, released, want)
		}
	}
}

// checkedWaiter has a GIL, and notes checkpoints passed without it.
type checkedWaiter struct {
	releasingWaiter
	without, passed *bool
}

func (w checkedWaiter) Release(op func()) {
	*w.without = true
	w.releasingWaiter.Release(op)
	*w.without = false
}

func (w checkedWaiter) Checkpoint() { *w.passed = *w.passed || *w.without }

func TestCompressGivesTheGILUpAsZlibDoes(t *testing.T) {
	n, without, passed := 0, false, false
	w := checkedWaiter{releasingWaiter{n: &n}, &without, &passed}
	b := build(t, "compress", workloads.Values{"tasks": "1", "bytes": "5000", "rounds": "3"}, 1)
	if got, want := runTask(t, b, w, 0), runTask(t, b, workloadtest.Waiter{}, 0); got != want || n != 6 || passed {
		t.Errorf("checksum %#x, want %#x; the GIL was given up %d times in 3 rounds; checkpoints without it: %v", got, want, n, passed)
	}
}

func TestMandelbrotAgainstComplexNumbers(t *testing.T) {
	m := mandel{steps: 200}
	left := mandelStrip
	for re := -2.2; re < 0.8; re += 0.061 {
		for im := -1.2; im < 1.2; im += 0.067 {
			z, n := 0i, 0
			for n < m.steps && cmplx.Abs(z) <= 256 {
				z = z*z + complex(re, im)
				n++
			}
			got := m.point(workloadtest.Waiter{}, re, im, &left)
			if (got == 0) != (cmplx.Abs(z) <= 256) {
				t.Errorf("%g%+gi: %d, but |z| is %g after %d steps", re, im, got, cmplx.Abs(z), n)
			} else if got != 0 && math.Abs(float64(got)/256-float64(n)) > 2.2 {
				t.Errorf("%g%+gi: escapes after %g steps, want %d", re, im, float64(got)/256, n)
			}
		}
	}
}

// TestMandelbrotSmooth holds that the step count has no jumps where the whole
// number of steps changes: that is where pictures would show bands.
func TestMandelbrotSmooth(t *testing.T) {
	m := mandel{steps: 1000}
	left := mandelStrip
	last := float64(m.point(workloadtest.Waiter{}, 0.5, 0.9, &left))
	for re := 0.5; re < 1.5; re += 1e-4 {
		next := float64(m.point(workloadtest.Waiter{}, re, 0.9, &left))
		if math.Abs(next-last) > 0.12*256 {
			t.Fatalf("near %g the count jumps from %g to %g", re, last/256, next/256)
		}
		last = next
	}
}

func TestMandelbrotPicture(t *testing.T) {
	b := build(t, "mandelbrot", workloads.Values{"width": "90", "iterations": "100"}, 1)
	runAll(t, b, 2)
	img := b.Picture(b.Result)
	if size := img.Bounds().Size(); size.X != 90 || size.Y != 60 {
		t.Fatalf("the picture has %v pixels", size)
	}
	centre, corner := img.At(45, 30), img.At(0, 0)
	if centre != color.Color(insideColour) || corner == centre {
		t.Errorf("centre is %v and corner %v", centre, corner)
	}
	colours := map[color.Color]bool{}
	for x := range 90 {
		for y := range 60 {
			colours[img.At(x, y)] = true
		}
	}
	if len(colours) < 200 {
		t.Errorf("the picture has only %d colours", len(colours))
	}
}

func TestOklab(t *testing.T) {
	cases := []struct {
		lab  oklab
		want color.RGBA // from Ottosson's reference implementation
	}{
		{oklab{0, 0, 0}, color.RGBA{0, 0, 0, 255}},
		{oklab{1, 0, 0}, color.RGBA{255, 255, 255, 255}},
		{oklab{0.62796, 0.22486, 0.12585}, color.RGBA{255, 0, 0, 255}},
		{oklab{0.45201, -0.03246, -0.31153}, color.RGBA{0, 0, 255, 255}},
	}
	for _, c := range cases {
		got := c.lab.rgba()
		for _, d := range []int{int(got.R) - int(c.want.R), int(got.G) - int(c.want.G), int(got.B) - int(c.want.B)} {
			if d < -1 || d > 1 {
				t.Errorf("%v is %v, want %v", c.lab, got, c.want)
				break
			}
		}
	}
}

// TestKuwaharaAgainstDefinition filters a small random picture pixel by pixel.
func TestKuwaharaAgainstDefinition(t *testing.T) {
	const width, height, radius = 23, 17, 3
	random := rand.New(rand.NewPCG(1, 2))
	rgb := make([]byte, 3*width*height)
	for k := range rgb {
		rgb[k] = byte(random.UintN(256))
	}
	at := func(x, y, c int) int {
		return int(rgb[3*(min(max(y, 0), height-1)*width+min(max(x, 0), width-1))+c])
	}
	square := func(x0, y0 int) (variance int, mean [3]byte) {
		n, sum, squares, colours := 0, 0, 0, [3]int{}
		for y := y0; y <= y0+radius; y++ {
			for x := x0; x <= x0+radius; x++ {
				v := (77*at(x, y, 0) + 150*at(x, y, 1) + 29*at(x, y, 2)) >> 8
				n, sum, squares = n+1, sum+v, squares+v*v
				for c := range 3 {
					colours[c] += at(x, y, c)
				}
			}
		}
		for c := range 3 {
			mean[c] = byte((colours[c] + n/2) / n)
		}
		return n*squares - sum*sum, mean
	}
	for lo := 0; lo < height; lo += 5 {
		hi := min(lo+5, height)
		out := make([]byte, 3*width*(hi-lo))
		in := rgb[3*width*max(0, lo-radius) : 3*width*min(height, hi+radius)]
		newBand(in, width, radius, lo, hi, height).paint(workloadtest.Waiter{}, out)
		for y := lo; y < hi; y++ {
			for x := range width {
				least, want := math.MaxInt, [3]byte{}
				for _, corner := range [][2]int{{x - radius, y - radius}, {x, y - radius}, {x - radius, y}, {x, y}} {
					if v, mean := square(corner[0], corner[1]); v < least {
						least, want = v, mean
					}
				}
				if got := [3]byte(out[3*((y-lo)*width+x):]); got != want {
					t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
				}
			}
		}
	}
}

func TestEnlarge(t *testing.T) {
	photo, err := decodePhoto()
	if err != nil {
		t.Fatal(err)
	}
	if same := enlarge(photo, photoWidth, photoHeight, photoWidth, photoHeight); string(same) != string(photo) {
		t.Error("enlarging to the same size changes the picture")
	}
	got := enlarge([]byte{0, 0, 0, 200, 100, 40}, 2, 1, 4, 1)
	if want := []byte{0, 0, 0, 50, 25, 10, 150, 75, 30, 200, 100, 40}; string(got) != string(want) {
		t.Errorf("two pixels become %v, want %v", got, want)
	}
}

// TestImageKeepsTheSubject compares the painting's and the photograph's mean
// brightness by quarters: a filter smooths, it doesn't move or tint.
func TestImageKeepsTheSubject(t *testing.T) {
	b := build(t, "image", workloads.Values{"width": "226", "radius": "3"}, 1)
	runAll(t, b, 2)
	img := b.Picture(b.Result)
	size := img.Bounds().Size()
	for quarter := range 4 {
		before, after := 0, 0
		for y := quarter / 2 * size.Y / 2; y < (quarter/2+1)*size.Y/2; y++ {
			for x := quarter % 2 * size.X / 2; x < (quarter%2+1)*size.X/2; x++ {
				r, _, _, _ := img.At(x, y).RGBA()
				after += int(r >> 8)
				before += int(b.Data[3*(y*size.X+x)])
			}
		}
		if ratio := float64(after) / float64(before); math.Abs(ratio-1) > 0.03 {
			t.Errorf("quarter %d has %.3f times the red it had", quarter, ratio)
		}
	}
	if string(b.Data) == string(b.Result) {
		t.Error("the filter changes nothing")
	}
}

func TestStreamAgainstDefinition(t *testing.T) {
	var s slot
	s.fill()
	s.triad(workloadtest.Waiter{}, 5)
	for j := range s.a {
		if want := float64(j%1021) + 5*float64(j%509)/8; s.a[j] != want {
			t.Fatalf("a[%d] = %g, want %g", j, s.a[j], want)
		}
	}
	b := build(t, "stream", workloads.Values{"mib": "16", "tasks": "3"}, 1)
	runAll(t, b, 3)
	if moved := b.Report()[0].Value; moved != 3*slotsTask*3<<20 {
		t.Errorf("three tasks move %g bytes", moved)
	}
}
