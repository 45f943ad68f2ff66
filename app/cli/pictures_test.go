package cli

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"slices"
	"testing"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

func TestEveryChartOfAModeIsWritten(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []sweep.Mode{sweep.Strong, sweep.Weak, sweep.Spawn, sweep.GIL} {
		p := pictures{out: t.TempDir(), formats: []string{"png", "csv"}, size: "300x200", pixels: 1, theme: "light"}
		if err := p.prepare(); err != nil {
			t.Fatal(err)
		}
		v := figures.View{Plan: sweep.Plan{Mode: mode}, Results: []run.Result{{}}}
		v.Results[0].Picture = picture.Bytes()
		files, err := p.save(v, adviser.Advice{})
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range figures.KindsIn(mode) {
			if !slices.Contains(files, filepath.Join(p.out, k.Name+".png")) {
				t.Errorf("%q: %s is not among %v", mode, k.Name, files)
			}
		}
	}
}
