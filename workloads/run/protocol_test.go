package run

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/sample"
)

// examples has every kind of message.
var examples = []message{
	{Hello: &hello{Version: 1, PID: 42, Runtime: "go1.26 linux/amd64"}},
	{Run: &Spec{
		Workload: "fib", Params: workloads.Values{"n": "30,35"}, Scale: 0.5, Runtime: "go", Model: "thread-pool",
		Workers: 4, Options: workloads.Values{"chunk": "8"}, Timeout: time.Minute, MemoryLimit: 1 << 30, TempDir: "/tmp/weft-1",
	}},
	{Workers: &workers{PIDs: []int{1, 2}, Helpers: []sample.Helper{{PID: 3, Kind: "redis"}}}},
	{Phase: PhaseRun},
	{Progress: &progress{Done: 3, Total: 9}},
	{Result: &Result{
		Tasks: 1, Checksum: "00000000000000ff", Phases: Phases{Run: 1.5}, Warnings: []string{"one"}, CPUFrom: CPUThread,
		Lanes: []Lane{{ID: 0, PID: 7, Tasks: 1, Busy: 1.25, Transfer: 0.25}}, Picture: []byte{1, 2, 3},
		LaneSums: Totals{Busy: 1.25, Transfer: 0.25, Delay: 0.5, LongestOwn: 1}, Memory: Memory{Worker: 4096},
		Spreads: []Spread{{Kind: SpreadLock, N: 2, Min: 0.5, Median: 0.75, Max: 1}},
		Records: Records{Stride: 1, Task: []int{0}, Lane: []int{0}, Queued: []float64{0}, Start: []float64{0.5}, End: []float64{1}, CPU: []float64{0}, Wait: []float64{0}},
		Samples: []sample.Sample{{At: 0.1, Cores: []float64{50}}},
	}},
	{Error: &Failure{Kind: KindPanic, Message: "Task 3 panicked.", Detail: "goroutine 1\n\t\"main\""}},
}

func TestMessagesSurviveTheLine(t *testing.T) {
	for _, m := range examples {
		line, err := encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(line), "\n"); n != 1 || line[len(line)-1] != '\n' {
			t.Errorf("%s: %d line feeds", line, n)
		}
		back, err := decode(line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
		}
		if !reflect.DeepEqual(m, back) {
			t.Errorf("sent %+v, received %+v", m, back)
		}
	}
}

func TestDecodeIsStrict(t *testing.T) {
	for name, line := range map[string]string{
		"nothing":        "",
		"a number":       "1",
		"an array":       "[]",
		"null":           "null",
		"no field":       "{}",
		"unknown field":  `{"coffee":{}}`,
		"deeper unknown": `{"hello":{"version":1,"sugar":2}}`,
		"two fields":     `{"hello":{"version":1},"phase":"run"}`,
		"wrong type":     `{"progress":{"done":"all"}}`,
		"two messages":   `{"phase":"run"}{"phase":"run"}`,
		"half":           `{"phase":"ru`,
		"empty phase":    `{"phase":""}`,
		"words":          "hello, world",
	} {
		if m, err := decode([]byte(line)); err == nil {
			t.Errorf("%s is taken for %+v", name, m)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, m := range examples {
		line, err := encode(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Add([]byte(`{"result":{"tasks":1e99}}`))
	f.Add([]byte("\x00\xff{"))
	f.Fuzz(func(t *testing.T, line []byte) {
		m, err := decode(line)
		if err != nil {
			return
		}
		again, err := encode(m)
		if err != nil {
			t.Fatalf("%q was understood, but can't be said: %v", line, err)
		}
		back, err := decode(again)
		if err != nil {
			t.Fatalf("%q was understood, but not when said as %q: %v", line, again, err)
		}
		third, err := encode(back)
		if err != nil || string(third) != string(again) {
			t.Fatalf("%q became %q (%v)", again, third, err)
		}
	})
}

func TestReaderGoesLineByLine(t *testing.T) {
	r := newReader(strings.NewReader("{\"phase\":\"setup\"}\n{\"phase\":\"run\"}\nrubbish\n{\"phase\":\"teardown\"}"))
	for _, want := range []string{PhaseSetup, PhaseRun} {
		if m, err := r.next(); err != nil || m.Phase != want {
			t.Errorf("read %+v (%v), want phase %s", m, err, want)
		}
	}
	var nonsense *lineError
	if _, err := r.next(); !errors.As(err, &nonsense) || !strings.HasPrefix(string(nonsense.line), "rubbish") {
		t.Errorf("rubbish gives %v", err)
	}
	if m, err := r.next(); err != nil || m.Phase != PhaseTeardown {
		t.Errorf("a last line without a line feed gives %+v (%v)", m, err)
	}
	if _, err := r.next(); !errors.Is(err, io.EOF) {
		t.Errorf("the end gives %v", err)
	}
}

// endless is a stream without line feeds; it counts what was taken from it.
type endless struct{ taken int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.taken += len(p)
	return len(p), nil
}

func TestReaderRefusesALineThatIsTooLong(t *testing.T) {
	stream := &endless{}
	_, err := newReader(stream).next()
	if !errors.Is(err, errTooLong) {
		t.Errorf("an endless line gives %v", err)
	}
	if stream.taken > 2*maxLine {
		t.Errorf("%d bytes were read before giving up", stream.taken)
	}
}

func TestEncodeRefusesWhatNoReaderTakes(t *testing.T) {
	if _, err := encode(message{Result: &Result{Picture: make([]byte, maxLine)}}); !errors.Is(err, errTooLong) {
		t.Errorf("a picture of %d bytes gives %v", maxLine, err)
	}
}

func TestQuoteIsOneShortPrintableLine(t *testing.T) {
	for _, said := range []string{"", "plain\n", "\x00\xff\n\x1b[31m", strings.Repeat("\xfe", 100_000)} {
		got := quote([]byte(said))
		if len(got) > 600 || strings.ContainsAny(got, "\n\x00\x1b") {
			t.Errorf("%.20q is quoted as %s", said, got)
		}
	}
}
