// Package assets holds the files that are built into the program: fonts,
// the icon and the picture that the image workload filters. Only embedded
// files and the variables that carry them live here.
package assets

import _ "embed"

var (
	// FontRegular is Noto Sans Regular as TrueType (OFL, see fonts/OFL.txt).
	// Charts and window share it, so that an exported picture looks as on screen.
	//
	//go:embed fonts/NotoSans-Regular.ttf
	FontRegular []byte

	// FontBold is Noto Sans Bold as TrueType.
	//
	//go:embed fonts/NotoSans-Bold.ttf
	FontBold []byte

	// Cat is "Chelsea the cat" by Stéfan van der Walt (CC0), a photograph of
	// 451 x 300 pixels, 8 bits a channel RGB, as PNG.
	//
	//go:embed cat.png
	Cat []byte

	// Icon is the program's icon as PNG, 512 x 512 pixels; icon.svg is its source.
	//
	//go:embed icon.png
	Icon []byte

	// Licences are the licences of all that the programs contain; make licences
	// writes them, and a test of packaging/licences holds them against the build.
	//
	//go:embed licences.txt
	Licences string
)
