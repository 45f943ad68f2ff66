package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"weft/workloads/families/familiestest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	familiestest.Begin() // engines of these tests are this very program
	flag.Parse()
	os.Exit(m.Run())
}

// said is what one command line did.
type said struct {
	out, err string
	status   int
}

// weft runs a command line in this process.
func weft(t *testing.T, args ...string) said {
	t.Helper()
	return weftIn(t.Context(), Program{Version: "1.2.3"}, args...)
}

func weftIn(ctx context.Context, p Program, args ...string) said {
	var out, errs bytes.Buffer
	status := p.Run(ctx, args, &out, &errs)
	return said{out.String(), errs.String(), status}
}

// want holds a status, and that an error is told exactly when there is one.
func (s said) want(t *testing.T, status int) said {
	t.Helper()
	if s.status != status {
		t.Fatalf("status %d, want %d\n%s%s", s.status, status, s.out, s.err)
	}
	return s
}

// object decodes standard output, which is exactly one JSON object.
func (s said) object(t *testing.T) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(s.out)))
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in\n%s", err, s.out)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("more follows the object: %v", err)
	}
	return v
}

// golden compares text with a file in testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := string(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))); text != want {
		t.Errorf("%s differs (run go test ./app/cli -update if that is right); got\n%s\nwant\n%s", path, text, want)
	}
}
