package sample

// Power is what decides how fast the cores run. What the system doesn't tell is "".
type Power struct {
	Governor string // how the frequency is chosen: "performance"
	Driver   string // what chooses it: "intel_pstate"
	Turbo    string // whether a core may outrun its rated frequency: "on", "off"
	Clock    string // what the kernel tells the time by: "tsc"
	Battery  bool   // the machine runs on its battery
}

// Powered tells what this machine's cores run by. It never fails.
func Powered() Power { return powered() }
