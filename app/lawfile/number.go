package lawfile

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// mark is what separates the decimals of a file's numbers.
type mark rune

const (
	unsure mark = 0
	point  mark = '.'
	comma  mark = ','
)

// grouped is a number whose thousands are told apart by spaces of any width,
// apostrophes or underscores.
var grouped = regexp.MustCompile(`^[+-]?\d{1,3}(?:[ \x{a0}\x{2009}\x{202f}'’_]\d{3})+(?:$|[^\d])`)

// figure is a number as it is written: sign, digits with points and commas, exponent.
var figure = regexp.MustCompile(`^[+-]?(?:\d+(?:[.,]\d+)*\.?|[.,]\d+)(?:[eE][+-]?\d+)?`)

// cut returns the number a cell begins with, without marks of thousands other
// than points and commas, and what follows it.
func cut(cell string) (number, rest string) {
	cell = strings.TrimSpace(cell)
	if grouped.MatchString(cell) {
		from := strings.IndexFunc(cell, func(r rune) bool { return !strings.ContainsRune("+-0123456789 \u00a0\u2009\u202f'’_", r) })
		if from < 0 {
			from = len(cell)
		}
		cell = strings.NewReplacer(" ", "", "\u00a0", "", "\u2009", "", "\u202f", "", "'", "", "’", "", "_", "").Replace(cell[:from]) + cell[from:]
	}
	number = figure.FindString(cell)
	return number, strings.TrimSpace(cell[len(number):])
}

// numeric tells whether a cell holds a number, with no more than a word after it.
func numeric(cell string) bool {
	const longestWord = 12
	number, rest := cut(cell)
	return number != "" && len(rest) <= longestWord && !strings.ContainsAny(rest, "0123456789") || clock.MatchString(strings.TrimSpace(cell))
}

// tells returns which mark of decimals a number proves, and whether it could be
// read with either: 1,801 may be 1801 or 1.801.
func tells(number string) (proved mark, either bool) {
	number, _, _ = strings.Cut(strings.ToLower(strings.TrimLeft(number, "+-")), "e")
	commas, points := strings.Count(number, ","), strings.Count(number, ".")
	switch {
	case commas > 0 && points > 0 && strings.LastIndex(number, ",") > strings.LastIndex(number, "."):
		return comma, false
	case commas > 0 && points > 0, commas > 1:
		return point, false
	case points > 1:
		return comma, false
	case commas+points == 0:
		return unsure, false
	}
	at := strings.IndexAny(number, ",.")
	if whole := number[:at]; len(number)-at-1 == 3 && len(whole) <= 3 && whole != "" && whole[0] != '0' {
		return unsure, true
	}
	return mark(number[at]), false
}

// value reads a number with a mark of decimals.
func value(number string, m mark) (float64, error) {
	if m == comma {
		number = strings.ReplaceAll(strings.ReplaceAll(number, ".", ""), ",", ".")
	} else {
		number = strings.ReplaceAll(number, ",", "")
	}
	v, err := strconv.ParseFloat(number, 64)
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = errors.New("not finite")
	}
	return v, err
}

// clock is a time of several units: 0m10.0s, 1h02m03s, 1:02:03.5.
var clock = regexp.MustCompile(`^(?:(?:(\d+)h)?(\d+)m\s*(\d+(?:[.,]\d+)?)s|(?:(\d+):)?(\d{1,2}):(\d{2}(?:[.,]\d+)?))$`)

// clocked returns the s of a time of several units.
func clocked(cell string) (float64, bool) {
	parts := clock.FindStringSubmatch(strings.TrimSpace(cell))
	if parts == nil {
		return 0, false
	}
	sum := 0.0
	for i, unit := range []float64{3600, 60, 1, 3600, 60, 1} {
		if part := strings.Replace(parts[i+1], ",", ".", 1); part != "" {
			v, err := strconv.ParseFloat(part, 64)
			if err != nil {
				return 0, false
			}
			sum += unit * v
		}
	}
	return sum, true
}
