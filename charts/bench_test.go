package charts_test

import (
	"testing"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/samples"
)

// The sizes are those of a session of 1,000,000 samples in a pane of 800 x 500.

func BenchmarkCoresMillion(b *testing.B)  { benchmarkRender(b, samples.Cores(1_000_000, 2)) }
func BenchmarkMemoryMillion(b *testing.B) { benchmarkRender(b, samples.Memory(1_000_000)) }
func BenchmarkMemoryHelpersMillion(b *testing.B) {
	f := samples.Memory(1_000_000)
	f.Helpers = make([]charts.Helpers, len(f.Times))
	for i := range f.Helpers {
		f.Helpers[i] = charts.Helpers{"redis": 4e6, "celery main": 13e6 + uint64(i)}
	}
	benchmarkRender(b, f)
}
func BenchmarkTimeline(b *testing.B) { benchmarkRender(b, samples.Timeline(4, 25_000, 1e-4)) }
func BenchmarkSpeedup(b *testing.B)  { benchmarkRender(b, samples.Speedup()) }
func BenchmarkHeat(b *testing.B)     { benchmarkRender(b, samples.Cores(10_000, 128)) }

func BenchmarkLaws(b *testing.B)     { benchmarkRender(b, samples.Laws()) }
func BenchmarkSpawn(b *testing.B)    { benchmarkRender(b, samples.Spawn()) }
func BenchmarkWaits(b *testing.B)    { benchmarkRender(b, samples.WaitsNear()) }
func BenchmarkDecision(b *testing.B) { benchmarkRender(b, samples.Decision()) }
func BenchmarkParts(b *testing.B)    { benchmarkRender(b, samples.AllParts()) }

func benchmarkRender(b *testing.B, f charts.Figure) {
	b.ReportAllocs()
	for b.Loop() {
		charts.Render(f, 800, 500, 1, draw.Dark())
	}
}
