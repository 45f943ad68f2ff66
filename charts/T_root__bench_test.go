package charts

import "testing"

// The sizes are those of a session of 1,000,000 samples in a pane of 800 x 500.

func BenchmarkCoresMillion(b *testing.B)  { benchmarkRender(b, coresSample(1_000_000, 2)) }
func BenchmarkMemoryMillion(b *testing.B) { benchmarkRender(b, memorySample(1_000_000)) }
func BenchmarkMemoryHelpersMillion(b *testing.B) {
	f := memorySample(1_000_000)
	f.Helpers = make([]Helpers, len(f.Times))
	for i := range f.Helpers {
		f.Helpers[i] = Helpers{"redis": 4e6, "celery main": 13e6 + uint64(i)}
	}
	benchmarkRender(b, f)
}
func BenchmarkTimeline(b *testing.B) { benchmarkRender(b, timelineSample(4, 25_000, 1e-4)) }
func BenchmarkSpeedup(b *testing.B)  { benchmarkRender(b, speedupSample()) }
func BenchmarkHeat(b *testing.B)     { benchmarkRender(b, coresSample(10_000, 128)) }

func BenchmarkLaws(b *testing.B)     { benchmarkRender(b, lawsSample()) }
func BenchmarkSpawn(b *testing.B)    { benchmarkRender(b, spawnSample()) }
func BenchmarkWaits(b *testing.B)    { benchmarkRender(b, waitsNear()) }
func BenchmarkDecision(b *testing.B) { benchmarkRender(b, decisionSample()) }
func BenchmarkParts(b *testing.B)    { benchmarkRender(b, allParts()) }

func benchmarkRender(b *testing.B, f Figure) {
	b.ReportAllocs()
	for b.Loop() {
		Render(f, 800, 500, 1, Dark())
	}
}
