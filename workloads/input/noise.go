// Package input makes what tasks work on: bytes and texts that are fixed by a
// seed, so that every runtime makes the same. What lives here is used by more
// than one workload or server, and reads no file.
package input

import (
	"encoding/binary"

	"weft/workloads"
)

// noiseStrip is how many bytes lie between two checkpoints, about 8 us.
const noiseStrip = 32 << 10

// Noise is size bytes that look random and are fixed by seed (see FillNoise).
func Noise(size int, seed uint64) []byte {
	p := make([]byte, size)
	noiseWords(p, seed)
	return p
}

// FillNoise fills p, in a task: word k of p, little endian, is Mix(seed + k);
// the last word is cut off where p ends.
func FillNoise(w workloads.Waiter, p []byte, seed uint64) {
	for len(p) > 0 {
		strip := p[:min(noiseStrip, len(p))]
		noiseWords(strip, seed)
		p, seed = p[len(strip):], seed+noiseStrip/8
		w.Checkpoint()
	}
}

func noiseWords(p []byte, seed uint64) {
	for len(p) >= 8 {
		binary.LittleEndian.PutUint64(p, workloads.Mix(seed))
		p, seed = p[8:], seed+1
	}
	if len(p) > 0 {
		var last [8]byte
		binary.LittleEndian.PutUint64(last[:], workloads.Mix(seed))
		copy(p, last[:])
	}
}
