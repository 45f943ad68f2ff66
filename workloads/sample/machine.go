package sample

import (
	"runtime"
	"strings"

	"github.com/shirou/gopsutil/v3/cpu"
	"github.com/shirou/gopsutil/v3/host"
	"github.com/shirou/gopsutil/v3/mem"
)

// Machine describes what runs were measured on: the provenance of every
// figure. What a system doesn't tell is "" or 0. It names no person and no host.
type Machine struct {
	OS       string `json:"os"`               // "linux"
	Platform string `json:"platform"`         // "debian 12.5"
	Kernel   string `json:"kernel,omitempty"` // "6.1.0"
	Arch     string `json:"arch"`             // "amd64"
	CPU      string `json:"cpu"`              // "AMD Ryzen 7 7840U"
	Physical int    `json:"physical_cores"`   // 0 where not known
	Logical  int    `json:"logical_cores"`    // those that this process may use
	Memory   uint64 `json:"memory_bytes"`
	Governor string `json:"governor,omitempty"`       // of the processor's frequency: "performance"
	Battery  bool   `json:"battery,omitempty"`        // it runs on its battery
	Virtual  string `json:"virtualisation,omitempty"` // "kvm" in a virtual machine, "docker" in a container
	Go       string `json:"go"`                       // "go1.26.0"
}

// Describe tells what this machine is. It never fails.
func Describe() Machine {
	m := Machine{
		OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(),
		Logical: runtime.NumCPU(), CPU: cpuModel(), Governor: governor(), Battery: onBattery(),
	}
	if n, err := cpu.Counts(false); err == nil {
		m.Physical = n
	}
	if v, err := mem.VirtualMemory(); err == nil {
		m.Memory = v.Total
	}
	if name, _, version, err := host.PlatformInformation(); err == nil {
		m.Platform = strings.TrimSpace(name + " " + version)
	}
	if kernel, err := host.KernelVersion(); err == nil {
		m.Kernel = kernel
	}
	if system, role, err := host.Virtualization(); err == nil && role == "guest" {
		m.Virtual = system
	}
	return m
}

// Available is the memory that could be had now without swapping, in bytes; 0 where
// the system doesn't tell.
func Available() uint64 {
	v, err := mem.VirtualMemory()
	if err != nil {
		return 0
	}
	return v.Available
}

func cpuModel() string {
	info, err := cpu.Info()
	if err != nil || len(info) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(info[0].ModelName), " ")
}
