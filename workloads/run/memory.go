package run

import (
	"maps"

	"weft/workloads/sample"
)

// Note raises the peaks to what a sample shows.
func (m *Memory) Note(s sample.Sample) {
	m.PeakPSS = max(m.PeakPSS, s.PSS)
	m.PeakUSS = max(m.PeakUSS, s.USS)
	m.PeakRSS = max(m.PeakRSS, s.RSS)
	m.Helpers = most(m.Helpers, s.ByKind)
}

// Most has the highest of each peak of m and other.
func (m Memory) Most(other Memory) Memory {
	m.PeakPSS = max(m.PeakPSS, other.PeakPSS)
	m.PeakUSS = max(m.PeakUSS, other.PeakUSS)
	m.PeakRSS = max(m.PeakRSS, other.PeakRSS)
	m.Helpers = most(maps.Clone(m.Helpers), other.Helpers)
	return m
}

// most raises peaks, by kind, to what others are.
func most(peaks, others map[string]uint64) map[string]uint64 {
	if peaks == nil && len(others) > 0 {
		peaks = make(map[string]uint64, len(others))
	}
	for kind, bytes := range others {
		peaks[kind] = max(peaks[kind], bytes)
	}
	return peaks
}
