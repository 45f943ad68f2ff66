package catalogue

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/sizes"
)

var filesWorkload = workloads.Workload{
	Name:  "files",
	Kind:  workloads.IO,
	Short: "write, fsync, read back and verify files",
	Teaches: "Each task writes a file of its own, waits until the disk has it, reads it back, compares and removes it. The waiting is for the disk, which may serve several at once: " +
		"more workers help until its queue is full, and beyond that they only wait in line. Operating systems have no readiness to wait for on files, so an event loop has to hand " +
		"them to helper threads. Compare switching fsync off: then it is the page cache, and little but computing. In Python making the content and summing it up takes computing too, mostly more than the disk takes. Scale multiplies the files.",
	Params: []workloads.Param{
		{
			Name: "files", Type: workloads.Int, Unit: "files", Default: "256", Min: 1, Max: 100_000, Presets: []string{"64", "256", "1024"},
			Help: "How many files are written, one task each.",
		},
		{
			Name: "size", Type: workloads.Int, Unit: "KiB", Default: "2048", Min: 1, Max: 64 << 10, Presets: []string{"4", "256", "2048"},
			Help: "Size of one file.",
		},
		{
			Name: "fsync", Type: workloads.Bool, Default: "true",
			Help: "Wait after writing until the file is on the disk and not only in the page cache.",
		},
		blockParam,
	},
	Prepare:  prepareFiles,
	Families: []workloads.InFamily{{Family: python, Scale: 0.1}},
}

// fileBlock is how many bytes are written or read by one call.
const fileBlock = 128 << 10

func prepareFiles(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("files"), scale)
	if err != nil {
		return nil, err
	}
	size, fsync, block := v.Int("size")<<10, v.Bool("fsync"), v.Bool("block")
	atOnce := float64(min(tasks, workloads.GateCount))
	if err := sizes.Fits("the files that may exist at once", atOnce*float64(size), sizes.MaxDisk); err != nil {
		return nil, err
	}
	var open workloads.Gates
	var done atomic.Int64
	return &workloads.Batch{
		Tasks: tasks,
		Waits: true,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			w = workloads.Awaiting(w, block)
			open.Enter(w, i)
			defer open.Leave(w, i)
			f := scratchFile{w: w, seed: uint64(i) << 32, size: size, block: make([]byte, min(size, fileBlock))}
			sum, err := f.roundTrip(filepath.Join(env.TempDir, "file-"+strconv.Itoa(i)), fsync)
			if err == nil {
				done.Add(1)
			}
			return sum, err
		},
		Report: func() []workloads.Metric {
			n := float64(done.Load())
			return []workloads.Metric{
				{Name: "files verified", Value: n, Unit: "files"},
				{Name: "bytes written", Value: n * float64(size), Unit: "bytes", Help: "And as many read back."},
			}
		},
	}, nil
}

// scratchFile is one file of noise on its way to the disk and back, block by block.
type scratchFile struct {
	w     workloads.Waiter
	seed  uint64
	size  int
	block []byte
	file  *os.File
}

// roundTrip writes the file, reads it back, removes it, and returns the
// checksum of what it read.
func (f *scratchFile) roundTrip(path string, fsync bool) (sum uint64, err error) {
	if err := f.w.Do(func() (err error) { f.file, err = os.Create(path); return err }); err != nil {
		return 0, fmt.Errorf("creating a file: %w", err)
	}
	written, err := f.write()
	if err == nil && fsync {
		err = f.w.Do(f.file.Sync)
	}
	if err == nil {
		sum, err = f.read()
	}
	err = errors.Join(err, f.w.Do(func() error { return errors.Join(f.file.Close(), os.Remove(path)) }))
	if err != nil {
		return 0, fmt.Errorf("writing and reading back %s: %w", path, err)
	}
	if sum != written {
		return 0, fmt.Errorf("%s came back with checksum %x, written was %x", path, sum, written)
	}
	return sum, nil
}

// write fills the file with noise and returns its checksum.
func (f *scratchFile) write() (uint64, error) {
	return f.blocks(func(block []byte, at int) error {
		input.FillNoise(f.w, block, f.seed+uint64(at/8))
		return f.w.Do(func() error {
			_, err := f.file.WriteAt(block, int64(at))
			return err
		})
	})
}

// read reads the file and returns its checksum.
func (f *scratchFile) read() (uint64, error) {
	return f.blocks(func(block []byte, at int) error {
		clear(block) // what is compared came from the file
		return f.w.Do(func() error {
			_, err := f.file.ReadAt(block, int64(at))
			return err
		})
	})
}

// blocks calls move for each block of the file and folds the blocks' checksums.
func (f *scratchFile) blocks(move func(block []byte, at int) error) (uint64, error) {
	sum := uint64(0)
	for at := 0; at < f.size; at += fileBlock {
		block := f.block[:min(fileBlock, f.size-at)]
		if err := move(block, at); err != nil {
			return 0, err
		}
		sum = workloads.Mix(sum ^ sumBytes(f.w, block))
	}
	return sum, nil
}

// sumStrip is how many bytes are summed between two checkpoints, about 8 us.
const sumStrip = 32 << 10

// sumBytes is a checksum of p, in a task: that of each strip, folded.
func sumBytes(w workloads.Waiter, p []byte) uint64 {
	sum := uint64(0)
	for len(p) > 0 {
		strip := p[:min(sumStrip, len(p))]
		sum = workloads.Mix(sum ^ workloads.SumBytes(strip))
		p = p[len(strip):]
		w.Checkpoint()
	}
	return sum
}
