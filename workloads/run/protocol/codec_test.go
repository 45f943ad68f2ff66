package protocol

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// examples has every kind of message.
var examples = []Message{
	{Hello: &Hello{Version: 1, PID: 42, Runtime: "go1.26 linux/amd64"}},
	{Run: &run.Spec{
		Workload: "fib", Params: workloads.Values{"n": "30,35"}, Scale: 0.5, Runtime: "go", Model: "thread-pool",
		Workers: 4, Options: workloads.Values{"chunk": "8"}, Timeout: time.Minute, MemoryLimit: 1 << 30, TempDir: "/tmp/weft-1",
	}},
	{Workers: &Workers{PIDs: []int{1, 2}, Helpers: []sample.Helper{{PID: 3, Kind: "redis"}}}},
	{Phase: run.PhaseRun},
	{Progress: &Progress{Done: 3, Total: 9}},
	{Result: &run.Measured{
		Tasks: 1, Checksum: "00000000000000ff", Phases: run.Phases{Run: 1.5}, Warnings: []string{"one"}, CPUFrom: run.CPUThread,
		Lanes: []run.Lane{{ID: 0, PID: 7, Tasks: 1, Busy: 1.25, Transfer: 0.25}}, Picture: []byte{1, 2, 3},
		LaneSums:  run.Totals{Busy: 1.25, Transfer: 0.25, Delay: 0.5, LongestOwn: 1},
		TaskTimes: []run.TaskTimes{{Kind: run.TimesLock, N: 2, Min: 0.5, Median: 0.75, Max: 1}},
		Records:   run.Records{Stride: 1, Task: []int{0}, Lane: []int{0}, Queued: []float64{0}, Start: []float64{0.5}, End: []float64{1}, CPU: []float64{0}, Wait: []float64{0}},
	}},
	{Error: &run.Failure{Kind: run.KindPanic, Message: "Task 3 panicked.", Detail: "goroutine 1\n\t\"main\""}},
}

func TestMessagesSurviveTheLine(t *testing.T) {
	for _, m := range examples {
		line, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(line), "\n"); n != 1 || line[len(line)-1] != '\n' {
			t.Errorf("%s: %d line feeds", line, n)
		}
		back, err := Decode(line)
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
		if m, err := Decode([]byte(line)); err == nil {
			t.Errorf("%s is taken for %+v", name, m)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, m := range examples {
		line, err := Encode(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Add([]byte(`{"result":{"tasks":1e99}}`))
	f.Add([]byte("\x00\xff{"))
	f.Fuzz(func(t *testing.T, line []byte) {
		m, err := Decode(line)
		if err != nil {
			return
		}
		again, err := Encode(m)
		if err != nil {
			t.Fatalf("%q was understood, but can't be said: %v", line, err)
		}
		back, err := Decode(again)
		if err != nil {
			t.Fatalf("%q was understood, but not when said as %q: %v", line, again, err)
		}
		third, err := Encode(back)
		if err != nil || string(third) != string(again) {
			t.Fatalf("%q became %q (%v)", again, third, err)
		}
	})
}

func TestReaderGoesLineByLine(t *testing.T) {
	r := NewReader(strings.NewReader("{\"phase\":\"setup\"}\n{\"phase\":\"run\"}\nrubbish\n{\"phase\":\"teardown\"}"))
	for _, want := range []string{run.PhaseSetup, run.PhaseRun} {
		if m, err := r.Next(); err != nil || m.Phase != want {
			t.Errorf("read %+v (%v), want phase %s", m, err, want)
		}
	}
	var nonsense *LineError
	if _, err := r.Next(); !errors.As(err, &nonsense) || !strings.HasPrefix(string(nonsense.Line), "rubbish") {
		t.Errorf("rubbish gives %v", err)
	}
	if m, err := r.Next(); err != nil || m.Phase != run.PhaseTeardown {
		t.Errorf("a last line without a line feed gives %+v (%v)", m, err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
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
	_, err := NewReader(stream).Next()
	if !errors.Is(err, ErrTooLong) {
		t.Errorf("an endless line gives %v", err)
	}
	if stream.taken > 2*MaxLine {
		t.Errorf("%d bytes were read before giving up", stream.taken)
	}
}

func TestEncodeRefusesWhatNoReaderTakes(t *testing.T) {
	if _, err := Encode(Message{Result: &run.Measured{Picture: make([]byte, MaxLine)}}); !errors.Is(err, ErrTooLong) {
		t.Errorf("a picture of %d bytes gives %v", MaxLine, err)
	}
}

func TestQuoteIsOneShortPrintableLine(t *testing.T) {
	for _, said := range []string{"", "plain\n", "\x00\xff\n\x1b[31m", strings.Repeat("\xfe", 100_000)} {
		got := Quote([]byte(said))
		if len(got) > 600 || strings.ContainsAny(got, "\n\x00\x1b") {
			t.Errorf("%.20q is quoted as %s", said, got)
		}
	}
}
