package charts_test

import (
	"slices"
	"testing"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/samples"
)

// readingOf returns the mark with a heading, which must be there.
func readingOf(t *testing.T, f charts.Figure, heading string) draw.Mark {
	t.Helper()
	_, marks := charts.Render(f, 800, 500, 1, draw.Dark())
	i := slices.IndexFunc(marks, func(m draw.Mark) bool { return m.Heading == heading })
	if i < 0 {
		t.Fatalf("no reading %q in %+v", heading, marks)
	}
	return marks[i]
}

func TestReadingsOfAnalysis(t *testing.T) {
	for _, c := range []struct {
		figure  charts.Figure
		heading string
		want    []string
	}{
		{samples.Laws(), "Amdahl, f 3.9 %, p = 64", []string{"18.2x (14.5 to 23.6)", "extrapolated from p = 8"}},
		{samples.Laws(), "USL, peak 14, p = 1", []string{"1.00x (0.98 to 1.03)"}},
		{samples.Laws(), "Not drawn", samples.Laws().Refused},
		{samples.WorkerMemory(false), "process pool, p = 16", []string{"37.8 MB (36.7 MB to 39.3 MB) n = 5", "a worker costs 2.10 MB (1.89 MB to 2.31 MB)"}},
		{samples.Spawn(), "goroutines, p = 10000", []string{"6.00 ms (4.80 ms to 7.80 ms) n = 5", "600 ns a worker"}},
		{samples.Waits(), "event loop", []string{"event loop lag, 5120 wake-ups", "median 14.0 µs", "900 ns to 31.0 ms"}},
		{samples.Decision(), "process pool, memory per worker", []string{"2.1 MB", "speaks against it"}},
		{samples.Decision(), "this work, intensity of work", []string{"CPU-bound: 97 % computing"}},
	} {
		if m := readingOf(t, c.figure, c.heading); !slices.Equal(m.Lines, c.want) {
			t.Errorf("%s: reading is %q, want %q", c.heading, m.Lines, c.want)
		}
	}
}
