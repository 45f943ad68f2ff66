package run

import (
	"testing"

	"weft/workloads/sample"
)

func TestJudge(t *testing.T) {
	for name, c := range map[string]struct {
		lost sample.Disturbance
		p    int
		want Cause
	}{
		"a quiet machine":                          {sample.Disturbance{Wall: 1, Cores: 2, Others: 0.02, Blur: 0.01}, 2, Undisturbed},
		"the run's own feeder in its lanes' way":   {sample.Disturbance{Wall: 1, Cores: 2, Others: 0.01, Blur: 0.01, Delay: 0.3}, 2, Undisturbed},
		"half of a core of two, and both needed":   {sample.Disturbance{Wall: 1, Cores: 2, Others: 0.25, Blur: 0.01, Delay: 0.4}, 2, ByOthers},
		"half of a core of two, one needed":        {sample.Disturbance{Wall: 1, Cores: 2, Others: 0.25, Blur: 0.01}, 1, ByOthers},
		"a core and a half of sixteen, four used":  {sample.Disturbance{Wall: 1, Cores: 16, Others: 0.09, Blur: 0.01}, 4, Undisturbed},
		"a core and a half of sixteen, all needed": {sample.Disturbance{Wall: 1, Cores: 16, Others: 0.09, Blur: 0.01}, 16, ByOthers},
		"threads that stood ready for others":      {sample.Disturbance{Wall: 1, Cores: 8, Others: 0.06, Blur: 0.01, Delay: 0.2}, 2, ByOthers},
		"a short run that ticks can't tell of":     {sample.Disturbance{Wall: 0.05, Cores: 2, Others: 0.18, Blur: 0.2}, 2, Undisturbed},
		"a quota":                                  {sample.Disturbance{Wall: 1, Cores: 0.5, Others: 0, Throttled: 0.5}, 1, ByQuota},
		"a hypervisor":                             {sample.Disturbance{Wall: 1, Cores: 2, Steal: 0.1}, 1, ByHost},
		"heat":                                     {sample.Disturbance{Wall: 1, Cores: 2, Hot: 1}, 1, ByHeat},
		"a system that doesn't tell":               {sample.Disturbance{Wall: 1, Cores: 2, Others: -1}, 2, Undisturbed},
		"more workers than cores":                  {sample.Disturbance{Wall: 1, Cores: 2, Others: 0.01, Blur: 0.01, Delay: 6}, 8, Undisturbed},
	} {
		if got, share := judge(c.lost, c.p); got != c.want || share < 0 || share > 1 {
			t.Errorf("%s: %q (%.2f), want %q", name, got, share, c.want)
		}
	}
}
