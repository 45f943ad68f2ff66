package charts

import (
	"path/filepath"
	"testing"
)

func TestGoldenPictures(t *testing.T) {
	for name, f := range samples() {
		for _, th := range []Theme{Dark(), Light()} {
			img, _ := Render(f, 480, 260, 1, th)
			compareGolden(t, filepath.Join("testdata", name+"-"+th.Name+".png"), img)
		}
	}
}
