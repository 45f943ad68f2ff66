package lawfile_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"weft/app/lawfile"
	"weft/charts/scaling"
)

// series writes points down in a line: workers, and the first value.
func series(s scaling.Series) string {
	var parts []string
	for _, v := range s.Baseline {
		parts = append(parts, fmt.Sprintf("0:%.6g", v))
	}
	for _, p := range s.Points {
		for _, v := range p.Values {
			parts = append(parts, fmt.Sprintf("%.6g:%.6g", p.Number(), v))
		}
	}
	return strings.Join(parts, " ")
}

const (
	same = "1:10 2:5.4 4:3.1 8:2"
	six  = "1:100 2:190 4:340 8:560 16:800 32:950"
)

// cases are files in the shapes that people have, and what they hold: see
// testdata/cases.
var cases = []struct {
	file string
	want []string // name=points, or points alone
	said string   // part of what was read
}{
	{"Tp.csv", []string{same}, "workers from p, time in s from T(p)"},
	{"nodes.csv", []string{same}, ""},
	{"procs.csv", []string{same}, ""},
	{"ranks.csv", []string{same}, ""},
	{"thread.csv", []string{same}, ""},
	{"nthreads.csv", []string{same}, ""},
	{"num_threads.csv", []string{same}, "workers from num_threads, time in s from elapsed_time"},
	{"unit_s.csv", []string{same}, ""},
	{"unit_ms.csv", []string{same}, "time in ms"},
	{"semi_de.csv", []string{same}, ""},
	{"semi_ok.csv", []string{same}, ""},
	{"sfx.csv", []string{same}, ""},
	{"sepline.csv", []string{same}, ""},
	{"title.csv", []string{same}, ""},
	{"trailsep.csv", []string{same}, ""},
	{"emptyrows.csv", []string{same}, ""},
	{"label.csv", []string{same}, ""},
	{"utf16bom.csv", []string{same}, ""},
	{"latin1.csv", []string{"1:10 2:5.4"}, "durée"},
	{"hyper.csv", []string{"1:10 2:5.4 4:3.1"}, "workers from parameter_threads, time in s from median; left alone: command, mean"},
	{"hyper.json", []string{"1:10 1:10.1 2:5.4 2:5.5"}, "JSON of a benchmark tool"},
	{"gobench.txt", []string{"1:1e-05 2:5.4e-06 4:3.1e-06"}, "GOMAXPROCS"},
	{"timespeedup.csv", []string{same}, "The column speedup agrees with the times."},
	{"speedup.csv", []string{"1:1 2:0.540541 4:0.3125 8:0.2"}, "in units of that of one worker"},
	{"wide.csv", []string{"1:10 1:10.1 1:9.9 2:5.4 2:5.5 2:5.3 4:3.1 4:3 4:3.2 8:2 8:2.1 8:1.9"}, "run1, run2, run3"},
	{"serial0.csv", []string{"0:10 1:10.4 2:5.4 4:3.1 8:2"}, "sequential baseline"},
	{"hashhead.dat", []string{"1:100 2:190 4:340 8:560"}, ""},
	{"ws.csv", []string{six}, ""},
	{"reqs.csv", []string{six}, "throughput from requests/sec"},
	{"na.csv", []string{"1:10 2:5.4 8:2 16:1.5"}, "Left out: 1 cell"},
	{"blank.csv", []string{"1:10 2:5.4 8:2 16:1.5"}, "Left out: 1 cell"},
	{"zero.csv", []string{"1:10 2:5.4 8:2 16:1.5"}, "1 value of 0"},
	{"dotthousand.csv", []string{"1:1000.5 2:1900.1 4:3400.2"}, ""},
	{"thousands.csv", []string{"1:1000 2:1900 4:3400 8:5600 16:8000 32:9500"}, "is read as 1000"},
	{"tsv_thousand.tsv", []string{"1:935.2 2:1801.5 4:3320.8 8:5610.4 16:8020 32:9400"}, ""},
	{"spacethousand.csv", []string{"1:935 2:1801 4:3320"}, ""},
	{"thousands_mixed.csv", []string{"1:900 2:1710 4:3060 8:5040 16:7200 32:8550"}, "is read as 1710"},
	{"a_ns.csv", []string{"1:31 2:16.7 4:9.4 8:5.9"}, "--unit"},
	{"nsize.csv", []string{"1000=1:10 2:5.4 4:3", "2000=1:40 2:21 4:11.3"}, "series told apart by n"},
	{"dims.csv", []string{"1:10 2:5.4 4:3"}, "left alone: x, y"},
	{"twoalgos.csv", []string{"A=" + same, "B=1:30 2:15 4:7.6 8:3.9"}, "series told apart by algorithm"},
	{"fracN.csv", []string{"0.8:80 1.6:150 2.9:250 5.5:400 9.7:520 15.2:600"}, "mean concurrencies"},
	{"latency.csv", []string{"1:100 2:190.476 4:333.333 8:500 16:592.593 32:533.333"}, "Little's law"},
}

