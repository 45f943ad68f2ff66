// Package units writes quantities for people: a number with as many digits as
// one reads and the unit that suits it, the same in charts, window and command
// line. It may hold what turns one number into text, and nothing that knows what
// the number is of.
package units

import (
	"math"
	"strconv"
	"strings"
)

// Unit is a unit of measure: its name, and its size in base units (seconds, bytes, ones).
type Unit struct {
	Name string
	Size float64
}

// Times are the units of durations below a minute, from small to large; their
// base is the second. They are made anew at each call, so that nothing is built
// before a number is written.
func Times() []Unit {
	return []Unit{{"ns", 1e-9}, {"µs", 1e-6}, {"ms", 1e-3}, {"s", 1}}
}

// Sizes are the decimal units of memory, from small to large; their base is the byte.
func Sizes() []Unit {
	return []Unit{{"B", 1}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"PB", 1e15}}
}

// Counts are the suffixes of plain numbers, from small to large; that of ones is "".
func Counts() []Unit {
	return []Unit{{"", 1}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}}
}

// Pick returns the largest unit in which v, in base units and rounded to three
// digits, is at least 1; the smallest when there is none. units must not be empty.
func Pick(units []Unit, v float64) Unit {
	v = math.Abs(v)
	picked := units[0]
	for _, u := range units[1:] {
		if v >= u.Size*0.9995 {
			picked = u
		}
	}
	return picked
}

// Seconds writes a duration in seconds with three significant digits in
// the unit that reads well: "512 ms", "1.02 s", "12.5 min", "3.20 h". What is
// not finite is "-".
func Seconds(s float64) string {
	size := math.Abs(s)
	switch {
	case !finite(s):
		return "-"
	case s == 0:
		return "0 s"
	case size >= 2*3600:
		return Digits(s/3600) + " h"
	case size >= 599.5:
		return Digits(s/60) + " min"
	}
	u := Pick(Times(), s)
	return Digits(s/u.Size) + " " + u.Name
}

// Bytes writes a number of bytes with three significant digits in decimal
// units, as in "24.9 MB" (1 MB = 1,000,000 bytes); below 1000 it is whole.
// What is not finite is "-".
func Bytes(b float64) string {
	if !finite(b) {
		return "-"
	}
	u := Pick(Sizes(), b)
	if u.Size == 1 {
		return strconv.FormatFloat(math.Round(b)+0, 'f', 0, 64) + " B"
	}
	return Digits(b/u.Size) + " " + u.Name
}

// Count writes a number with up to three significant digits, as in
// "950", "16.4k", "2M". What is not finite is "-".
func Count(n float64) string {
	if !finite(n) {
		return "-"
	}
	u := Pick(Counts(), n)
	return TrimZeros(Digits(n/u.Size)) + u.Name
}

// Ratio writes a ratio such as a speedup with three significant digits
// but at most two decimals, as in "1.91x", "0.98x", "12.4x". What is not finite is "-".
func Ratio(r float64) string {
	if !finite(r) {
		return "-"
	}
	return RatioNumber(r) + "x"
}

// RatioNumber is [Ratio] without its sign and for finite numbers: it rounds to three significant digits and at most two decimals.
func RatioNumber(r float64) string {
	if math.Abs(r) < 1 && math.Abs(r) >= 0.005 || r == 0 {
		return strconv.FormatFloat(r, 'f', 2, 64)
	}
	return Digits(r)
}

// Digits writes v with three significant digits, with an exponent only where
// the number would be very long.
func Digits(v float64) string {
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

// TrimZeros removes zeros that carry nothing at the end of a decimal number.
func TrimZeros(s string) string {
	if !strings.Contains(s, ".") || strings.Contains(s, "e") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Percent writes a share for people: "49 %", "1.2 %", "less than 0.1 %".
func Percent(share float64) string {
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

// WholePercent writes a share without decimals, where it changes all the time:
// "98 %"; "-" where it is not finite.
func WholePercent(share float64) string {
	if !finite(share) {
		return "-"
	}
	return strconv.FormatFloat(100*share, 'f', 0, 64) + " %"
}

// FinePercent writes a share with two digits, however small: "3.1 %", "0.042 %",
// "12 %"; for parameters and precisions, where small shares are what matters.
func FinePercent(share float64) string {
	p := 100 * share
	if math.Abs(p) >= 10 {
		return strconv.FormatFloat(p, 'f', 0, 64) + " %"
	}
	return strconv.FormatFloat(p, 'g', 2, 64) + " %"
}

// Exact writes a number with all its digits, for tables that are read by programs;
// "" when it is not finite.
func Exact(v float64) string {
	if !finite(v) {
		return ""
	}
	format := byte('f')
	if size := math.Abs(v); v != 0 && (size < 1e-9 || size >= 1e15) {
		format = 'g'
	}
	return strconv.FormatFloat(v, format, -1, 64)
}
