package lane

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// ThreadCPU is the CPU time of the calling OS thread, ns, by the clock with which
// lanes are charged; -1 where the system doesn't tell.
// Windows counts it in clock ticks of about 16 ms.
func ThreadCPU() int64 {
	var created, exited, kernel, user syscall.Filetime
	if err := getThreadTimes(windows.CurrentThread(), &created, &exited, &kernel, &user); err != nil {
		return -1
	}
	return (ticks(kernel) + ticks(user)) * 100
}

func ticks(t syscall.Filetime) int64 { return int64(t.HighDateTime)<<32 | int64(t.LowDateTime) }

var procGetThreadTimes = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetThreadTimes")

// ThreadID is the system's number of the calling thread.
func ThreadID() int { return int(windows.GetCurrentThreadId()) }

func getThreadTimes(thread windows.Handle, created, exited, kernel, user *syscall.Filetime) error {
	ok, _, err := procGetThreadTimes.Call(uintptr(thread),
		uintptr(unsafe.Pointer(created)), uintptr(unsafe.Pointer(exited)),
		uintptr(unsafe.Pointer(kernel)), uintptr(unsafe.Pointer(user)))
	if ok == 0 {
		return err
	}
	return nil
}
