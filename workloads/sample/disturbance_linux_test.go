package sample

import (
	"testing"
	"time"
)

func TestIdleOf(t *testing.T) {
	const stat = "cpu  9 9 9 900 90 9 9 90 0 0\ncpu0 1 0 1 100 10 0 0 5 0 0\ncpu1 1 0 1 200 20 0 0 7 0 0\ncpu2 1 0 1 300 30 0 0 9 0 0\nintr 1 2 3\n"
	idle, steal := idleOf(stat, func(core int) bool { return core != 1 })
	if idle != 4400*time.Millisecond || steal != 140*time.Millisecond {
		t.Errorf("idle %v, stolen %v", idle, steal)
	}
}

func TestThrottled(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		own   string
		want  time.Duration
	}{
		"version 2, the outer group": {
			map[string]string{"a/cpu.stat": "usage_usec 5\nnr_throttled 2\nthrottled_usec 1500000", "a/b/cpu.stat": "throttled_usec 200"},
			"0::/a/b", 1500 * time.Millisecond,
		},
		"version 1": {
			map[string]string{"cpu/x/cpu.stat": "nr_periods 3\nnr_throttled 1\nthrottled_time 25000000"},
			"4:cpu:/x\n", 25 * time.Millisecond,
		},
		"nothing": {nil, "0::/", -1},
	} {
		if got := throttled(tree(t, c.files), c.own); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestSlowedForHeat(t *testing.T) {
	root := tree(t, map[string]string{"cpu0/thermal_throttle/core_throttle_count": "3", "cpu1/thermal_throttle/core_throttle_count": "4"})
	if got := slowedForHeat(root); got != 7 {
		t.Errorf("%d times", got)
	}
	if got := slowedForHeat(t.TempDir()); got != 0 {
		t.Errorf("%d times of nothing", got)
	}
}
