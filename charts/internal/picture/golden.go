package picture

import (
	"errors"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// Compare compares a picture with the stored one. Edges may differ a
// little between processors; anything a person would see may not.
func Compare(t *testing.T, path string, got *image.RGBA) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		writePicture(t, path, got)
		return
	}
	want := ReadPNG(t, path)
	if got.Bounds() != want.Bounds() {
		t.Errorf("%s: size is %v, want %v", path, got.Bounds(), want.Bounds())
		return
	}
	const allowed = 20 // pixels
	if n := Differences(got, want); n > allowed {
		t.Errorf("%s: %d pixels differ; look at the change, and if it is right run the test with -update", path, n)
	}
}

// Differences counts the pixels that differ visibly.
func Differences(a, b image.Image) int {
	const tolerance = 24 << 8
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r0, g0, b0, a0 := a.At(x, y).RGBA()
			r1, g1, b1, a1 := b.At(x, y).RGBA()
			for _, d := range []int{int(r0) - int(r1), int(g0) - int(g1), int(b0) - int(b1), int(a0) - int(a1)} {
				if d > tolerance || d < -tolerance {
					n++
					break
				}
			}
		}
	}
	return n
}

// ReadPNG reads a stored picture.
func ReadPNG(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return img
}

func writePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	file, err := os.Create(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(file, img), file.Close()); err != nil {
		t.Fatal(err)
	}
}
