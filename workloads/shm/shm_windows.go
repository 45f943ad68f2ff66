package shm

import (
	"crypto/rand"
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// local is the mapping, backed by the page file, and the name that others open it by.
type local struct {
	mapping windows.Handle
	name    string
}

func (s *Segment) create(size int) error { return s.view(`Local\weft-`+rand.Text(), size) }

func (s *Segment) attach(*exec.Cmd) Handle {
	return Handle{Size: len(s.bytes), Name: s.local.name}
}

func (s *Segment) open(h Handle) error { return s.view(h.Name, h.Size) }

// view opens the mapping of that name, or makes it.
func (s *Segment) view(name string, size int) error {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	mapping, err := windows.CreateFileMapping(windows.InvalidHandle, nil, windows.PAGE_READWRITE,
		uint32(uint64(size)>>32), uint32(size), wide)
	if mapping == 0 {
		return err
	}
	addr, err := windows.MapViewOfFile(mapping, windows.FILE_MAP_WRITE, 0, 0, uintptr(size))
	if err != nil {
		_ = windows.CloseHandle(mapping)
		return err
	}
	s.bytes = unsafe.Slice(*(**byte)(unsafe.Pointer(&addr)), size)
	s.local = local{mapping, name}
	return nil
}

// Close gives this process's view of the segment back.
func (s *Segment) Close() error {
	err := windows.UnmapViewOfFile(uintptr(unsafe.Pointer(unsafe.SliceData(s.bytes))))
	s.bytes = nil
	if closing := windows.CloseHandle(s.local.mapping); err == nil {
		err = closing
	}
	return err
}
