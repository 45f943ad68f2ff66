package run

// Most has the highest of each peak of m and other.
func (m Memory) Most(other Memory) Memory {
	m.PeakPSS = max(m.PeakPSS, other.PeakPSS)
	m.PeakUSS = max(m.PeakUSS, other.PeakUSS)
	m.PeakRSS = max(m.PeakRSS, other.PeakRSS)
	return m
}
