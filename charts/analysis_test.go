package charts

import (
	"math"
	"slices"
	"strings"
	"testing"

	"weft/charts/scaling"
)

// readingOf returns the mark with a heading, which must be there.
func readingOf(t *testing.T, f Figure, heading string) Mark {
	t.Helper()
	_, marks := Render(f, 800, 500, 1, Dark())
	i := slices.IndexFunc(marks, func(m Mark) bool { return m.Heading == heading })
	if i < 0 {
		t.Fatalf("no reading %q in %+v", heading, marks)
	}
	return marks[i]
}

func TestReadingsOfAnalysis(t *testing.T) {
	for _, c := range []struct {
		figure  Figure
		heading string
		want    []string
	}{
		{lawsSample(), "Amdahl, f 3.9 %, p = 64", []string{"18.2x (14.5 to 23.6)", "extrapolated from p = 8"}},
		{lawsSample(), "USL, peak 14, p = 1", []string{"1.00x (0.98 to 1.03)"}},
		{lawsSample(), "Not drawn", lawsSample().Refused},
		{workerMemorySample(false), "process pool, p = 16", []string{"37.8 MB (36.7 MB to 39.3 MB) n = 5", "a worker costs 2.10 MB (1.89 MB to 2.31 MB)"}},
		{spawnSample(), "goroutines, p = 10000", []string{"6.00 ms (4.80 ms to 7.80 ms) n = 5", "600 ns a worker"}},
		{waitsSample(), "event loop", []string{"event loop lag, 5120 wake-ups", "median 14.0 µs", "900 ns to 31.0 ms"}},
		{decisionSample(), "process pool, memory per worker", []string{"2.1 MB", "speaks against it"}},
		{decisionSample(), "this work, intensity of work", []string{"CPU-bound: 97 % computing"}},
	} {
		if m := readingOf(t, c.figure, c.heading); !slices.Equal(m.Lines, c.want) {
			t.Errorf("%s: reading is %q, want %q", c.heading, m.Lines, c.want)
		}
	}
}

// The example is that of the issue: dispatch of 0.21 s a lane, a tenth of the run.
func TestPartsSayWhatIf(t *testing.T) {
	b := Bar{Model: "process-pool", Ts: 2, Cold: 1.25, Workers: 2, Parts: scaling.Parts{Dispatch: 0.42, Imbalance: 0.08}}
	f := Parts{Bars: []Bar{b}, Workers: 4}
	_, marks := Render(f, 480, 260, 1, Dark())
	want := []string{"dispatch and wait 420 ms, 84 % of the overhead", "without it 1.92x instead of 1.60x", "total 500 ms"}
	if !slices.Equal(marks[0].Lines, want) {
		t.Errorf("reading is %q, want %q", marks[0].Lines, want)
	}
	header, rows := f.Table()
	cell := func(name string) string { return rows[0][slices.Index(header, name)] }
	if cell("workers") != "2" || cell("speedup") != "1.6" || !strings.HasPrefix(cell("speedup_without_dispatch"), "1.923") || cell("speedup_without_gil") != "1.6" {
		t.Errorf("table is %q %q", header, rows)
	}
	b.Ts, b.Cold = 0, 0
	for _, line := range b.reading(partKinds()[1]) {
		if strings.Contains(line, "without") {
			t.Errorf("a what-if without times: %q", line)
		}
	}
}

func TestWaitingForOnesTurnIsNamedAfterWhoHasIt(t *testing.T) {
	bar := func(model string) Bar { return Bar{Model: model, Parts: scaling.Parts{GIL: 1}} }
	for _, c := range []struct {
		bars []Bar
		want string
	}{
		{[]Bar{bar("gil-threads")}, waitingForGIL},
		{[]Bar{bar("go/event-loop")}, waitingForLoop},
		{[]Bar{bar("python3.11/asyncio"), bar("gil-threads")}, waitingForTurn},
	} {
		if got := (partsChart{c.bars}).present(); len(got) != 1 || got[0].name != c.want {
			t.Errorf("%v: named %+v, want %s", c.bars, got, c.want)
		}
	}
}

