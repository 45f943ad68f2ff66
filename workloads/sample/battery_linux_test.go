package sample

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDischarging(t *testing.T) {
	for name, c := range map[string]struct {
		supplies map[string]map[string]string
		want     bool
	}{
		"no battery":      {map[string]map[string]string{"AC": {"type": "Mains", "online": "1"}}, false},
		"charging":        {map[string]map[string]string{"BAT0": {"type": "Battery", "status": "Charging"}}, false},
		"on battery":      {map[string]map[string]string{"AC": {"type": "Mains"}, "BAT1": {"type": "Battery", "status": "Discharging"}}, true},
		"a mouse's":       {map[string]map[string]string{"hid": {"type": "Battery", "scope": "Device", "status": "Discharging"}}, false},
		"nothing is told": {map[string]map[string]string{"BAT0": {}}, false},
	} {
		dir := t.TempDir()
		for supply, files := range c.supplies {
			if err := os.Mkdir(filepath.Join(dir, supply), 0o700); err != nil {
				t.Fatal(err)
			}
			for file, text := range files {
				if err := os.WriteFile(filepath.Join(dir, supply, file), []byte(text+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := discharging(dir); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if discharging(filepath.Join(t.TempDir(), "none")) {
		t.Error("a machine that tells nothing runs on battery")
	}
}