func TestCases(t *testing.T) {
	for _, c := range cases {
		got, err := readCase(t, c.file, lawfile.Options{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		var read []string
		for _, s := range got.Series {
			line := series(s.Series)
			if s.Name != "" {
				line = s.Name + "=" + line
			}
			read = append(read, line)
		}
		if !slices.Equal(read, c.want) || !strings.Contains(strings.Join(got.Read, "\n"), c.said) || got.Read[0] == "" {
			t.Errorf("%s: read %q, said %q", c.file, read, got.Read)
		}
	}
}

func readCase(t *testing.T, file string, o lawfile.Options) (lawfile.Table, error) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "cases", file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // was only read
	return lawfile.Read(f, file, o)
}

// TestQuestions holds that where a file leaves a choice, each answer is a command.
func TestQuestions(t *testing.T) {
	for _, c := range []struct {
		file string
		want []string
		o    lawfile.Options
		then string
	}{
		{"twomeas.csv", []string{"--time time", "--throughput throughput"}, lawfile.Options{Throughput: "throughput"}, "1:100 2:190 4:340 8:560"},
		{"dupcol.csv", []string{"--time 2", "--time 3"}, lawfile.Options{Time: "3"}, "1:11 2:5.5 4:3.2"},
		{"cores_threads.csv", []string{"--workers cores", "--workers threads"}, lawfile.Options{Workers: "THREADS"}, "1:10 2:5.4 4:3"},
		{"nohead.csv", []string{"--workers 1 --time 2"}, lawfile.Options{Workers: "1", Time: "2"}, same},
		{"nohead.csv", []string{"no header"}, lawfile.Options{Workers: "1", Time: "2", Unit: "ms"}, "1:0.01 2:0.0054 4:0.0031 8:0.002"},
		{"twoalgos.csv", nil, lawfile.Options{Where: []string{"algorithm=b"}}, "1:30 2:15 4:7.6 8:3.9"},
	} {
		_, err := readCase(t, c.file, lawfile.Options{})
		for _, part := range c.want {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %v, without %q", c.file, err, part)
			}
		}
		got, err := readCase(t, c.file, c.o)
		if err != nil || len(got.Series) != 1 || series(got.Series[0].Series) != c.then {
			t.Errorf("%s %+v: %+v, %v", c.file, c.o, got, err)
		}
	}
	_, err := readCase(t, "commadec.csv", lawfile.Options{})
	if err == nil || !strings.Contains(err.Error(), "10,0 may be 10.0, or two columns") {
		t.Errorf("%v", err)
	}
	_, err = lawfile.Read(strings.NewReader("threads;tps\n1;1,801\n2;3,320\n"), "f", lawfile.Options{})
	if err == nil || !strings.Contains(err.Error(), "--decimal point (1801) or --decimal comma (1.801)") {
		t.Errorf("%v", err)
	}
	_, err = lawfile.Read(strings.NewReader("PK\x03\x04rest"), "f", lawfile.Options{})
	if err == nil || !strings.Contains(err.Error(), "xlsx") {
		t.Errorf("%v", err)
	}
}

// writer writes a table of known points in one of many shapes.
type writer struct {
	r *rand.Rand
}

func (w writer) of(list ...string) string { return list[w.r.IntN(len(list))] }

