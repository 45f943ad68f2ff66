package sample

import (
	"os"
	"path/filepath"
	"strings"
)

// powerSupplies is where the kernel tells of mains and batteries.
const powerSupplies = "/sys/class/power_supply"

// onBattery tells whether the machine runs on its battery: there is one, and
// it is being emptied.
func onBattery() bool { return discharging(powerSupplies) }

func discharging(dir string) bool {
	supplies, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, s := range supplies {
		at := filepath.Join(dir, s.Name())
		// A mouse has a battery too, of the device's scope.
		if word(at, "type") == "Battery" && word(at, "scope") != "Device" && word(at, "status") == "Discharging" {
			return true
		}
	}
	return false
}

// word reads a one-line file; "" when there is none.
func word(dir, name string) string {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}
