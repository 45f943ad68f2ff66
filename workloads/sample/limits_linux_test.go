package sample

import (
	"os"
	"path/filepath"
	"testing"
)

// tree makes files below a folder of the test's own.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestGroupLimits(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		own   string
		want  Limits
	}{
		"none": {map[string]string{"user/cpu.max": "max 100000", "user/memory.max": "max"}, "0::/user", Limits{}},
		"the narrowest on the way up": {
			map[string]string{"a/cpu.max": "150000 100000", "a/b/cpu.max": "400000 100000", "a/b/memory.max": "1073741824", "a/memory.max": "max"},
			"0::/a/b",
			Limits{Cores: 1.5, Memory: 1 << 30},
		},
		"a container's own root": {map[string]string{"cpu.max": "50000 100000"}, "0::/", Limits{Cores: 0.5}},
		"version 1": {
			map[string]string{
				"cpu/x/cpu.cfs_quota_us": "200000", "cpu/x/cpu.cfs_period_us": "100000", "cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000",
				"memory/x/memory.limit_in_bytes": "2097152", "memory/memory.limit_in_bytes": "9223372036854771712",
			},
			"4:cpu,cpuacct:/x\n3:memory:/x\n",
			Limits{Cores: 2, Memory: 2 << 20},
		},
		"nonsense": {map[string]string{"cpu.max": "x y z"}, "0::/\nwhat", Limits{}},
	} {
		if got := groupLimits(tree(t, c.files), c.own); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestCountProcessors(t *testing.T) {
	for list, want := range map[string]int{"0": 1, "0-3\n": 4, "0-1,4,6-7": 5, "": 0, "x-y": 0} {
		if got := countProcessors(list); got != want {
			t.Errorf("%q are %d, want %d", list, got, want)
		}
	}
}

func TestPowerFiles(t *testing.T) {
	root := tree(t, map[string]string{
		"cpu0/cpufreq/scaling_governor": "powersave", "cpu0/cpufreq/scaling_driver": "intel_pstate", "intel_pstate/no_turbo": "0",
	})
	if p := powerOf(root); p.Governor != "powersave" || p.Driver != "intel_pstate" || p.Turbo != "on" {
		t.Errorf("%+v", p)
	}
	if p := powerOf(tree(t, map[string]string{"cpufreq/boost": "0"})); p.Turbo != "off" || p.Governor != "" {
		t.Errorf("%+v", p)
	}
	if p := powerOf(t.TempDir()); p != (Power{}) {
		t.Errorf("of nothing: %+v", p)
	}
}
