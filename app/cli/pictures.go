package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/charts"
	"weft/charts/draw"
	"weft/charts/save"
	"weft/internal/places"
)

// pictures says where charts go, and how they are drawn.
type pictures struct {
	out     string
	formats []string
	size    string
	pixels  int
	theme   string

	export save.Export
}

// maxSide bounds the sides of a picture, in logical pixels.
const maxSide = 4000

func (p *pictures) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.out, "out", "", "draw the charts into this folder, with points.csv beside them")
	f.StringSliceVar(&p.formats, "format", []string{"png"}, "formats of the charts: png, svg, pdf, csv")
	f.StringVar(&p.size, "size", "900x520", "width and height of the charts in pixels")
	f.IntVar(&p.pixels, "png-scale", 1, "multiply the pixels of PNG files: 1, 2 or 3")
	f.StringVar(&p.theme, "theme", "light", "colours of the charts: light or dark")
}

// prepare checks the flags and makes the folder, before anything is measured
// for it.
func (p *pictures) prepare() error {
	themes := map[string]draw.Theme{"light": draw.Print(), "dark": draw.Dark()}
	theme, ok := themes[p.theme]
	if !ok {
		return fmt.Errorf("--theme %q is neither light nor dark", p.theme)
	}
	if p.pixels < 1 || p.pixels > 3 {
		return fmt.Errorf("--png-scale %d is none of 1, 2, 3", p.pixels)
	}
	for _, format := range p.formats {
		if !slices.Contains(save.Formats(), "."+format) {
			return fmt.Errorf("--format %q is none of png, svg, pdf, csv", format)
		}
	}
	width, height, err := parseSize(p.size)
	if err != nil {
		return err
	}
	p.export = save.Export{Theme: theme, Scale: p.pixels, Width: width, Height: height}
	if p.out == "" {
		return nil
	}
	if err := writable(p.out); err != nil {
		return failure{fmt.Errorf("--out %s: %w", p.out, err)}
	}
	return nil
}

// parseSize reads "900x520".
func parseSize(text string) (width, height int, err error) {
	w, h, ok := strings.Cut(strings.ToLower(text), "x")
	width, errW := strconv.Atoi(strings.TrimSpace(w))
	height, errH := strconv.Atoi(strings.TrimSpace(h))
	if !ok || errW != nil || errH != nil || min(width, height) < 100 || max(width, height) > maxSide {
		return 0, 0, fmt.Errorf("--size %q is not of the form 900x520, with sides from 100 to %d", text, maxSide)
	}
	return width, height, nil
}

// writable makes the folder and tries to write to it.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("the folder can't be made: %w", err)
	}
	if err := places.Try(dir); err != nil {
		return fmt.Errorf("the folder can't be written to: %w", err)
	}
	return nil
}

// save draws every figure of the view, and returns the files it wrote.
func (p *pictures) save(v figures.View, advice adviser.Advice) ([]string, error) {
	files := []string{}
	if p.out == "" {
		return files, nil
	}
	export := p.export
	export.Footer = figures.Footer(v)
	write := func(f charts.Figure, format string) error {
		path := filepath.Join(p.out, f.Kind().Name+"."+format)
		if err := save.Save(path, f, export); err != nil {
			return err
		}
		files = append(files, path)
		return nil
	}
	err := write(figures.Points(v), "csv")
	v.Decision = adviser.DecisionFigure(advice)
	for _, f := range figures.All(v) {
		for _, format := range p.formats {
			if save.Fits(f, format) {
				err = errors.Join(err, write(f, format))
			}
		}
	}
	return files, err
}
