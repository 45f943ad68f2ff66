package model

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// threadCPU is the CPU time of the calling OS thread, ns; -1 where not known.
// Windows counts it in clock ticks of about 16 ms.
func threadCPU() int64 {
	var created, exited, kernel, user syscall.Filetime
	if err := getThreadTimes(windows.CurrentThread(), &created, &exited, &kernel, &user); err != nil {
		return -1
	}
	return (ticks(kernel) + ticks(user)) * 100
}

func ticks(t syscall.Filetime) int64 { return int64(t.HighDateTime)<<32 | int64(t.LowDateTime) }

var procGetThreadTimes = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetThreadTimes")

// threadID is the OS's number of the calling thread.
func threadID() int { return int(windows.GetCurrentThreadId()) }

func getThreadTimes(thread windows.Handle, created, exited, kernel, user *syscall.Filetime) error {
	ok, _, err := procGetThreadTimes.Call(uintptr(thread),
		uintptr(unsafe.Pointer(created)), uintptr(unsafe.Pointer(exited)),
		uintptr(unsafe.Pointer(kernel)), uintptr(unsafe.Pointer(user)))
	if ok == 0 {
		return err
	}
	return nil
}
