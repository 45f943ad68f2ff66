//go:build linux

package window

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/charts/scaling"
)

// laterFrame bounds how much later Weft's first frame comes than that of an
// empty window.
const laterFrame = 1.3

// BenchmarkFirstFrame compares the time from the start of a process to the first
// pixel that isn't black, of Weft's first start and of an empty window of the
// same size, in turn; and, of Weft, the time until the page stands, which is
// when the screen stops changing.
func BenchmarkFirstFrame(b *testing.B) {
	needTools(b)
	const rounds = 11
	folder := b.TempDir()
	programs := map[string]string{"empty": "weft/app/window/testdata/empty", "weft": "weft"}
	for name, source := range programs {
		path := filepath.Join(folder, name)
		if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, source).CombinedOutput(); err != nil {
			b.Fatalf("building %s: %v\n%s", source, err, out)
		}
		programs[name] = path
	}
	display := startDisplay(b, "-fbdir", folder)
	s := openScreen(b, filepath.Join(folder, "Xvfb_screen0"))
	for range b.N {
		first := map[string][]float64{}
		var whole []float64
		for range rounds {
			for _, name := range []string{"empty", "weft"} {
				seen, still := s.start(b, programs[name], display, name == "weft")
				first[name] = append(first[name], seen.Seconds())
				if name == "weft" {
					whole = append(whole, still.Seconds())
				}
			}
		}
		weft, empty := scaling.Median(first["weft"]), scaling.Median(first["empty"])
		b.Logf("first frame of an empty window after %.0f ms, of Weft after %.0f ms, its page whole after %.0f ms\n%s", 1e3*empty, 1e3*weft, 1e3*scaling.Median(whole),
			strings.TrimRight(bounded("first frame, Weft / an empty window", weft/empty, "", laterFrame), "\n"))
	}
}

// screen is what a display shows, which the X server writes to a file.
type screen struct {
	file *os.File
	row  []byte
	at   int64 // where the first row begins
	high int   // in rows
}

// openScreen opens a display's file, in the format of xwd: a header of 32 bit
// numbers, a table of colours of twelve bytes each, and the rows.
func openScreen(b *testing.B, path string) *screen {
	b.Helper()
	const length, height, rowBytes, colours = 0, 5, 12, 19 // which of the header's numbers
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	header := make([]byte, 25*4)
	if _, err := f.ReadAt(header, 0); err != nil {
		b.Fatal(err)
	}
	number := func(k int) int64 { return int64(binary.BigEndian.Uint32(header[4*k:])) }
	return &screen{file: f, row: make([]byte, number(rowBytes)), at: number(length) + 12*number(colours), high: int(number(height))}
}

// look returns what the screen holds in every sixteenth row above the pointer,
// which stands in the middle, as one number; 0 is black.
func (s *screen) look(b *testing.B) (sum uint64) {
	b.Helper()
	for y := 0; y < s.high/2-16; y += 16 {
		if _, err := s.file.ReadAt(s.row, s.at+int64(y*len(s.row))); err != nil {
			b.Fatal(err)
		}
		for x := 0; x < len(s.row); x += 4 {
			sum = sum*31 + uint64(binary.LittleEndian.Uint32(s.row[x:])&0xffffff)
		}
	}
	return sum
}

// start starts a program and tells when it has drawn something; and, where that
// is asked for, when it last drew something else within a second. It kills the
// program then, and waits for the screen to be black again.
func (s *screen) start(b *testing.B, program, display string, whole bool) (seen, still time.Duration) {
	b.Helper()
	home := b.TempDir()
	cmd := exec.Command(program)
	cmd.Env = append(environment(home), "DISPLAY="+display, "WEFT_PYTHON=off")
	if err := os.Mkdir(filepath.Join(home, "tmp"), 0o700); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		s.until(b, began, func(sum uint64) bool { return sum == 0 })
	}()
	seen = s.until(b, began, func(sum uint64) bool { return sum != 0 })
	if !whole {
		return seen, 0
	}
	last := s.look(b)
	for still = seen; time.Since(began) < still+time.Second; time.Sleep(time.Millisecond) {
		if now := s.look(b); now != last {
			last, still = now, time.Since(began)
		}
	}
	return seen, still
}

// until looks until what the screen holds is as it should be.
func (s *screen) until(b *testing.B, began time.Time, right func(uint64) bool) time.Duration {
	b.Helper()
	for deadline := began.Add(patience); !right(s.look(b)); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			b.Fatal("the screen stays as it is")
		}
	}
	return time.Since(began)
}
