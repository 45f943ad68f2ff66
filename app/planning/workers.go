package planning

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxCounts bounds the worker counts of one list.
const maxCounts = 256

// ParseWorkers reads a list of worker counts: "1,2,4", "1-8" or "1-4,8". They
// are returned in ascending order, each once.
func ParseWorkers(text string) ([]int, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("no number of workers is given: write 1,2,4 or 1-8")
	}
	var counts []int
	for part := range strings.SplitSeq(text, ",") {
		first, last, err := parseRange(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if last-first >= maxCounts {
			return nil, fmt.Errorf("workers %q are more than %d counts", part, maxCounts)
		}
		for n := first; n <= last; n++ {
			counts = append(counts, n)
		}
	}
	slices.Sort(counts)
	counts = slices.Compact(counts)
	if len(counts) > maxCounts {
		return nil, fmt.Errorf("workers %q are more than %d counts", text, maxCounts)
	}
	return counts, nil
}

// parseRange reads "4" or "1-8".
func parseRange(part string) (first, last int, err error) {
	from, to, isRange := strings.Cut(part, "-")
	if first, err = parseCount(from, part); err != nil || !isRange {
		return first, first, err
	}
	if last, err = parseCount(to, part); err != nil {
		return 0, 0, err
	}
	if last < first {
		return 0, 0, fmt.Errorf("workers %q run backwards: write %d-%d", part, last, first)
	}
	return first, last, nil
}

// parseCount reads one count; part is what the error quotes.
func parseCount(text, part string) (int, error) {
	const most = 1_000_000
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return 0, fmt.Errorf("workers %q is no whole number: write 1,2,4 or 1-8", part)
	}
	if n < 1 || n > most {
		return 0, fmt.Errorf("workers %q is out of range: choose 1 to %d", part, most)
	}
	return n, nil
}
