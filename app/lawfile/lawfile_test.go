package lawfile_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"weft/app/lawfile"
	"weft/charts/scaling"
)

func points(ps ...scaling.Repeated) []scaling.Repeated { return ps }

func at(p int, values ...float64) scaling.Repeated {
	return scaling.Repeated{Workers: p, Values: values}
}

// sound are files that can be read, and what they hold.
var sound = []struct {
	name, text string
	rate       bool
	want       []scaling.Repeated
}{
	{"throughputs", "n,x\n1,10\n2,18\n", true, points(at(1, 10), at(2, 18))},
	{"times", "workers,seconds\n1,10\n2,5.5\n", false, points(at(1, 10), at(2, 5.5))},
	{"synonyms in capitals, with spaces", "Threads, Throughput\n1, 10\n4, 31\n", true, points(at(1, 10), at(4, 31))},
	{"milliseconds", "p,ms\n1,1500\n", false, points(at(1, 1.5))},
	{"repetitions and disorder", "n,x\n4,31\n1,10\n4,30\n", true, points(at(1, 10), at(4, 31, 30))},
	{"other columns", "host,time,run,cores\nmars,3,1,2\n", false, points(at(2, 3))},
	{"semicolons and decimal commas", "n;x\n1;10,5\n2;1e1\n", true, points(at(1, 10.5), at(2, 10))},
	{"tabs", "n\tx\n1\t10\n", true, points(at(1, 10))},
	{"byte order mark, CRLF, comments, empty lines", "\ufeff# from mars\r\n\r\nn,x\r\n1,10\r\n# more\r\n2,19\r\n\r\n", true, points(at(1, 10), at(2, 19))},
	{"quotes", "\"n\",\"x\"\n\"1\",\"10\"\n", true, points(at(1, 10))},
	{"no end of line at the end", "n,x\n1,10", true, points(at(1, 10))},
	{"decimal commas in quotes between commas", "n,x\n1,\"10,5\"\n2,20\n", true, points(at(1, 10.5), at(2, 20))},
	{"values that there are none of", "n,x\n1,10\n2,\n3,NaN\n4,0\n5\n6,-3\n8,40\n", true, points(at(1, 10), at(8, 40))},
	{"whole numbers of workers with a point", "n,x\n2.0,10", true, points(at(2, 10))},
}

func TestRead(t *testing.T) {
	for _, c := range sound {
		got, err := lawfile.Read(strings.NewReader(c.text), "f.csv", lawfile.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		first := got.Series[0].Series
		same := len(got.Series) == 1 && slices.EqualFunc(first.Points, c.want, func(a, b scaling.Repeated) bool {
			return a.Workers == b.Workers && slices.Equal(a.Values, b.Values)
		})
		if !same || first.Rate != c.rate || len(first.Baseline) != 0 {
			t.Errorf("%s: %+v", c.name, got.Series)
		}
	}
}

func TestReadNamesColumns(t *testing.T) {
	got, err := lawfile.Read(strings.NewReader("Load,Throughput\n1,10\n1,11\n"), "f.csv", lawfile.Options{})
	if err != nil || got.Workers != "Load" || got.Values != "Throughput" || got.Rows != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

// wrong are files that can't be read, and what is said of them.
var wrong = []struct{ name, text, want string }{
	{"nothing", "", `f.csv: line 1: there are no measurements`},
	{"header alone", "n,x\n", `f.csv: there are no measurements`},
	{"no header", "1,2\n3,4\n", `f.csv: line 1: there is no header`},
	{"unknown columns", "# c\na,b\n1,2\n", `f.csv: no column is called a number of workers`},
	{"no values", "n,b\n1,2\n", `f.csv: no column is called a time`},
	{"two workers", "n,p,x\n1,2,3\n", `"n" and "p" each may be the number of workers; give one of:` + "\n  weft fit f.csv --workers n\n  weft fit f.csv --workers p"},
	{"two values", "n,tps,seconds\n1,2,3\n", "--time seconds\n  weft fit f.csv --throughput tps"},
	{"text", "n,x\n1,1\n2,2\n3,abc\n", `f.csv: line 4: "abc" in column "x" is no number`},
	{"infinite", "n,x\n1,1e999\n", `line 2: "1e999" in column "x" is beyond all numbers`},
	{"too many workers", "n,x\n1e300,3\n", `line 2: 1e300 is no number of workers`},
	{"open quote", "n,x\n1,\"3\n", `f.csv: line`},
	{"stray quote", "n,x\n1,2\n2,3\"4\n", `f.csv: line 3: a quotation mark is not closed`},
	{"binary", "n,x\n1,\x00\n", `f.csv: line 2: this is no text`},
	{"long row", "n,x\n1,10,5\n", `line 2: the row has 3 columns, the header 2`},
	{"too long", "n,x\n" + strings.Repeat("1,2\n", 1<<18), "longer than 1024 KiB"},
	{"too many rows", "n,x\n" + strings.Repeat("1,2\n", 10_001), "line 10002: more than 10000 rows"},
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, c := range wrong {
		_, err := lawfile.Read(strings.NewReader(c.text), "f.csv", lawfile.Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestReadTellsSeveralMistakes(t *testing.T) {
	_, err := lawfile.Read(strings.NewReader("n,x\n"+strings.Repeat("1,z\n", 8)), "f.csv", lawfile.Options{})
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 6 || !strings.Contains(lines[4], "line 6:") || lines[5] != "f.csv: mistakes in more lines, not listed: 3" {
		t.Errorf("%d lines:\n%v", len(lines), err)
	}
}

func TestReadPassesOnWhatReadingSays(t *testing.T) {
	broken := errors.New("the disk is gone")
	if _, err := lawfile.Read(iotest.ErrReader(broken), "f.csv", lawfile.Options{}); !errors.Is(err, broken) || !strings.Contains(err.Error(), "f.csv") {
		t.Errorf("%v", err)
	}
}

// FuzzRead holds that nothing panics, that an error names the file, and that
// what is read can be fitted to: whole numbers of workers, values above 0.
func FuzzRead(f *testing.F) {
	for _, c := range sound {
		f.Add([]byte(c.text))
	}
	for _, c := range wrong {
		f.Add([]byte(c.text[:min(len(c.text), 200)]))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := lawfile.Read(strings.NewReader(string(text)), "f.csv", lawfile.Options{})
		if err != nil {
			if !strings.Contains(err.Error(), "f.csv: ") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		count := 0
		for _, series := range got.Series {
			count += len(series.Series.Baseline)
			before := 0.0
			for _, p := range series.Series.Points {
				if p.Number() <= before {
					t.Fatalf("%v workers after %v", p.Number(), before)
				}
				before = p.Number()
				for _, v := range p.Values {
					if count++; !(v > 0) {
						t.Fatalf("value %v", v)
					}
				}
			}
		}
		if count == 0 {
			t.Fatal("neither measurements nor an error")
		}
		if count != got.Rows {
			t.Fatalf("%d values in %d rows", count, got.Rows)
		}
	})
}