func TestUnexplainedIsInTheLegendFromOnePercentOn(t *testing.T) {
	for unexplained, want := range map[float64]int{0.005: 1, 0.02: 2, -0.02: 2} {
		c := partsChart{[]Bar{{Parts: scaling.Parts{Dispatch: 1, Unexplained: unexplained}}}}
		if got := len(c.present()); got != want {
			t.Errorf("%v unexplained: %d entries, want %d", unexplained, got, want)
		}
	}
}

func TestCoreLines(t *testing.T) {
	for _, c := range []struct {
		physical, logical int
		want              string
	}{
		{0, 0, ""},
		{0, 1, " on 1 core"},
		{0, 8, " on 8 cores"},
		{8, 8, " on 8 cores"},
		{8, 16, " on 8 cores, 16 with SMT"},
		{4, 0, " on 4 cores"},
		{16, 8, " on 8 cores"}, // a container that may use half of them
	} {
		if got := onCores(c.physical, c.logical); got != c.want {
			t.Errorf("%d physical, %d logical: %q, want %q", c.physical, c.logical, got, c.want)
		}
	}
}

func TestBaselinesReadAsSentences(t *testing.T) {
	for baseline, want := range map[string]string{
		"":           "against sequential, warm",
		"sequential": "against sequential, warm",
		"own p = 1":  "against each model's own p = 1, warm",
		"best sequential anywhere (python3.11 sequential)": "against the best sequential anywhere (python3.11 sequential), warm",
	} {
		if got := against(baseline, true); got != want {
			t.Errorf("%q: %q, want %q", baseline, got, want)
		}
	}
}

func TestRefusedLawsAreTheContentWhereNothingIsDrawn(t *testing.T) {
	f := Laws{Refused: []string{"USL: 3 distinct numbers of workers, 6 are the least."}}
	texts, _ := textsOf(f, 480, 260, 1, true)
	if len(texts) < 2 || !strings.HasPrefix(f.Refused[0], texts[1].text) {
		t.Errorf("texts are %+v", texts)
	}
	if !strings.Contains(f.Summary(), f.Refused[0]) {
		t.Errorf("summary is %q", f.Summary())
	}
}

// A small pane must never lose the model that is recommended.
func TestTheRecommendedModelAlwaysStays(t *testing.T) {
	f := decisionSample()
	slices.Reverse(f.Rows)
	for _, size := range [][2]int{{480, 260}, {300, 180}, {240, 90}} {
		texts, _ := textsOf(f, size[0], size[1], 1, true)
		if !slices.ContainsFunc(texts, func(b textBox) bool { return strings.HasPrefix(b.text, "reco") }) {
			t.Errorf("%v: the recommended model is not there: %+v", size, texts)
		}
	}
}

func TestLawsAreDashedBeyondWhatWasMeasured(t *testing.T) {
	f := lawsSample()
	f.Laws = f.Laws[:1]
	for i := range f.Laws[0].Low { // without a band, which has the colour too
		f.Laws[0].Low[i] = math.NaN()
	}
	c := newLawsChart(f)
	if c.measured != 8 || c.to != 64 {
		t.Fatalf("measured to %d, drawn to %d", c.measured, c.to)
	}
	img, marks := Render(f, 800, 500, 1, Dark())
	solid := StyleOf("process-pool", Dark()).Color
	first := slices.IndexFunc(marks, func(m Mark) bool { return m.Heading == "process pool, p = 8" })
	border := int(marks[first].X*800) + 8
	count := 0
	for x := border; x < 560; x++ {
		for y := range 500 {
			if got := img.RGBAAt(x, y); got.R == solid.R && got.G == solid.G && got.B == solid.B {
				count++
			}
		}
	}
	if count > 20 {
		t.Errorf("%d pixels beyond what was measured have the colour of what was", count)
	}
}
