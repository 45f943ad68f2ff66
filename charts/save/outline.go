package save

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// outline returns the shape of a text that starts at a point of its baseline.
// A character without a glyph is drawn as the font's sign for that.
func outline(f font.Face, at vg.Point, s string) (vg.Path, error) {
	var (
		path    vg.Path
		buffer  sfnt.Buffer
		perEm   = fixed.Int26_6(f.Face.UnitsPerEm()) // one unit of the font is then 1/64
		scale   = f.Font.Size / vg.Length(f.Face.UnitsPerEm())
		advance vg.Length
	)
	place := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + advance + vg.Length(p.X)*scale, Y: at.Y - vg.Length(p.Y)*scale}
	}
	for _, r := range s {
		glyph, err := f.Face.GlyphIndex(&buffer, r)
		if err != nil {
			return nil, fmt.Errorf("looking up the glyph of %q: %w", r, err)
		}
		segments, err := f.Face.LoadGlyph(&buffer, glyph, perEm, nil)
		if err != nil {
			return nil, fmt.Errorf("loading the glyph of %q: %w", r, err)
		}
		path = appendGlyph(path, segments, place)
		advance += f.Width(string(r))
	}
	return path, nil
}

// appendGlyph adds the contours of one glyph to a path.
func appendGlyph(path vg.Path, segments sfnt.Segments, place func(fixed.Point26_6) vg.Point) vg.Path {
	open := false
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				path.Close()
			}
			path.Move(place(s.Args[0]))
			open = true
		case sfnt.SegmentOpLineTo:
			path.Line(place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
	if open {
		path.Close()
	}
	return path
}
