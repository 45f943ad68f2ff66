package cli

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/runtimes"
)

func TestParseBytes(t *testing.T) {
	for text, want := range map[string]uint64{
		"1": 1, "4096": 4096, "300MB": 300e6, "1.5 GiB": 3 << 29, "2gib": 2 << 30, "7kb": 7000, "12 B": 12, "1TiB": 1 << 40,
	} {
		if got, err := parseBytes(text); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1", "MB", "1e30GB", "NaN", "Inf", "12 parsec"} {
		if got, err := parseBytes(text); err == nil {
			t.Errorf("%q was taken for %d", text, got)
		}
	}
}

func TestParseSize(t *testing.T) {
	if w, h, err := parseSize("1280X800"); w != 1280 || h != 800 || err != nil {
		t.Errorf("%d %d %v", w, h, err)
	}
	for _, text := range []string{"", "x", "900", "900x", "50x900", "900x99999", "9e2x500", "-900x500"} {
		if _, _, err := parseSize(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestParseModels(t *testing.T) {
	for text, want := range map[string][]string{
		"go/threads":                  {"go/threads"},
		"thread-pool,go/hybrid":       {"go/thread-pool", "go/hybrid"},
		"threads, threads,go/threads": {"go/threads"},
		"all":                         namesStarting("go/"),
		"threads,all":                 namesStarting("go/"),
	} {
		if got, err := parseModels(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", ",", "threads,", "python/threads", "go/nothing"} {
		if got, err := parseModels(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestAssign(t *testing.T) {
	w := &workloads.Workload{Name: "w", Params: []workloads.Param{{Name: "size"}, {Name: "tasks"}}}
	models := []named{
		{"go", &runtimes.Model{Params: []workloads.Param{{Name: "chunk"}}}},
		{"go", &runtimes.Model{Params: []workloads.Param{{Name: "chunk"}, {Name: "interval"}}}},
	}
	params, options, err := assign(w, models, []string{"size=3", "chunk=4", "interval = a=b", "size=5"})
	if err != nil {
		t.Fatal(err)
	}
	if want := (workloads.Values{"size": "5"}); !reflect.DeepEqual(params, want) {
		t.Errorf("params %v", params)
	}
	if want := (workloads.Values{"chunk": "4", "interval": " a=b"}); !reflect.DeepEqual(options, want) {
		t.Errorf("options %v", options)
	}
	_, _, err = assign(w, models, []string{"chnk=1"})
	for _, part := range []string{"chnk", "chunk?", "w has size, tasks", "the models have chunk, interval"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q is missing in %v", part, err)
		}
	}
}

func TestUsualWorkers(t *testing.T) {
	for cores, want := range map[int][]int{
		1: {1, 2}, 2: {1, 2, 4}, 4: {1, 2, 4, 8}, 6: {1, 2, 4, 6, 12}, 16: {1, 2, 4, 8, 16, 32},
	} {
		if got := usualWorkers(&workloads.Workload{Kind: workloads.CPU}, cores); !slices.Equal(got, want) {
			t.Errorf("%d cores: %v, want %v", cores, got, want)
		}
		if got := usualWorkers(&workloads.Workload{Kind: workloads.IO}, cores); !slices.Equal(got, []int{1, 2, 4, 8, 32}) {
			t.Errorf("%d cores, work that waits: %v", cores, got)
		}
	}
}

func TestScaleFlag(t *testing.T) {
	for text, want := range map[string]float64{"auto": 0, "0": 0, "1": 1, "0.05": 0.05, "100": 100} {
		f := scaleFlag{value: 7, auto: true}
		if err := f.Set(text); err != nil || f.value != want {
			t.Errorf("%q is %v (%v), want %v", text, f.value, err, want)
		}
	}
	for _, text := range []string{"", "much", "-1", "101", "NaN"} {
		f := scaleFlag{value: 7, auto: true}
		if err := f.Set(text); err == nil || f.value != 7 {
			t.Errorf("%q was taken for %v", text, f.value)
		}
	}
	if f := (scaleFlag{value: 1}); f.Set("auto") == nil || f.Set("0") == nil || f.String() != "1" {
		t.Errorf("auto was taken where nothing is calibrated: %+v", f)
	}
}

func TestPrecisionFlag(t *testing.T) {
	for text, want := range map[string]float64{"2%": 0.02, "0.02": 0.02, "0.5 %": 0.005, "50%": 0.5} {
		var p precisionFlag
		if err := p.Set(text); err != nil || float64(p) != want {
			t.Errorf("%q is %v (%v), want %v", text, p, err, want)
		}
	}
	for _, text := range []string{"", "2", "much", "60%", "0", "-1%", "NaN", "0.05%"} {
		var p precisionFlag
		if err := p.Set(text); err == nil {
			t.Errorf("%q was taken for %v", text, p)
		}
	}
	if p := precisionFlag(0.015); p.String() != "1.5%" {
		t.Errorf("%q", p.String())
	}
}

func TestTable(t *testing.T) {
	tab := &table{headings: []string{"model", "time", "unused", "remark"}, left: 1}
	tab.add("a", "1.5 µs", "", "")
	tab.add("longer", "10 s", "", "why")
	heading, rows := tab.lines()
	got := strings.Join(append([]string{heading}, rows...), "\n")
	want := "model     time  remark\na       1.5 µs\nlonger    10 s  why"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		columns int
		share   float64
		want    string
	}{
		{80, 0, "[                ] words"},
		{80, 0.5, "[========        ] words"},
		{80, 2, "[================] words"},
		{80, -1, "[                ] words"},
		{22, 1, "[================] wo"},
		{1, 1, ""},
		{0, 1, ""},
	} {
		if got := progressLine(test.columns, test.share, "words"); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
	var elsewhere strings.Builder // no terminal
	p := newProgress(&elsewhere)
	p.tell(1, "words")
	p.clear()
	if elsewhere.Len() > 0 {
		t.Errorf("progress was written to a file: %q", elsewhere.String())
	}
}

func TestTimeLeft(t *testing.T) {
	for left, want := range map[time.Duration]string{
		0: "", -time.Second: "", 300 * time.Millisecond: ", less than 1 s left", 21 * time.Second: ", about 21 s left",
	} {
		if got := timeLeft(left); got != want {
			t.Errorf("%v: %q", left, got)
		}
	}
}

func TestNumberIsNullWhenUnknown(t *testing.T) {
	if number(1, false) != nil || number(math.NaN(), true) != nil || number(math.Inf(1), true) != nil || *number(2, true) != 2 {
		t.Error("numbers")
	}
}
