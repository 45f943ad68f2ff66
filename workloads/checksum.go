package workloads

// Mix spreads the bits of x over 64 bits (the finaliser of splitmix64, Steele,
// Lea and Flood 2014, "Fast splittable pseudorandom number generators").
func Mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Sign turns the result of task i into its share of a run's checksum. Shares
// are added modulo 2^64, so the order of tasks doesn't matter, but which result
// belongs to which task does.
func Sign(i int, result uint64) uint64 {
	return Mix(result + 0x9e3779b97f4a7c15*uint64(i+1))
}

// FoldStart is the checksum of nothing: FNV-1a's start value for 64 bits (Fowler, Noll and Vo).
const FoldStart = 0xcbf29ce484222325

// Fold takes one more word, or byte, into a checksum that began with FoldStart:
// FNV-1a's step for 64 bits.
func Fold(h, word uint64) uint64 { return (h ^ word) * 0x100000001b3 }

// SumBytes is the checksum of p, folded eight bytes at a time, little endian,
// and the rest one by one (FNV-1a by words).
func SumBytes(p []byte) uint64 {
	h := uint64(FoldStart)
	for len(p) >= 8 {
		w := uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 |
			uint64(p[4])<<32 | uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56
		h = Fold(h, w)
		p = p[8:]
	}
	for _, c := range p {
		h = Fold(h, uint64(c))
	}
	return h
}
