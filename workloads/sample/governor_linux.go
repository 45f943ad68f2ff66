package sample

import (
	"os"
	"strings"
)

// governor tells how the kernel chooses the first core's frequency; "" in most
// virtual machines, where that is the host's business.
func governor() string {
	text, err := os.ReadFile("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}
