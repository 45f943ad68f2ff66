// Package shm gives memory that an engine shares with its worker processes. A
// segment has no name in any folder that could be left behind: it lives for as
// long as a process has it open.
package shm

import (
	"fmt"
	"os/exec"
)

// Segment is memory that several processes see. Close gives this process's view back.
type Segment struct {
	bytes []byte
	local local
}

// Handle is what a worker needs, beside what Attach gave its process, to open the segment.
type Handle struct {
	Size int    `json:"size"`           // bytes
	Name string `json:"name,omitempty"` // where the system has named segments
}

// Create makes a segment of size bytes, all zero; size is at least 1.
func Create(size int) (*Segment, error) {
	s := &Segment{}
	if err := s.create(size); err != nil {
		return nil, fmt.Errorf("making %d bytes of shared memory: %w", size, err)
	}
	return s, nil
}

// Attach lets the process that cmd will start open the segment, by the handle
// that it returns. A command takes one segment.
func (s *Segment) Attach(cmd *exec.Cmd) Handle { return s.attach(cmd) }

// Open opens, in a worker process, the segment that was attached to it.
func Open(h Handle) (*Segment, error) {
	s := &Segment{}
	if err := s.open(h); err != nil {
		return nil, fmt.Errorf("opening %d bytes of shared memory: %w", h.Size, err)
	}
	return s, nil
}

// Bytes is the memory itself. It must not be used after Close.
func (s *Segment) Bytes() []byte { return s.bytes }
