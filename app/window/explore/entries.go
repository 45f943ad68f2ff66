package explore

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"weft/app/planning"
	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/sweep"
)

// What the form's entries may hold: a parser for each, whose error is one
// sentence that stands at the entry.

// parseScale reads a factor; 0 stands for "auto" or nothing.
func parseScale(text string) (float64, error) {
	if text = strings.TrimSpace(text); text == "" || strings.EqualFold(text, autoScale) {
		return 0, nil
	}
	scale, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is neither a number nor %s", text, autoScale)
	}
	return scale, workloads.CheckScale(scale)
}

// parsePrecision reads per cent, as in "2" or "2 %", as a share.
func parsePrecision(typed string) (float64, error) {
	n, err := parseNumber(typed, "%")
	if err != nil {
		return 0, err
	}
	if share := n / 100; share >= sweep.MinPrecision && share <= sweep.MaxPrecision { // not NaN either
		return share, nil
	}
	return 0, fmt.Errorf("choose %s to %s %%", text.Hundredths(sweep.MinPrecision), text.Hundredths(sweep.MaxPrecision))
}

// parseBudget reads seconds, as in "60" or "60 s".
func parseBudget(typed string) (time.Duration, error) {
	n, err := parseNumber(typed, "s")
	if err != nil {
		return 0, err
	}
	if !(n >= sweep.MinBudget.Seconds() && n <= sweep.MaxBudget.Seconds()) { // NaN neither
		return 0, fmt.Errorf("choose %s to %s s", text.Number(sweep.MinBudget.Seconds()), text.Number(sweep.MaxBudget.Seconds()))
	}
	return time.Duration(n * float64(time.Second)), nil
}

// parseReps reads how often each point is run; 0, for nothing, stands for as
// often as the precision asks for.
func parseReps(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > sweep.MaxReps {
		return 0, fmt.Errorf("choose a whole number from 1 to %d, or nothing", sweep.MaxReps)
	}
	return n, nil
}

// parseScaling reads the name of a way of scaling.
func parseScaling(text string) (sweep.Mode, error) {
	switch text {
	case scalingStrong:
		return sweep.Strong, nil
	case scalingWeak:
		return sweep.Weak, nil
	}
	return "", fmt.Errorf("no scaling is called %q: choose %s or %s", text, scalingStrong, scalingWeak)
}

// parseNumber reads a number that may have its unit behind it.
func parseNumber(text, unit string) (float64, error) {
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), unit)), 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number", text)
	}
	return n, nil
}

func checkScale(text string) error     { _, err := parseScale(text); return err }
func checkWorkers(text string) error   { _, err := planning.ParseWorkers(text); return err }
func checkPrecision(text string) error { _, err := parsePrecision(text); return err }
func checkBudget(text string) error    { _, err := parseBudget(text); return err }
func checkReps(text string) error      { _, err := parseReps(text); return err }
func checkScaling(text string) error   { _, err := parseScaling(text); return err }
