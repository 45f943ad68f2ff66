package doctor

import (
	"fmt"
	"strings"
	"time"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sample"
)

// cores tells how many cores a run may use, and what narrows them.
func cores(m sample.Machine, l sample.Limits) Finding {
	f := Finding{Name: "cores", State: OK}
	f.Found = text.Counted(m.Logical, "logical core")
	switch {
	case m.Physical > 0 && m.Physical < m.Logical:
		f.Found += fmt.Sprintf(" on %d physical: two of a pair share one, so that speedups flatten beyond %d", m.Physical, m.Physical)
	case m.Physical > 0:
		f.Found += fmt.Sprintf(", %d physical", m.Physical)
	}
	if m.CPU != "" {
		f.Found += " (" + m.CPU + ")"
	}
	f.Found += "."
	if m.Logical == 1 {
		f.State, f.Advice = Note, "With one core nothing can compute at the same time; only waiting overlaps. Use a machine with more."
	}
	if l.Online > m.Logical {
		f.State = Note
		f.Found += fmt.Sprintf(" The machine has %d, of which this process may use %d.", l.Online, m.Logical)
		f.Advice = "Start Weft without taskset, or give its container more processors, to measure all of them."
	}
	if l.Cores > 0 && l.Cores < float64(m.Logical) {
		f.State = Note
		f.Found += fmt.Sprintf(" A control group grants it the time of %.3g of them, and stops it when that is used up.", l.Cores)
		f.Advice = "Lift the limit (docker: --cpus, systemd: CPUQuota); until then curves flatten there, whatever the model."
	}
	return f
}

// busy is the load, in percent of the machine, above which others disturb.
const busy = 15

// idleLoads looks at the cores for half a second in which Weft does nothing.
func idleLoads() []float64 {
	var c sample.Cores
	c.Loads()
	time.Sleep(500 * time.Millisecond)
	return c.Loads()
}

// load tells whether other programs keep the cores busy.
func load(cores []float64) Finding {
	f := Finding{Name: "load", State: OK}
	if len(cores) == 0 {
		f.Found = "How busy the cores are is not told by this system."
		return f
	}
	sum := 0.0
	for _, c := range cores {
		sum += c
	}
	mean := sum / float64(len(cores))
	f.Found = fmt.Sprintf("Other programs take %.0f %% of the machine.", mean)
	if mean > busy {
		f.State, f.Advice = Note, "Close what is busy: it takes the cores' time away from runs, and makes their times scatter."
	}
	return f
}

// slowClocks are the kernel's clocks that cost a system call and more.
var slowClocks = []string{"hpet", "acpi_pm", "jiffies", "pit"}

// clock tells how fine and how dear the clocks are.
func clock(c clocks, p sample.Power) Finding {
	f := Finding{Name: "clock", State: OK}
	f.Found = fmt.Sprintf("The clock moves in steps of %s and takes %s to read", units.Seconds(c.step.Seconds()), units.Seconds(c.cost.Seconds()))
	if p.Clock != "" {
		f.Found += " (" + p.Clock + ")"
	}
	if c.thread > 0 {
		f.Found += fmt.Sprintf("; that of a thread's CPU time takes %s.", units.Seconds(c.thread.Seconds()))
	} else {
		f.Found += "; a thread's CPU time is not told."
	}
	for _, slow := range slowClocks {
		if p.Clock == slow {
			f.State, f.Advice = Note, "The kernel does not trust the processor's own counter (tsc): in a virtual machine, let its host pass it on."
		}
	}
	if c.step > 10*time.Microsecond || c.cost > time.Microsecond {
		f.State = Note
		f.Advice = strings.TrimSpace(f.Advice + " Prefer runs of a second or more: short tasks are timed too roughly here.")
	}
	return f
}

// power tells what the cores' speed depends on.
func power(p sample.Power, m sample.Machine) Finding {
	f := Finding{Name: "power", State: OK}
	var said, advice []string
	switch {
	case p.Governor != "" && p.Driver != "":
		said = append(said, fmt.Sprintf("The frequency is chosen by %s (%s).", p.Governor, p.Driver))
	case p.Governor != "":
		said = append(said, fmt.Sprintf("The frequency is chosen by %s.", p.Governor))
	case m.Virtual != "":
		said = append(said, "The frequency is the business of the host: this is a guest of "+m.Virtual+".")
	default:
		said = append(said, "How the frequency is chosen is not told by this system.")
	}
	// With these drivers powersave means: as fast as the load wants.
	adaptive := strings.HasPrefix(p.Driver, "intel_pstate") || strings.HasPrefix(p.Driver, "amd-pstate-epp")
	if p.Governor == "powersave" && !adaptive || p.Governor == "conservative" {
		f.State = Note
		advice = append(advice, "Choose another governor for the workshop: sudo cpupower frequency-set -g performance.")
	}
	if p.Turbo != "" {
		said = append(said, "Turbo is "+p.Turbo+".")
	}
	if p.Turbo == "on" {
		said = append(said, "One busy core may run faster than all together, which makes speedups look smaller.")
	}
	if p.Battery {
		f.State = Note
		said = append(said, "The machine runs on its battery.")
		advice = append(advice, "Plug it in: on battery the frequency changes while it is measured.")
	}
	f.Found, f.Advice = strings.Join(said, " "), strings.Join(advice, " ")
	return f
}

// The memory below which runs are endangered, and below which little runs.
const (
	memoryLow   = 1 << 30
	memoryLeast = 256 << 20
)

// memory tells what there is, what could be had now, and what a group grants, in bytes.
func memory(total, available, limit uint64) Finding {
	f := Finding{Name: "memory", State: OK}
	if total == 0 {
		f.Found = "How much memory there is is not told by this system."
		return f
	}
	f.Found = fmt.Sprintf("%s, of which %s can be had now.", units.Bytes(float64(total)), units.Bytes(float64(available)))
	if limit > 0 && limit < total {
		f.State = Note
		f.Found += fmt.Sprintf(" A control group grants this process %s.", units.Bytes(float64(limit)))
		f.Advice = "Beyond that the kernel ends runs; give the container more (docker: --memory) or measure smaller work."
		available = min(available, limit)
	}
	if available < memoryLow {
		f.State, f.Advice = Note, "Close programs that take much: runs that outgrow 80 % of what is free are stopped."
	}
	if available < memoryLeast {
		f.State = Problem
	}
	return f
}
