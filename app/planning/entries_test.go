package planning

import (
	"testing"
	"time"

	"weft/internal/text"
)

func TestParseBytes(t *testing.T) {
	for text, want := range map[string]uint64{
		"": 0, "1": 1, "4096": 4096, "300MB": 300e6, "1.5 GiB": 3 << 29, "2gib": 2 << 30, "7kb": 7000, "12 B": 12, "1TiB": 1 << 40,
	} {
		if got, err := ParseBytes(text); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"0", "-1", "MB", "1e30GB", "NaN", "Inf", "12 parsec"} {
		if got, err := ParseBytes(text); err == nil {
			t.Errorf("%q was taken for %d", text, got)
		}
	}
}

func TestParseScale(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "auto": 0, "Auto": 0, "0": 0, "1": 1, "0.05": 0.05, " 100 ": 100} {
		if got, err := ParseScale(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"much", "-1", "101", "NaN", "0.001"} {
		if got, err := ParseScale(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestParsePrecision(t *testing.T) {
	for text, want := range map[string]float64{"2%": 0.02, "0.02": 0.02, "0.5 %": 0.005, " 50% ": 0.5} {
		if got, err := ParsePrecision(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "2", "much", "60%", "0", "-1%", "NaN", "NaN%", "0.05%"} {
		if got, err := ParsePrecision(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

// What the form shows before the sign for per cent comes back as it was.
func TestPerCent(t *testing.T) {
	for typed, want := range map[string]float64{"2": 0.02, "2 %": 0.02, "0.7": 0.007, "0.1": 0.001, "12.345": 0.12345} {
		share, err := ParsePrecision(InPercent(typed))
		if err != nil || share < want-1e-12 || share > want+1e-12 {
			t.Errorf("%q is %v, %v", typed, share, err)
		}
		if again, err := ParsePrecision(text.Percent(share)); err != nil || again != share {
			t.Errorf("%v is written %q and read back as %v, %v", share, text.Percent(share), again, err)
		}
		if bare := WithoutPercent(text.Percent(share)); InPercent(bare) != text.Percent(share) {
			t.Errorf("%q becomes %q", bare, InPercent(bare))
		}
	}
	for _, typed := range []string{"", "two", "2 %%"} {
		if InPercent(typed) != typed {
			t.Errorf("%q becomes %q", typed, InPercent(typed))
		}
	}
}

func TestParseBudget(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"60": time.Minute, "60 s": time.Minute, "60s": time.Minute, "2.5": 2500 * time.Millisecond, "5m": 5 * time.Minute,
		"1m30s": 90 * time.Second, "1m 30s": 90 * time.Second, "86400": 24 * time.Hour, "1": time.Second, "1500ms": 1500 * time.Millisecond,
	} {
		if got, err := ParseBudget(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "0.9", "1ms", "86401", "Inf", "NaN", "1e300", "-5", "a minute", "s"} {
		if got, err := ParseBudget(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestParseReps(t *testing.T) {
	for text, want := range map[string]int{"": 0, " ": 0, "0": 0, "1": 1, " 1000 ": 1000} {
		if got, err := ParseReps(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"-1", "1001", "1.5", "many"} {
		if got, err := ParseReps(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}
