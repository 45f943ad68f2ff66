package save

import (
	"image"
	"io"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgpdf"

	"weft/charts"
	"weft/charts/draw"
)

func writePDF(w io.Writer, f charts.Figure, e Export) error {
	width, height := vg.Length(e.Width)*draw.Px, vg.Length(e.Height)*draw.Px
	canvas := vgpdf.New(width, height)
	drawPage(vgdraw.NewCanvas(pdfCanvas{canvas}, width, height), draw.Style{Theme: e.Theme}, f, e)
	_, err := canvas.WriteTo(w)
	return err
}

// pdfCanvas mends what vgpdf leaves to its caller: it expects text in code page
// 1252, it can embed one font a document (all that it makes share one file
// name, and the last one wins), and it draws pictures upside down.
type pdfCanvas struct{ *vgpdf.Canvas }

// FillString implements vg.Canvas. Regular text stays text; bold text, of
// which there is little, is drawn as its outline.
func (c pdfCanvas) FillString(f font.Face, at vg.Point, s string) {
	if f.Font.Weight == xfont.WeightNormal {
		c.Canvas.FillString(f, at, codePage1252(s))
		return
	}
	path, err := outline(f, at, s)
	if err != nil { // as vg's own canvases do: there is no other way to tell
		panic(err)
	}
	c.Fill(path)
}

// DrawImage implements vg.Canvas.
func (c pdfCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	b := img.Bounds()
	flipped := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			flipped.Set(x, b.Dy()-1-y, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	c.Canvas.DrawImage(r, flipped)
}

// codePage1252 encodes text in Windows code page 1252. What it lacks is
// written in letters that it has, or as "?".
func codePage1252(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80 || r >= 0xa0 && r <= 0xff:
			b.WriteByte(byte(r & 0xff))
		default:
			b.WriteString(substitute(r))
		}
	}
	return b.String()
}

// substitute returns what stands for a character outside of Latin-1: its code
// where code page 1252 has one, else letters like it.
func substitute(r rune) string {
	known := map[rune]string{
		'…': "\x85", '–': "\x96", '—': "\x97", '‘': "\x91", '’': "\x92", '“': "\x93", '”': "\x94",
		'•': "\x95", '€': "\x80", '™': "\x99", 'μ': "\xb5",
		'−': "-", '‐': "-", '‑': "-", '\u202f': " ", '\u2009': " ",
		'→': "->", '≤': "<=", '≥': ">=",
	}
	if s, ok := known[r]; ok {
		return s
	}
	return "?"
}
