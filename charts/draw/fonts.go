package draw

import (
	"fmt"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"

	"weft/assets"
)

// typeface is the name under which the fonts of assets are known here.
const typeface = "Weft"

// fontCache parses the fonts at the first drawing, not when the program
// starts: most processes of this program are engines and workers.
var fontCache = sync.OnceValue(func() *font.Cache {
	return font.NewCache(font.Collection{
		{Font: font.Font{Typeface: typeface}, Face: mustParse("regular", assets.FontRegular)},
		{Font: font.Font{Typeface: typeface, Weight: xfont.WeightBold}, Face: mustParse("bold", assets.FontBold)},
	})
})

// mustParse parses an embedded font; a failure is a broken build.
func mustParse(name string, data []byte) *opentype.Font {
	parsed, err := opentype.Parse(data)
	if err != nil {
		panic(fmt.Sprintf("the embedded %s font cannot be read: %v", name, err))
	}
	return parsed
}

// face returns the regular or bold face at a size.
func face(size font.Length, bold bool) font.Face {
	f := font.Font{Typeface: typeface, Size: size}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return fontCache().Lookup(f, size)
}
