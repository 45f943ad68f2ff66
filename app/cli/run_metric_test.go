package cli

import (
	"testing"

	"weft/workloads"
)

// TestMetricsSayWhatIsToKnow holds that a run tells what its pages were fetched with.
func TestMetricsSayWhatIsToKnow(t *testing.T) {
	for want, m := range map[string]workloads.Metric{
		"19 pages. With aiohttp 3.8.4.": {Name: "pages fetched", Value: 19, Unit: "pages", Help: "With aiohttp 3.8.4."},
		"19 pages":                      {Name: "pages fetched", Value: 19, Unit: "pages"},
	} {
		if got := metricSaid(m); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
