package catalogue

import (
	"crypto/sha256"
	"encoding/binary"

	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/sizes"
)

var hashWorkload = workloads.Workload{
	Name:  "hash",
	Kind:  workloads.CPU,
	Short: "iterated SHA-256 over payloads",
	Teaches: "Every task gets a payload of its own and hashes it over and over: computing on data that has to get to the worker first. Few iterations on a large payload, " +
		"and sending it to another process costs more than the work; many, and it no longer matters. In CPython the hashing is C code that " +
		"lets go of the interpreter lock, so here even its threads scale. Scale multiplies the tasks.",
	Params: []workloads.Param{
		sizes.TasksParam(128, 100_000, "How many payloads are hashed."),
		{
			Name: "bytes", Type: workloads.Int, Unit: "bytes", Default: "65536", Min: 1, Max: 16 << 20, Presets: []string{"1024", "65536", "1048576"},
			Help: "Length of one payload.",
		},
		{
			Name: "iterations", Type: workloads.Int, Unit: "times", Default: "250", Min: 1, Max: 1_000_000, Presets: []string{"1", "250", "1000"},
			Help: "How often a task hashes its payload, each time together with the digest before.",
		},
	},
	Prepare:  prepareHash,
	Families: []workloads.InFamily{{Family: python, Scale: 1.2}},
}

const (
	// hashStrip is how many bytes lie between two checkpoints, about 8 us with
	// the processor's SHA instructions.
	hashStrip = 16 << 10
	seedHash  = 0x5a << 40
	// hashReleased is how many bytes hashlib wants at least to give the GIL up
	// while it hashes them (HASHLIB_GIL_MINSIZE in CPython's Modules/hashlib.h).
	hashReleased = 2048
)

func prepareHash(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	size, iterations := v.Int("bytes"), v.Int("iterations")
	if err := sizes.Fits("all payloads together", float64(tasks)*float64(size), sizes.MaxMemory); err != nil {
		return nil, err
	}
	b := &workloads.Batch{
		Tasks: tasks,
		In:    func(i int) (lo, hi int) { return i * size, (i + 1) * size },
		Run: func(w workloads.Waiter, _ int, in, _ []byte) (uint64, error) {
			return hashChain(w, in, iterations), nil
		},
	}
	if !env.Worker {
		b.Data = input.Noise(tasks*size, seedHash)
	}
	return b, nil
}

// hashChain is the first eight bytes, little endian, of the digest after n
// rounds of digest = SHA-256(digest + payload); the first digest is empty.
func hashChain(w workloads.Waiter, payload []byte, n int) uint64 {
	state := sha256.New()
	var digest []byte
	left := hashStrip
	for range n {
		state.Reset()
		state.Write(digest)
		if r, under := w.(workloads.Releaser); under && len(payload) >= hashReleased {
			r.Release(func() { state.Write(payload) })
			digest = state.Sum(digest[:0])
			continue
		}
		for rest := payload; len(rest) > 0; {
			strip := min(len(rest), left)
			state.Write(rest[:strip])
			rest = rest[strip:]
			if left -= strip; left <= 0 {
				left = hashStrip
				w.Checkpoint()
			}
		}
		digest = state.Sum(digest[:0])
		if left -= sha256.BlockSize; left <= 0 { // padding is hashed as well
			left = hashStrip
			w.Checkpoint()
		}
	}
	return binary.LittleEndian.Uint64(digest)
}
