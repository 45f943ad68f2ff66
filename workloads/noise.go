package workloads

import "encoding/binary"

// noiseStrip is how many bytes lie between two checkpoints, about 8 us.
const noiseStrip = 32 << 10

// noise is size bytes that look random and are fixed by seed (see fillNoise).
func noise(size int, seed uint64) []byte {
	p := make([]byte, size)
	noiseWords(p, seed)
	return p
}

// fillNoise fills p, in a task: word k of p, little endian, is Mix(seed + k);
// the last word is cut off where p ends.
func fillNoise(w Waiter, p []byte, seed uint64) {
	for len(p) > 0 {
		strip := p[:min(noiseStrip, len(p))]
		noiseWords(strip, seed)
		p, seed = p[len(strip):], seed+noiseStrip/8
		w.Checkpoint()
	}
}

func noiseWords(p []byte, seed uint64) {
	for len(p) >= 8 {
		binary.LittleEndian.PutUint64(p, Mix(seed))
		p, seed = p[8:], seed+1
	}
	if len(p) > 0 {
		var last [8]byte
		binary.LittleEndian.PutUint64(last[:], Mix(seed))
		copy(p, last[:])
	}
}

// sumBytes is a checksum of p, in a task: the mixBytes of each strip, folded.
func sumBytes(w Waiter, p []byte) uint64 {
	sum := uint64(0)
	for len(p) > 0 {
		strip := p[:min(noiseStrip, len(p))]
		sum = Mix(sum ^ mixBytes(strip))
		p = p[len(strip):]
		w.Checkpoint()
	}
	return sum
}
