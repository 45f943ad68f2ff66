package workloads

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	intParam    = Param{Name: "n", Type: Int, Unit: "ms", Default: "1", Min: -5, Max: 2_000_000}
	floatParam  = Param{Name: "f", Type: Float, Default: "1", Min: 0, Max: 10}
	listParam   = Param{Name: "l", Type: IntList, Default: "1", Min: 0, Max: 50}
	choiceParam = Param{Name: "c", Type: Choice, Default: "a", Choices: []string{"a", "b"}}
	boolParam   = Param{Name: "b", Type: Bool, Default: "false"}
	textParam   = Param{Name: "t", Type: Text, Max: 8}
	wideParam   = Param{Name: "w", Type: Text, Max: 80}
)

func TestParamCheck(t *testing.T) {
	cases := []struct {
		param       Param
		value, want string
		says        string // part of the error, "" for none
	}{
		{intParam, "7", "7", ""},
		{intParam, " 1_000_000 ", "1000000", ""},
		{intParam, "2 000", "2000", ""},
		{intParam, "2e6", "2000000", ""},
		{intParam, "+3", "3", ""},
		{intParam, "-5", "-5", ""},
		{intParam, "-6", "", "n: -6 is out of range, choose -5 to 2000000 ms"},
		{intParam, "2000001", "", "out of range"},
		{intParam, "1.5", "", `"1.5" is not a whole number`},
		{intParam, "1e300", "", "not a whole number"},
		{intParam, "NaN", "", "not a whole number"},
		{intParam, "99999999999999999999999", "", "not a whole number"},
		{intParam, "", "", "not a whole number"},
		{floatParam, "0.50", "0.5", ""},
		{floatParam, "1e1", "10", ""},
		{floatParam, "10.1", "", "out of range, choose 0 to 10"},
		{floatParam, "Inf", "", "not a number"},
		{floatParam, "nan", "", "not a number"},
		{floatParam, "x", "", "not a number"},
		{listParam, "30, 35,40 ,45", "30,35,40,45", ""},
		{listParam, "7", "7", ""},
		{listParam, "", "", "not a whole number"},
		{listParam, "1,,2", "", "not a whole number"},
		{listParam, "1,51", "", "51 is out of range"},
		{listParam, strings.Repeat("1,", maxList) + "1", "", "10001 numbers are more than 10000"},
		{choiceParam, " b ", "b", ""},
		{choiceParam, "B", "", `"B" is not one of a, b`},
		{boolParam, "1", "true", ""},
		{boolParam, "False", "false", ""},
		{boolParam, "yes", "", "neither true nor false"},
		{textParam, " redis:1 ", "redis:1", ""},
		{textParam, "", "", ""},
		{wideParam, "redis://me@host:6379/0", "redis://me@host:6379/0", ""},
		{wideParam, "redis://:secret@host:6379/0", "", "bears a password"},
		{textParam, "a\nb", "", "not one line of text"},
		{textParam, "\xff", "", "not one line of text"},
		{textParam, "123456789", "", "a text of 9 bytes is too long, choose one of 8 at most"},
	}
	for _, c := range cases {
		got, err := c.param.Check(c.value)
		switch {
		case c.says == "" && (err != nil || got != c.want):
			t.Errorf("%s takes %.20q as %q (%v), want %q", c.param.Type, c.value, got, err, c.want)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: error for %.20q is %v, want one that says %q", c.param.Type, c.value, err, c.says)
		}
	}
}

func TestResolve(t *testing.T) {
	params := []Param{intParam, listParam, boolParam}
	got, err := Resolve("it", params, Values{"n": "1e3", "b": "T"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Int("n") != 1000 || len(got.Ints("l")) != 1 || !got.Bool("b") || len(got) != 3 {
		t.Errorf("resolved to %v", got)
	}
	for name, says := range map[string]string{"nn": "did you mean n?", "zebra": "choose one of: n, l, b"} {
		if _, err := Resolve("it", params, Values{name: "1"}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error for %q is %v, want one that says %q", name, err, says)
		}
	}
	if _, err := Resolve("it", nil, Values{"n": "1"}); err == nil || !strings.Contains(err.Error(), "it has no parameters") {
		t.Errorf("error without parameters is %v", err)
	}
	if _, err := Resolve("it", params, Values{"n": "x"}); err == nil || !strings.HasPrefix(err.Error(), "it: n: ") {
		t.Errorf("error for a bad value is %v", err)
	}
}

// TestCheckedValuesAreCanonical: what Check returns, it takes, unchanged.
func TestCheckedValuesAreCanonical(t *testing.T) {
	number := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string { return strconv.Itoa(rapid.IntRange(-10, 100).Draw(t, "whole")) }),
		rapid.Custom(func(t *rapid.T) string { return strconv.FormatFloat(rapid.Float64().Draw(t, "float"), 'g', -1, 64) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		value := strings.Join(rapid.SliceOfN(number, 1, 4).Draw(t, "numbers"), ",")
		for _, p := range []Param{intParam, floatParam, listParam} {
			checkCanonical(t, p, value)
		}
	})
}

func FuzzParamCheck(f *testing.F) {
	for _, seed := range []string{"1", "1,2", "true", "1e3", " 5_0 ", "-0", "0x1p4", "a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, p := range []Param{intParam, floatParam, listParam, choiceParam, boolParam} {
			checkCanonical(t, p, value)
		}
	})
}

// failer is what testing.T and rapid.T have in common here.
type failer interface {
	Errorf(format string, args ...any)
}

func checkCanonical(t failer, p Param, value string) {
	once, err := p.Check(value)
	if err != nil {
		return
	}
	twice, err := p.Check(once)
	if err != nil || twice != once {
		t.Errorf("%s takes %q as %q, and that as %q (%v)", p.Type, value, once, twice, err)
	}
	numbers := []float64{}
	v := Values{p.Name: once}
	switch p.Type {
	case Int:
		numbers = append(numbers, float64(v.Int(p.Name)))
	case Float:
		numbers = append(numbers, v.Float(p.Name))
	case IntList:
		for _, n := range v.Ints(p.Name) {
			numbers = append(numbers, float64(n))
		}
	}
	for _, n := range numbers {
		if math.IsNaN(n) || n < p.Min || n > p.Max {
			t.Errorf("%s lets %q through as %g", p.Type, value, n)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		param Param
		value string
		want  any
	}{
		{intParam, "5", int64(5)},
		{floatParam, "0.5", 0.5},
		{boolParam, "true", true},
		{listParam, "1,2", "1,2"},
		{choiceParam, "a", "a"},
	} {
		if got := c.param.Number(c.value); got != c.want {
			t.Errorf("%s %q is %v (%T) in JSON, want %v", c.param.Type, c.value, got, got, c.want)
		}
	}
}
