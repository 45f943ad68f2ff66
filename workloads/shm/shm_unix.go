//go:build linux || darwin

package shm

import (
	"os"
	"os/exec"

	"golang.org/x/sys/unix"
)

// local is the file that backs the segment.
type local struct{ file *os.File }

// inherited is the descriptor of a command's first extra file.
const inherited = 3

func (s *Segment) create(size int) error {
	file, err := anonymous()
	if err != nil {
		return err
	}
	if err := file.Truncate(int64(size)); err != nil {
		_ = file.Close()
		return err
	}
	return s.view(file, size)
}

func (s *Segment) attach(cmd *exec.Cmd) Handle {
	cmd.ExtraFiles = []*os.File{s.local.file}
	return Handle{Size: len(s.bytes)}
}

func (s *Segment) open(h Handle) error {
	return s.view(os.NewFile(inherited, "shared memory"), h.Size)
}

func (s *Segment) view(file *os.File, size int) error {
	bytes, err := unix.Mmap(int(file.Fd()), 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		_ = file.Close()
		return err
	}
	s.bytes, s.local.file = bytes, file
	return nil
}

// Close gives this process's view of the segment back.
func (s *Segment) Close() error {
	err := unix.Munmap(s.bytes)
	s.bytes = nil
	if closing := s.local.file.Close(); err == nil {
		err = closing
	}
	return err
}
