package charts

import (
	"math"
	"strconv"
	"strings"
)

// unit is a unit of measure: its name and its size in base units.
type unit struct {
	name string
	size float64
}

// timeUnits, byteUnits and countUnits return units from small to large. They
// are functions so that nothing is built before a number is written.
func timeUnits() []unit {
	return []unit{{"ns", 1e-9}, {"µs", 1e-6}, {"ms", 1e-3}, {"s", 1}}
}

func byteUnits() []unit {
	return []unit{{"B", 1}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"PB", 1e15}}
}

func countUnits() []unit {
	return []unit{{"", 1}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}}
}

// pickUnit returns the largest unit in which v, rounded to three digits, is at
// least 1; the smallest when there is none.
func pickUnit(units []unit, v float64) unit {
	v = math.Abs(v)
	picked := units[0]
	for _, u := range units[1:] {
		if v >= u.size*0.9995 {
			picked = u
		}
	}
	return picked
}

// FormatSeconds writes a duration in seconds with three significant digits in
// the unit that reads well: "512 ms", "1.02 s", "12.5 min", "3.20 h". What is
// not finite is "-".
func FormatSeconds(s float64) string {
	size := math.Abs(s)
	switch {
	case !isFinite(s):
		return "-"
	case s == 0:
		return "0 s"
	case size >= 2*3600:
		return digits(s/3600) + " h"
	case size >= 599.5:
		return digits(s/60) + " min"
	}
	u := pickUnit(timeUnits(), s)
	return digits(s/u.size) + " " + u.name
}

// FormatBytes writes a number of bytes with three significant digits in decimal
// units, as in "24.9 MB" (1 MB = 1,000,000 bytes); below 1000 it is whole.
// What is not finite is "-".
func FormatBytes(b float64) string {
	if !isFinite(b) {
		return "-"
	}
	u := pickUnit(byteUnits(), b)
	if u.size == 1 {
		return strconv.FormatFloat(math.Round(b)+0, 'f', 0, 64) + " B"
	}
	return digits(b/u.size) + " " + u.name
}

// FormatCount writes a number with up to three significant digits, as in
// "950", "16.4k", "2M". What is not finite is "-".
func FormatCount(n float64) string {
	if !isFinite(n) {
		return "-"
	}
	u := pickUnit(countUnits(), n)
	return trimZeros(digits(n/u.size)) + u.name
}

// FormatRatio writes a ratio such as a speedup with three significant digits
// but at most two decimals, as in "1.91x", "0.98x", "12.4x". What is not finite is "-".
func FormatRatio(r float64) string {
	if !isFinite(r) {
		return "-"
	}
	return ratioDigits(r) + "x"
}

// ratioDigits rounds to three significant digits and at most two decimals.
func ratioDigits(r float64) string {
	if math.Abs(r) < 1 && math.Abs(r) >= 0.005 || r == 0 {
		return strconv.FormatFloat(r, 'f', 2, 64)
	}
	return digits(r)
}

// digits writes v with three significant digits, with an exponent only where
// the number would be very long.
func digits(v float64) string {
	size := math.Abs(v)
	if size == 0 {
		return "0"
	}
	if size >= 1e6 || size < 1e-6 {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	// Rounding to three digits first settles how many lie before the point:
	// 9.999 becomes 10.0, not 10.00.
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 2, 64), 64)
	if err != nil {
		return "-"
	}
	decimals := 2 - int(math.Floor(math.Log10(math.Abs(rounded))+1e-9))
	return strconv.FormatFloat(rounded, 'f', max(decimals, 0), 64)
}

// trimZeros removes zeros that carry nothing at the end of a decimal number.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") || strings.Contains(s, "e") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// nth returns the i-th value, NaN where there is none.
func nth(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return math.NaN()
}

// FormatPercent writes a share for people: "49 %", "1.2 %", "less than 0.1 %".
func FormatPercent(share float64) string {
	switch size := math.Abs(100 * share); {
	case math.IsNaN(size) || math.IsInf(size, 0):
		return "an unknown share"
	case size == 0:
		return "0 %"
	case size < 0.1:
		return "less than 0.1 %"
	case size < 9.95:
		return strings.TrimSuffix(strconv.FormatFloat(100*share, 'f', 1, 64), ".0") + " %"
	default:
		return strconv.FormatFloat(100*share, 'f', 0, 64) + " %"
	}
}
