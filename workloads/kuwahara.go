package workloads

// band is a band of a picture's rows with a margin of radius pixels on all
// sides; beyond the picture's edge the margin repeats the edge.
type band struct {
	rgb    []byte // 3 bytes a pixel, with margin
	luma   []byte // brightness, with margin
	stride int    // pixels a row, with margin
	width  int
	rows   int
	radius int
}

// newBand cuts rows lo to hi out of in, which holds those rows of a picture of
// the given width and height and up to radius rows above and below.
func newBand(in []byte, width, radius, lo, hi, height int) *band {
	b := &band{stride: width + 2*radius, width: width, rows: hi - lo, radius: radius}
	pixels := b.stride * (b.rows + 2*radius)
	b.rgb, b.luma = make([]byte, 0, 3*pixels), make([]byte, 0, pixels)
	first := max(0, lo-radius) // the row that in begins with
	for y := lo - radius; y < hi+radius; y++ {
		row := in[3*width*(min(max(y, 0), height-1)-first):]
		for x := -radius; x < width+radius; x++ {
			p := row[3*min(max(x, 0), width-1):][:3]
			b.rgb = append(b.rgb, p...)
			// The weights of ITU-R BT.601 in 256ths.
			b.luma = append(b.luma, byte((77*int(p[0])+150*int(p[1])+29*int(p[2]))>>8))
		}
	}
	return b
}

// paintStrip is how many pixels the filter looks at between two checkpoints, about 10 us.
const paintStrip = 8192

// paint filters the band into out, 3 bytes a pixel: each pixel becomes the mean
// of that one of the four squares of radius+1 pixels with a corner in it whose
// brightness varies least, the first of equals (Kuwahara et al. 1976).
func (b *band) paint(w Waiter, out []byte) {
	side := b.radius + 1
	left := paintStrip
	for y := range b.rows {
		for x := range b.width {
			corner := y*b.stride + x // of the top left square
			calmest, least := corner, int64(-1)
			for _, at := range [4]int{corner, corner + b.radius, corner + b.radius*b.stride, corner + b.radius*b.stride + b.radius} {
				if s := b.unrest(at, side); least < 0 || s < least {
					calmest, least = at, s
				}
			}
			b.mean(calmest, side, out)
			out = out[3:]
			if left -= 5 * side * side; left <= 0 {
				left = paintStrip
				w.Checkpoint()
			}
		}
	}
}

// unrest is n^2 times the variance of the brightness of a square of n pixels.
func (b *band) unrest(at, side int) int64 {
	sum, squares := 0, 0
	for range side {
		for _, v := range b.luma[at : at+side] {
			sum += int(v)
			squares += int(v) * int(v)
		}
		at += b.stride
	}
	return int64(side*side)*int64(squares) - int64(sum)*int64(sum)
}

// mean puts the mean colour of a square into out, rounded half up.
func (b *band) mean(at, side int, out []byte) {
	var red, green, blue int
	for range side {
		row := b.rgb[3*at : 3*(at+side)]
		for k := 0; k+2 < len(row); k += 3 {
			red += int(row[k])
			green += int(row[k+1])
			blue += int(row[k+2])
		}
		at += b.stride
	}
	n := side * side
	out[0], out[1], out[2] = byte((red+n/2)/n), byte((green+n/2)/n), byte((blue+n/2)/n)
}
