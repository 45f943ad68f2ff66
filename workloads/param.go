package workloads

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"weft/internal/nearest"
)

// Type says what values a parameter takes.
type Type string

// The types of parameters.
const (
	Int     Type = "int"     // a whole number
	Float   Type = "float"   // a finite number
	IntList Type = "intlist" // whole numbers with commas between: 30,35,40
	Choice  Type = "choice"  // one of Param.Choices
	Bool    Type = "bool"    // true or false
	Text    Type = "text"    // one line of at most Max bytes, which may be empty
)

// types are all of them.
var types = []Type{Int, Float, IntList, Choice, Bool, Text}

// Param is one parameter of a workload or of a model.
type Param struct {
	Name    string
	Type    Type
	Unit    string // "numbers", "ms", "bytes"; "" for none
	Default string // in the form that --set takes
	Min     float64
	Max     float64  // bounds of a number, and of each number of a list
	Choices []string // of a Choice
	Presets []string // further values worth offering
	Help    string   // one sentence: what it means

	// Variable is the environment's variable that may hold a Text instead, "" for
	// none: an address with a password belongs there.
	Variable string
}

// complete tells which of a parameter's facts are missing, or can't be.
func (p *Param) complete() error {
	switch {
	case !isName(p.Name):
		return errors.New("its name is no word of lower-case letters, digits and hyphens")
	case !slices.Contains(types, p.Type):
		return errors.New("it has no type")
	case !isSentence(p.Help):
		return errors.New("its help is no sentence")
	case (p.Type == Int || p.Type == Float || p.Type == IntList) && p.Min >= p.Max:
		return fmt.Errorf("its bounds are %g to %g", p.Min, p.Max)
	case p.Type == Choice && len(p.Choices) == 0:
		return errors.New("it has no choices")
	}
	return nil
}

// maxList bounds the length of a list.
const maxList = 10_000

// Values are parameter values by name, each in the form that --set takes.
// After Resolve they are complete, within limits and in canonical form.
type Values map[string]string

// Int returns a whole-number value.
func (v Values) Int(name string) int { n, _ := strconv.Atoi(v[name]); return n }

// Float returns a number.
func (v Values) Float(name string) float64 { f, _ := strconv.ParseFloat(v[name], 64); return f }

// Bool returns a truth value.
func (v Values) Bool(name string) bool { return v[name] == "true" }

// Ints returns a list of whole numbers.
func (v Values) Ints(name string) []int {
	var list []int
	for s := range strings.SplitSeq(v[name], ",") {
		n, _ := strconv.Atoi(s)
		list = append(list, n)
	}
	return list
}

// Number returns the value as JSON should carry it: a number, a truth value, or the text itself.
func (p Param) Number(value string) any {
	switch p.Type {
	case Int:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return n
		}
	case Float:
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return f
		}
	case Bool:
		return value == "true"
	}
	return value
}

// Check tells whether the parameter takes value, and returns its canonical form.
func (p Param) Check(value string) (string, error) {
	value = strings.TrimSpace(value)
	switch p.Type {
	case Choice:
		if slices.Contains(p.Choices, value) {
			return value, nil
		}
		return "", fmt.Errorf("%s: %q is not one of %s", p.Name, value, strings.Join(p.Choices, ", "))
	case Bool:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return "", fmt.Errorf("%s: %q is neither true nor false", p.Name, value)
		}
		return strconv.FormatBool(b), nil
	case IntList:
		return p.checkList(value)
	case Int:
		return p.checkInt(value)
	case Text:
		return p.checkText(value)
	}
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return "", fmt.Errorf("%s: %q is not a number", p.Name, value)
	}
	return strconv.FormatFloat(f, 'g', -1, 64), p.inRange(f)
}

func (p Param) checkInt(value string) (string, error) {
	n, err := strconv.ParseInt(strings.ReplaceAll(strings.ReplaceAll(value, " ", ""), "_", ""), 10, 64)
	if err != nil {
		f, ferr := strconv.ParseFloat(value, 64) // 2e6 is how people write big whole numbers
		if ferr != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
			return "", fmt.Errorf("%s: %q is not a whole number", p.Name, value)
		}
		n = int64(f)
	}
	return strconv.FormatInt(n, 10), p.inRange(float64(n))
}

func (p Param) checkText(value string) (string, error) {
	switch {
	case !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl):
		return "", fmt.Errorf("%s: %q is not one line of text", p.Name, value)
	case float64(len(value)) > p.Max:
		return "", fmt.Errorf("%s: a text of %d bytes is too long, choose one of %s at most", p.Name, len(value), plain(p.Max))
	case bearsPassword(value):
		instead := "give one without"
		if p.Variable != "" {
			instead = "name it in the variable " + p.Variable + " instead, which is not saved"
		}
		return "", fmt.Errorf("%s: this address bears a password, which would be saved with the run: %s", p.Name, instead)
	}
	return value, nil
}

// bearsPassword tells whether a text is an address such as redis://user:secret@host.
func bearsPassword(text string) bool {
	address, err := url.Parse(text)
	if err != nil || address.User == nil {
		return false
	}
	_, bears := address.User.Password()
	return bears
}

func (p Param) checkList(value string) (string, error) {
	parts := strings.Split(value, ",")
	if len(parts) > maxList {
		return "", fmt.Errorf("%s: %d numbers are more than %d", p.Name, len(parts), maxList)
	}
	for i, part := range parts {
		canonical, err := p.checkInt(strings.TrimSpace(part))
		if err != nil {
			return "", err
		}
		parts[i] = canonical
	}
	return strings.Join(parts, ","), nil
}

func (p Param) inRange(f float64) error {
	if f < p.Min || f > p.Max {
		unit := p.Unit
		if unit != "" {
			unit = " " + unit
		}
		return fmt.Errorf("%s: %s is out of range, choose %s to %s%s",
			p.Name, plain(f), plain(p.Min), plain(p.Max), unit)
	}
	return nil
}

func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Resolve fills in defaults and checks every value. owner names whose
// parameters they are in errors; an unknown name lists the nearest ones.
func Resolve(owner string, params []Param, set Values) (Values, error) {
	full := Values{}
	var names []string
	for _, p := range params {
		full[p.Name] = p.Default
		names = append(names, p.Name)
	}
	for name, value := range set {
		i := slices.Index(names, name)
		if i < 0 && len(names) == 0 {
			return nil, fmt.Errorf("%s has no parameters, so %q can't be set", owner, name)
		}
		if i < 0 {
			return nil, fmt.Errorf("%s has no parameter %q%s", owner, name, nearest.Hint(name, names))
		}
		canonical, err := params[i].Check(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", owner, err)
		}
		full[name] = canonical
	}
	return full, nil
}
