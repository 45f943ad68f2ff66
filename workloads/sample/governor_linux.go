package sample

import "path/filepath"

// Where the kernel tells of the processors and of clocks.
const (
	processors  = "/sys/devices/system/cpu"
	clockSource = "/sys/devices/system/clocksource/clocksource0"
)

// governor tells how the kernel chooses the first core's frequency; "" in most
// virtual machines, where that is the host's business.
func governor() string { return powerOf(processors).Governor }

func powered() Power {
	p := powerOf(processors)
	p.Battery, p.Clock = onBattery(), word(clockSource, "current_clocksource")
	return p
}

// powerOf reads what the kernel tells of its processors below a folder.
func powerOf(dir string) Power {
	first := filepath.Join(dir, "cpu0", "cpufreq")
	p := Power{Governor: word(first, "scaling_governor"), Driver: word(first, "scaling_driver")}
	switch {
	case word(filepath.Join(dir, "intel_pstate"), "no_turbo") == "0", word(filepath.Join(dir, "cpufreq"), "boost") == "1":
		p.Turbo = "on"
	case word(filepath.Join(dir, "intel_pstate"), "no_turbo") == "1", word(filepath.Join(dir, "cpufreq"), "boost") == "0":
		p.Turbo = "off"
	}
	return p
}
