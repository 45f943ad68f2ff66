package planning

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// Entry names one of the texts that a plan is made from.
type Entry string

// The entries.
const (
	Scale       Entry = "scale"
	Scaling     Entry = "scaling"
	Models      Entry = "models"
	Workers     Entry = "workers"
	Precision   Entry = "precision"
	Budget      Entry = "budget"
	Reps        Entry = "reps"
	Timeout     Entry = "timeout"
	MemoryLimit Entry = "memory-limit"
	Intervals   Entry = "intervals"
	Runtime     Entry = "runtime"
)

// EntryError says what is wrong with a text, in a sentence that doesn't name
// the entry: it stands beside it in the window, and behind its flag on the
// command line.
type EntryError struct {
	Entry Entry
	Err   error
}

// Error implements error.
func (e *EntryError) Error() string { return e.Err.Error() }

// Unwrap is the error of the text itself.
func (e *EntryError) Unwrap() error { return e.Err }

// What a scale that calibration chooses is called, and the two ways of scaling.
const (
	Auto   = "auto"
	Strong = "strong"
	Weak   = "weak"
)

// ParseScale reads a factor for the work. It is 0 for [Auto], for 0 and for
// nothing: then calibration chooses.
func ParseScale(text string) (float64, error) {
	if text = strings.TrimSpace(text); text == "" || strings.EqualFold(text, Auto) {
		return 0, nil
	}
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is no number", text)
	case f == 0:
		return 0, nil
	}
	return f, workloads.CheckScale(f)
}

// ParseScaling reads the name of a way of scaling.
func ParseScaling(text string) (sweep.Mode, error) {
	switch text {
	case Strong:
		return sweep.Strong, nil
	case Weak:
		return sweep.Weak, nil
	}
	return "", fmt.Errorf("%q is neither %s nor %s", text, Strong, Weak)
}

// percentSign ends a share that is written in hundredths.
const percentSign = "%"

// ParsePrecision reads the half-width of an interval as a share of its middle:
// "2%", "2 %" or "0.02".
func ParsePrecision(text string) (float64, error) {
	digits, isPercent := strings.CutSuffix(strings.TrimSpace(text), percentSign)
	f, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is no share: write 2%% or 0.02", text)
	case isPercent:
		f /= 100
	case f >= 1:
		return 0, fmt.Errorf("%q is more than the whole: write %s%% or %g", text, digits, f/100)
	}
	if !(f >= sweep.MinPrecision && f <= sweep.MaxPrecision) { // NaN neither
		return 0, fmt.Errorf("%q is out of range: choose %g%% to %g%%", text, 100*sweep.MinPrecision, 100*sweep.MaxPrecision)
	}
	return f, nil
}

// InPercent is the text of an entry that has the sign for per cent behind it:
// a number there is one of hundredths.
func InPercent(text string) string {
	if _, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err != nil {
		return text
	}
	return strings.TrimSpace(text) + " " + percentSign
}

// WithoutPercent is the text of such an entry for a precision.
func WithoutPercent(text string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), percentSign))
}

// ParseBudget reads how long a sweep may take: seconds, as in "60" or "60 s",
// or "1m30s".
func ParseBudget(text string) (time.Duration, error) {
	d, err := parseTime(text)
	if err != nil {
		return 0, err
	}
	return d, sweep.CheckBudget(d)
}

// ParseTimeout reads when a run that takes longer is ended, as [ParseBudget]
// does; nothing stands for run.DefaultTimeout.
func ParseTimeout(text string) (time.Duration, error) {
	if strings.TrimSpace(text) == "" {
		return run.DefaultTimeout, nil
	}
	d, err := parseTime(text)
	if err == nil && d <= 0 {
		err = fmt.Errorf("%v: it has to be longer than nothing", d)
	}
	return d, err
}

// parseTime reads seconds, or numbers with units of time behind them.
func parseTime(text string) (time.Duration, error) {
	bare := strings.ReplaceAll(text, " ", "")
	if n, err := strconv.ParseFloat(strings.TrimSuffix(bare, "s"), 64); err == nil && math.Abs(n) < math.MaxInt64/1e9 {
		return time.Duration(n * float64(time.Second)), nil
	}
	d, err := time.ParseDuration(bare)
	if err != nil {
		return 0, fmt.Errorf("%q is no time: write 60 s or 5m", text)
	}
	return d, nil
}

// ParseReps reads how often each point is run; 0, for 0 and for nothing,
// stands for as often as the precision asks for.
func ParseReps(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%q is no whole number: choose 1 to %d, or 0 for as many as the precision asks for", text, sweep.MaxReps)
	}
	return n, sweep.CheckReps(n)
}

// ParseBytes reads an amount of memory: "300MB", "1.5 GiB", "4096". It is 0
// for nothing: then the host chooses.
func ParseBytes(text string) (uint64, error) {
	digits, factor := strings.TrimSpace(text), 1.0
	if digits == "" {
		return 0, nil
	}
	for _, u := range units {
		if rest, ok := strings.CutSuffix(strings.ToUpper(digits), u.suffix); ok {
			digits, factor = strings.TrimSpace(rest), u.factor
			break
		}
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(f*factor >= 1 && f*factor < math.MaxInt64) {
		return 0, fmt.Errorf("%q is not a size such as 500MB or 2GiB", text)
	}
	return uint64(f * factor), nil
}

// units are those of memory; what ends in B alone stands last.
var units = []struct {
	suffix string
	factor float64
}{
	{"KIB", 1 << 10},
	{"MIB", 1 << 20},
	{"GIB", 1 << 30},
	{"TIB", 1 << 40},
	{"KB", 1e3},
	{"MB", 1e6},
	{"GB", 1e9},
	{"TB", 1e12},
	{"B", 1},
}

// What is wrong with a text of each kind, nil for nothing: for entries that
// tell while one types.

// CheckScale is ParseScale's error.
func CheckScale(text string) error { _, err := ParseScale(text); return err }

// CheckScaling is ParseScaling's error.
func CheckScaling(text string) error { _, err := ParseScaling(text); return err }

// CheckWorkers is ParseWorkers's error.
func CheckWorkers(text string) error { _, err := ParseWorkers(text); return err }

// CheckPrecision is ParsePrecision's error.
func CheckPrecision(text string) error { _, err := ParsePrecision(text); return err }

// CheckBudget is ParseBudget's error.
func CheckBudget(text string) error { _, err := ParseBudget(text); return err }

// CheckReps is ParseReps's error.
func CheckReps(text string) error { _, err := ParseReps(text); return err }

// CheckTimeout is ParseTimeout's error.
func CheckTimeout(text string) error { _, err := ParseTimeout(text); return err }

// CheckMemoryLimit is ParseBytes's error.
func CheckMemoryLimit(text string) error { _, err := ParseBytes(text); return err }
