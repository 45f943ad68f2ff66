// Package save writes figures into files: PNG, SVG and PDF as pages with title and
// footer, and CSV with the numbers behind them.
package save

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"weft/charts"
	"weft/charts/draw"
	"weft/internal/atomicfile"
)

// Export is how a figure is written to a file.
type Export struct {
	// Theme has the colours; [draw.Print] where it has no name.
	Theme draw.Theme
	// Scale is 1, 2 or 3: device pixels of a PNG per logical pixel. Other
	// values count as the nearest of these.
	Scale int
	// Width and Height are in logical pixels; 0 means 900 and 520.
	Width, Height int
	// Footer lines say machine, cores, runtimes, date, baseline, warm or cold.
	Footer []string
}

// Formats lists the file name extensions that [Save] knows.
func Formats() []string { return []string{".png", ".svg", ".pdf", ".csv"} }

// Save writes a figure to a file, whole or not at all: an error leaves what was
// at path before. The extension of path says the format: .png, .svg (with its
// fonts), .pdf, or .csv (the numbers, with the footer as comments). A figure
// that is an image is written as PNG pixel by pixel.
func Save(path string, f charts.Figure, e Export) error {
	write, err := writer(strings.ToLower(filepath.Ext(path)))
	if err == nil {
		err = atomicfile.Write(path, atomicfile.Everyone, func(w io.Writer) error {
			return draw.Guarded(func() error { return write(w, f, e.withDefaults()) })
		})
	}
	if err != nil {
		return fmt.Errorf("saving the %s chart to %s: %w", f.Kind().Name, path, err)
	}
	return nil
}

// Fits tells whether a figure can be saved in a format: "png", "svg", "pdf" or
// "csv". One without numbers has no CSV.
func Fits(f charts.Figure, format string) bool {
	header, _ := f.Table()
	return format != "csv" || len(header) > 0
}

// Image writes a picture as PNG, whole or not at all, as [Save] does.
func Image(path string, img image.Image) error {
	if img == nil || img.Bounds().Empty() {
		return fmt.Errorf("saving a picture to %s: it is empty", path)
	}
	if ext := strings.ToLower(filepath.Ext(path)); ext != ".png" {
		return fmt.Errorf("saving a picture to %s: only .png is possible, not %q", path, ext)
	}
	if err := atomicfile.Write(path, atomicfile.Everyone, func(w io.Writer) error { return png.Encode(w, img) }); err != nil {
		return fmt.Errorf("saving a picture to %s: %w", path, err)
	}
	return nil
}

// writer returns what writes the format of a file name extension.
func writer(ext string) (func(io.Writer, charts.Figure, Export) error, error) {
	switch ext {
	case ".png":
		return writePNG, nil
	case ".svg":
		return writeSVG, nil
	case ".pdf":
		return writePDF, nil
	case ".csv":
		return writeCSV, nil
	case "":
		return nil, fmt.Errorf("the file name has no extension; use %s", strings.Join(Formats(), ", "))
	}
	return nil, fmt.Errorf("%q is not a format that charts can be saved in; use %s", ext, strings.Join(Formats(), ", "))
}

func (e Export) withDefaults() Export {
	e.Scale = min(max(e.Scale, 1), 3)
	if e.Width <= 0 {
		e.Width = 900
	}
	if e.Height <= 0 {
		e.Height = 520
	}
	e.Width, e.Height = min(e.Width, draw.MaxPixels/3), min(e.Height, draw.MaxPixels/3)
	if e.Theme.Name == "" {
		e.Theme = draw.Print()
	}
	return e
}

func writePNG(w io.Writer, f charts.Figure, e Export) error {
	if pixels, ok := f.(charts.Imaged); ok {
		img, err := pixels.Image()
		if err != nil {
			return err
		}
		return png.Encode(w, img)
	}
	scale := float64(e.Scale)
	page := func(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
		st.Compact = false
		drawPage(dc, st, f, e)
		return nil
	}
	img, _, err := draw.Paint(draw.Pixels(e.Width, scale), draw.Pixels(e.Height, scale), scale, e.Theme, page)
	if err != nil {
		return err
	}
	return png.Encode(w, img)
}

func writeSVG(w io.Writer, f charts.Figure, e Export) error {
	canvas := vgsvg.NewWith(vgsvg.UseWH(vg.Length(e.Width)*draw.Px, vg.Length(e.Height)*draw.Px), vgsvg.EmbedFonts(true))
	drawPage(vgdraw.New(canvas), draw.Style{Theme: e.Theme}, f, e)
	var doc bytes.Buffer
	if _, err := canvas.WriteTo(&doc); err != nil {
		return err
	}
	// vgsvg embeds pictures as PNG but says that they are JPEG, which strict
	// readers refuse.
	mended := bytes.ReplaceAll(doc.Bytes(), []byte(`"data:image/jpg;`), []byte(`"data:image/png;`))
	_, err := w.Write(describe(mended, f))
	return err
}

// describe puts title and text alternative into an SVG document, for screen
// readers and file managers.
func describe(doc []byte, f charts.Figure) []byte {
	var words bytes.Buffer
	for _, e := range []struct{ tag, text string }{{"title", f.Kind().Title}, {"desc", f.Summary()}} {
		words.WriteString("<" + e.tag + ">")
		// Writing to a buffer cannot fail.
		_ = xml.EscapeText(&words, []byte(e.text))
		words.WriteString("</" + e.tag + ">\n")
	}
	head := []byte(`xmlns:xlink="http://www.w3.org/1999/xlink">` + "\n")
	return bytes.Replace(doc, head, append(head, words.Bytes()...), 1)
}
