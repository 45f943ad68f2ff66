package catalogue

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/sizes"
)

var compressWorkload = workloads.Workload{
	Name:  "compress",
	Kind:  workloads.CPU,
	Short: "text is deflated and inflated again",
	Teaches: "Every task gets a text of its own, compresses it, and checks what comes back: computing on data that has to get to the worker first, in a library that many programs use. " +
		"In CPython that library is zlib, C code that lets go of the interpreter lock while it works, so even its threads scale; with small texts the handing over costs more than that gains. " +
		"Compressors of different runtimes find different forms of one text, so times compare compressors as well as models; the checksum covers what is restored. Scale multiplies the tasks.",
	Params: []workloads.Param{
		sizes.TasksParam(128, 100_000, "How many texts are compressed."),
		{
			Name: "bytes", Type: workloads.Int, Unit: "bytes", Default: "262144", Min: 1, Max: 16 << 20, Presets: []string{"1024", "262144", "4194304"},
			Help: "Length of one text.",
		},
		{
			Name: "level", Type: workloads.Int, Unit: "of 9", Default: "6", Min: 1, Max: 9, Presets: []string{"1", "6", "9"},
			Help: "How hard the compressor looks for repetitions: 1 is fast, 9 is small.",
		},
		{
			Name: "rounds", Type: workloads.Int, Unit: "times", Default: "1", Min: 1, Max: 100_000, Presets: []string{"1", "10", "100"},
			Help: "How often a task compresses its text and restores it.",
		},
	},
	Prepare:  prepareCompress,
	Families: []workloads.InFamily{{Family: python, Scale: 1}}, // zlib is C code, and somewhat faster than Go's
}

const (
	// compressStrip is how many bytes lie between two checkpoints, some 10 us
	// of deflating.
	compressStrip = 1 << 10
	seedCompress  = 0xc0
	// maxCompressed bounds what all tasks read. It is no matter of memory, for
	// payloads overlap, but of what goes to worker processes.
	maxCompressed = 4 << 30
)

// prepareCompress cuts the payloads from one text: they overlap, which keeps
// preparing short, and no two are the same.
func prepareCompress(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	size, level, rounds := v.Int("bytes"), v.Int("level"), v.Int("rounds")
	if err := sizes.Fits("all payloads together", float64(tasks)*float64(size), maxCompressed); err != nil {
		return nil, err
	}
	var given, packed atomic.Int64
	codecs := sync.Pool{New: func() any { return newCodec(level) }} // a compressor's tables are near a MiB
	b := &workloads.Batch{
		Tasks: tasks,
		In:    func(i int) (lo, hi int) { return i, i + size },
		Run: func(w workloads.Waiter, _ int, in, _ []byte) (uint64, error) {
			c := codecs.Get().(*codec)
			defer codecs.Put(c)
			var sum uint64
			for range rounds {
				digest, err := c.roundTrip(w, in)
				if err != nil {
					return 0, err
				}
				sum = workloads.Mix(sum ^ digest)
				given.Add(int64(len(in)))
				packed.Add(int64(c.packed.Len()))
			}
			return sum, nil
		},
		Report: func() []workloads.Metric { return compressMetrics(given.Load(), packed.Load()) },
	}
	if !env.Worker {
		b.Data = input.Text(size+tasks-1, seedCompress)
	}
	return b, nil
}

func compressMetrics(given, packed int64) []workloads.Metric {
	return []workloads.Metric{
		{Name: "bytes compressed", Value: float64(given), Unit: "bytes", Help: "What went in, in all rounds."},
		{Name: "bytes when compressed", Value: float64(packed), Unit: "bytes", Help: "What came out: each runtime's compressor finds its own form."},
	}
}

// codec deflates and inflates in the format of zlib (RFC 1950), with what it
// needs kept from one round to the next.
type codec struct {
	packed  bytes.Buffer
	source  bytes.Reader // of what was packed, while it is restored
	deflate *zlib.Writer
	inflate io.ReadCloser // nil until there is a stream to begin with
	digest  hash.Hash
	strip   [compressStrip]byte
}

func newCodec(level int) *codec {
	c := &codec{digest: sha256.New()}
	c.deflate, _ = zlib.NewWriterLevel(&c.packed, level) // fails for a level out of range alone, which parameters rule out
	return c
}

// roundTrip compresses the payload, restores it and compares. It returns the
// first eight bytes, little endian, of the SHA-256 of what was restored.
func (c *codec) roundTrip(w workloads.Waiter, payload []byte) (uint64, error) {
	// zlib gives the GIL up while it compresses and while it restores.
	if err := workloads.Released(w, func(w workloads.Waiter) error { return c.pack(w, payload) }); err != nil {
		return 0, fmt.Errorf("compressing: %w", err)
	}
	if err := workloads.Released(w, func(w workloads.Waiter) error { return c.restore(w, payload) }); err != nil {
		return 0, fmt.Errorf("restoring: %w", err)
	}
	var sum [sha256.Size]byte
	return binary.LittleEndian.Uint64(c.digest.Sum(sum[:0])), nil
}

func (c *codec) pack(w workloads.Waiter, payload []byte) error {
	c.packed.Reset()
	c.deflate.Reset(&c.packed)
	for rest := payload; len(rest) > 0; {
		n := min(len(rest), compressStrip)
		if _, err := c.deflate.Write(rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
		w.Checkpoint()
	}
	return c.deflate.Close()
}

func (c *codec) restore(w workloads.Waiter, payload []byte) error {
	if err := c.open(); err != nil {
		return err
	}
	c.digest.Reset()
	for rest := payload; len(rest) > 0; {
		n, err := io.ReadFull(c.inflate, c.strip[:min(len(rest), compressStrip)])
		if err != nil || !bytes.Equal(c.strip[:n], rest[:n]) {
			return errors.Join(errDifferent, err)
		}
		c.digest.Write(c.strip[:n])
		rest = rest[n:]
		w.Checkpoint()
	}
	if n, err := c.inflate.Read(c.strip[:1]); n > 0 || !errors.Is(err, io.EOF) { // the end, and its checksum
		return errors.Join(errDifferent, err)
	}
	return nil
}

// errDifferent is a compressor's bug, or memory's.
var errDifferent = errors.New("what was compressed came back different")

// open begins to inflate what was packed.
func (c *codec) open() error {
	c.source.Reset(c.packed.Bytes())
	if c.inflate == nil {
		var err error
		c.inflate, err = zlib.NewReader(&c.source)
		return err
	}
	return c.inflate.(zlib.Resetter).Reset(&c.source, nil)
}