// name dresses a word up: case, what stands before and after, separators.
func (w writer) name(words ...string) string {
	s := strings.Join(words, w.of("_", "-", " ", "."))
	switch w.r.IntN(4) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// number writes v with a mark of decimals.
func (w writer) number(v float64, decimal string) string {
	return strings.Replace(fmt.Sprintf("%.4f", v), ".", decimal, 1)
}

// table writes points, as times in a unit or as throughputs, and returns the text.
func (w writer) table(points []scaling.Repeated, rate bool) string {
	unit, factor := w.of("s", "ms", "us", "ns", "min"), 1.0
	separator, decimal := w.of(",", ";", "\t", "|", "  "), "."
	if separator != "," && w.r.IntN(2) == 0 {
		decimal = ","
	}
	workers := w.of("threads", "procs", "ranks", "nodes", "cores", "clients", "cpus", "users", "connections", "processes")
	if w.r.IntN(2) == 0 {
		workers = w.name(w.of("num", "mpi", "number of", "active"), workers)
	}
	value, behind := w.of("throughput", "ops/s", "req/sec", "tps", "requests_per_second", "MB/s", "FOM"), ""
	if !rate {
		value = w.name(w.of("elapsed", "wall", "mean", "total", "real", "median")) + w.of(" time", "_time", "")
		factor = map[string]float64{"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9, "min": 1. / 60}[unit]
		switch w.r.IntN(3) {
		case 0:
			value += " [" + unit + "]"
		case 1:
			value += " (" + unit + ")"
		default:
			behind = w.of("", " ") + unit
			if separator == "  " {
				behind = unit
			}
		}
	}
	columns := []string{"host", workers, value}
	w.r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	lines := []string{w.line(columns, separator)}
	if separator == "|" {
		lines = append(lines, "|---|---:|---|")
	}
	for _, p := range points {
		for _, v := range p.Values {
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = map[string]string{"host": "mars", workers: fmt.Sprint(p.Workers), value: w.number(v*factor, decimal) + behind}[c]
			}
			lines = append(lines, w.line(cells, separator))
		}
	}
	if w.r.IntN(3) == 0 {
		lines = slices.Insert(lines, 0, "Measured on mars", "")
	}
	return strings.Join(lines, w.of("\n", "\r\n", "\r")) + "\n"
}

func (w writer) line(cells []string, separator string) string {
	if separator == "|" {
		return "| " + strings.Join(cells, " | ") + " |"
	}
	return strings.Join(cells, separator)
}

// encode writes a text as UTF-8 or UTF-16, with or without a mark.
func (w writer) encode(text string) string {
	order := w.r.IntN(6)
	if order > 3 {
		return map[int]string{4: "", 5: "\ufeff"}[order] + text
	}
	var b []byte
	if order%2 == 0 {
		text = "\ufeff" + text
	}
	for _, u := range utf16.Encode([]rune(text)) {
		if order < 2 {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return string(b)
}

// TestWhatIsReadIsWhatWasWritten permutes headers, units, marks, separators and
// encodings.
func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	for seed := range uint64(3000) {
		w := writer{rand.New(rand.NewPCG(seed, 15))}
		var points []scaling.Repeated
		rate, repetitions := w.r.IntN(2) == 0, 1+w.r.IntN(3)
		for p := 1; p <= 16; p *= 2 {
			point := scaling.Repeated{Workers: p}
			for range repetitions {
				point.Values = append(point.Values, float64(1+w.r.IntN(900_000))/100)
			}
			points = append(points, point)
		}
		text := w.table(points, rate)
		got, err := lawfile.Read(strings.NewReader(w.encode(text)), "f", lawfile.Options{})
		if err != nil {
			t.Errorf("seed %d: %v\n%s", seed, err, text)
			continue
		}
		alike := len(got.Series) == 1 && got.Series[0].Series.Rate == rate && slices.EqualFunc(got.Series[0].Series.Points, points, func(a, b scaling.Repeated) bool {
			return a.Workers == b.Workers && slices.EqualFunc(a.Values, b.Values, func(x, y float64) bool { return math.Abs(x/y-1) < 0.01 })
		})
		if !alike {
			t.Errorf("seed %d: read %+v\n%s", seed, got, text)
		}
		if t.Failed() && seed > 200 {
			break
		}
	}
}
