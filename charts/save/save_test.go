package save

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
	"weft/internal/units"
)

var footer = []string{"2 cores, 24 GB, go1.26", "baseline sequential 1.02 s, warm"}

func TestSavePNG(t *testing.T) {
	for _, scale := range []int{0, 1, 2, 3, 9} {
		path := filepath.Join(t.TempDir(), "speedup.png")
		if err := Save(path, samples.Speedup(), Export{Theme: draw.Light(), Scale: scale, Width: 400, Height: 300, Footer: footer}); err != nil {
			t.Fatal(err)
		}
		img := picture.ReadPNG(t, path)
		side := min(max(scale, 1), 3)
		if got := img.Bounds().Size(); got != (image.Point{X: 400 * side, Y: 300 * side}) {
			t.Errorf("scale %d: size is %v", scale, got)
		}
		if n := picture.Differences(img, draw.Blank(400*side, 300*side, draw.Light())); n < 1000 {
			t.Errorf("scale %d: only %d pixels are drawn", scale, n)
		}
	}
}

func TestSaveSVG(t *testing.T) {
	for name, f := range samples.All() {
		path := filepath.Join(t.TempDir(), name+".SVG")
		if err := Save(path, f, Export{Footer: footer}); err != nil {
			t.Fatal(err)
		}
		doc := read(t, path)
		texts := svgTexts(t, doc)
		for _, want := range append([]string{f.Kind().Title, f.Subtitle()}, footer...) {
			if !slices.Contains(texts, want) {
				t.Errorf("%s: %q is not in the file", name, want)
			}
		}
		if !bytes.Contains(doc, []byte("@font-face")) || bytes.Contains(doc, []byte("image/jpg")) {
			t.Errorf("%s: no font, or a picture of the wrong kind", name)
		}
		if !slices.Contains(texts, f.Summary()) {
			t.Errorf("%s: the text alternative is missing", name)
		}
	}
}

// svgTexts returns the character data of all elements of a document, which
// must be well-formed.
func svgTexts(t *testing.T, doc []byte) []string {
	t.Helper()
	var texts []string
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, ok := token.(xml.CharData); ok {
			texts = append(texts, string(data))
		}
	}
}

func TestSavePDF(t *testing.T) {
	for name, f := range samples.All() {
		path := filepath.Join(t.TempDir(), name+".pdf")
		if err := Save(path, f, Export{Theme: draw.Print(), Footer: append(footer, "5 ≤ µ → “…” 日本")}); err != nil {
			t.Fatal(err)
		}
		doc := read(t, path)
		if !bytes.HasPrefix(doc, []byte("%PDF-")) || !bytes.Contains(doc, []byte("NotoSans-Regular")) || !bytes.HasSuffix(bytes.TrimSpace(doc), []byte("%%EOF")) {
			t.Errorf("%s: not a whole PDF with its font", name)
		}
	}
}

func TestCodePage1252(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "µs é": "\xb5s \xe9", "…": "\x85", "a−b": "a-b", "≤→": "<=->", "日": "?", "\u0085": "?",
	} {
		if got := codePage1252(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	for name, f := range samples.All() {
		path := filepath.Join(t.TempDir(), name+".csv")
		if err := Save(path, f, Export{Footer: append(footer, "two\nlines")}); err != nil {
			t.Fatal(err)
		}
		doc := read(t, path)
		for _, want := range []string{"# " + f.Kind().Title, "# " + footer[0] + "\n", "# two lines\n"} {
			if !bytes.Contains(doc, []byte(want)) {
				t.Errorf("%s: no comment %q", name, want)
			}
		}
		r := csv.NewReader(bytes.NewReader(doc))
		r.Comment = '#'
		got, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		header, rows := f.Table()
		if want := append([][]string{header}, rows...); !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s: the table read back is not the one written", name)
		}
	}
	v, err := strconv.ParseFloat(units.Exact(0.1+0.2), 64)
	if err != nil || v != 0.1+0.2 {
		t.Errorf("a number lost digits: %v, %v", v, err)
	}
}

// brokenOne is a figure whose drawing panics.
type brokenOne struct{ charts.Speedup }

func (brokenOne) Draw(vgdraw.Canvas, draw.Style) []draw.Mark { panic("an axis of nothing") }

// failing is a figure whose table breaks in the middle of writing.
type failing struct{ charts.Speedup }

func (failing) Table() ([]string, [][]string) { panic("no table") }

func TestSaveLeavesNothingBehindOnError(t *testing.T) {
	folder := t.TempDir()
	keep := filepath.Join(folder, "keep.png")
	if err := os.WriteFile(keep, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "taken.svg"), 0o750); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file, says string
		figure     charts.Figure
	}{
		"unknown extension": {"chart.bmp", ".png, .svg, .pdf, .csv", samples.Speedup()},
		"no extension":      {"chart", "no extension", samples.Speedup()},
		"missing folder":    {filepath.Join("nowhere", "chart.png"), "nowhere", samples.Speedup()},
		"a folder's name":   {"taken.svg", "taken.svg", samples.Speedup()},
		"drawing panics":    {"keep.png", "axis of nothing", brokenOne{}},
		"drawing a pdf":     {"chart.pdf", "axis of nothing", brokenOne{}},
		"drawing an svg":    {"chart.svg", "axis of nothing", brokenOne{}},
		"a broken table":    {"chart.csv", "no table", failing{}},
	} {
		err := Save(filepath.Join(folder, c.file), c.figure, Export{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error is %v, want one with %q", name, err, c.says)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 || string(read(t, keep)) != "precious" {
		t.Errorf("left behind: %v, keep.png holds %q, %v", entries, read(t, keep), err)
	}
}

func TestSaveInReadOnlyFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	if probe, err := os.CreateTemp(folder, ""); err == nil {
		_ = probe.Close()
		t.Skip("this user may write into read-only folders")
	}
	if err := Save(filepath.Join(folder, "chart.png"), samples.Speedup(), Export{}); !errors.Is(err, os.ErrPermission) {
		t.Errorf("error is %v, want one of permissions", err)
	}
}

func TestSaveReplacesAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chart.csv")
	for _, f := range []charts.Figure{samples.Memory(1000), samples.Memory(3)} {
		if err := Save(path, f, Export{}); err != nil {
			t.Fatal(err)
		}
	}
	if lines := bytes.Count(read(t, path), []byte("\n")); lines != 5 {
		t.Errorf("%d lines, want a title, a header and 3 rows", lines)
	}
}

func TestSaveImage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mandelbrot.png")
	want := image.NewRGBA(image.Rect(0, 0, 7, 5))
	want.Pix[0], want.Pix[3] = 0xff, 0xff
	if err := Image(path, want); err != nil {
		t.Fatal(err)
	}
	if got := picture.ReadPNG(t, path); got.Bounds() != want.Bounds() || picture.Differences(got, want) != 0 {
		t.Errorf("the picture changed: %v", got.Bounds())
	}
	for name, err := range map[string]error{
		"empty": Image(path, image.NewRGBA(image.Rectangle{})), "nil": Image(path, nil),
		"jpeg": Image(path+".jpg", want),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
