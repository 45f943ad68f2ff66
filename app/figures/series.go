package figures

import (
	"slices"
	"time"

	"weft/charts"
	"weft/charts/draw"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// Series holds samples as columns. Times are in seconds since Began. A sample lies
// where its run started, and as much later as it was taken: the same whether the
// run is followed or read from a file. Its slices only grow at their ends, so a
// copy of a Series stays valid while the original goes on.
type Series struct {
	Began time.Time // when the first run did; zero before

	CoreTimes   []float64
	Cores       [][]float64 // load of each core at those times, 0 to 100
	MemoryTimes []float64
	Memory      []float64        // bytes at those times
	Helpers     []charts.Helpers // what helpers took at those times
	MemoryLabel string           // what Memory is: "PSS" or "RSS"
	Spans       []draw.Span

	begun time.Time // when the run under way began
	taken int       // samples of it
	last  float64   // time of the latest sample
}

// SeriesOf puts the samples of finished runs behind each other, in the order of
// the runs' start.
func SeriesOf(results []run.Result) Series {
	ordered := make([]*run.Result, len(results))
	for i := range results {
		ordered[i] = &results[i]
	}
	slices.SortStableFunc(ordered, func(a, b *run.Result) int { return a.Started.Compare(b.Started) })
	var s Series
	for _, r := range ordered {
		s.Begin(r.Started)
		for _, one := range r.Samples {
			s.Take(one)
		}
		s.End(*r)
	}
	return s
}

// Begin notes that a run begins.
func (s *Series) Begin(at time.Time) {
	at = at.Round(0) // as a file tells it: without the clock that only this process has
	if s.Began.IsZero() {
		s.Began, s.last = at, -1
	}
	s.begun, s.taken = at, 0
}

// Take takes in a sample of the run that has begun, whose time counts from there.
func (s *Series) Take(one sample.Sample) {
	s.taken++
	if one.At += s.begun.Sub(s.Began).Seconds(); one.At > s.last { // runs of one session don't overlap, but files are files
		s.last = one.At
		s.Add(one)
	}
}

// Followed tells whether a run that ended is the one that began last, and all its
// samples were taken in since. A run that was refused never began, and of one that
// is long beyond measure the result has fewer samples than were taken.
func (s *Series) Followed(r run.Result) bool {
	return s.begun.Equal(r.Started.Round(0)) && s.taken == len(r.Samples)
}

// Add appends a sample whose time counts from Began. Memory is the sum of PSS
// where the system tells it, else that of RSS. The two are never mixed: the
// first PSS takes the place of all RSS before it.
func (s *Series) Add(one sample.Sample) {
	if len(one.Cores) > 0 {
		s.CoreTimes = append(s.CoreTimes, one.At)
		s.Cores = append(s.Cores, one.Cores)
	}
	bytes, kind := one.PSS, pss
	if bytes == 0 {
		bytes, kind = one.RSS, rss
	}
	switch {
	case bytes == 0, kind == rss && s.MemoryLabel == pss:
		return
	case kind != s.MemoryLabel:
		s.MemoryLabel, s.MemoryTimes, s.Memory, s.Helpers = kind, nil, nil, nil
	}
	s.MemoryTimes = append(s.MemoryTimes, one.At)
	s.Memory = append(s.Memory, float64(bytes))
	s.Helpers = append(s.Helpers, one.ByKind)
}

// What memory is measured as.
const (
	pss = "PSS"
	rss = "RSS"
)

// End marks when a run went on that has ended. A refused run never did.
func (s *Series) End(r run.Result) {
	lasted := r.Lasted()
	if n := len(r.Samples); n > 0 {
		lasted = max(lasted, r.Samples[n-1].At)
	}
	if lasted <= 0 {
		return
	}
	from, id := r.Started.Sub(s.Began).Seconds(), IDOf(r.Spec.Runtime, r.Spec.Model)
	s.Spans = append(s.Spans, draw.Span{From: from, To: from + lasted, Label: label(id, r.Spec.Workers), Model: ModelOf(id)})
}
