package draw

import (
	"hash/fnv"
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// ModelStyle is how a model looks everywhere: in lists, figures, tables and files.
type ModelStyle struct {
	// Color is for lines, markers and fills: at least 3:1 against the background.
	Color color.NRGBA
	// Label is Color where it writes text: at least 4.5:1.
	Label color.NRGBA
	// Dashes is the dash pattern of its lines; nil for solid.
	Dashes []vg.Length
	// Marker draws its points.
	Marker vgdraw.GlyphDrawer
	// MarkerName says the marker in a word, for text alternatives.
	MarkerName string
}

// StyleOf returns the style of a model by its name, with or without its
// runtime ("go/process-pool" looks as "process-pool" does). A model of another
// runtime has the hue of its Go counterpart, but an outlined marker and dashes of
// its runtime: "python3.11/process-pool". An unknown name gets a style chosen by
// its hash: always the same one for the same name.
func StyleOf(model string, th Theme) ModelStyle {
	slash := strings.LastIndex(model, "/")
	name, runtime := model[slash+1:], model[:max(slash, 0)]
	look, ok := lookOf(name)
	if !ok {
		look, ok = lookOf(counterparts[name])
	}
	if !ok {
		h := fnv.New32a()
		_, _ = h.Write([]byte(name)) // a hash never fails to write
		n := h.Sum32()
		colour, _ := lookOf(modelNames[1+n%uint32(len(modelNames)-1)])
		shape, _ := lookOf(modelNames[1+n/64%uint32(len(modelNames)-1)])
		look = shape
		look.dark, look.light = colour.dark, colour.light
	}
	if runtime != "" && runtime != plainRuntime {
		look = look.elsewhere(runtime)
	}
	c := th.Legible(th.Hue(look.dark, look.light), 3)
	return ModelStyle{
		Color: c, Label: th.Legible(c, 4.5), Dashes: look.dashes(),
		Marker: look.marker, MarkerName: look.marker.name,
	}
}

// modelLook is the theme-independent part of a model's style. The hues are
// those of Okabe and Ito (Color Universal Design, 2008), as in thread-pool
// (orange), gil-threads (vermillion), event-loop (bluish green), process-pool
// (sky blue, blue), goroutines (yellow) and threads (reddish purple); further
// hues lie between them. Yellow and orange are darkened for the light theme.
type modelLook struct {
	dark, light uint32
	dash        string // lengths of dash and gap in pixels, one digit each
	marker      glyph
}

// plainRuntime is the runtime whose models have the plain styles.
const plainRuntime = "go"

// counterparts are the Go models that other runtimes' models of other names look like.
var counterparts = map[string]string{
	"asyncio": "event-loop", "pool": "shared-memory", "queue-workers": "goroutine-pool", "interpreters": "goroutines",
}

// elsewhere is the look of the same model in another runtime. Its dashes are
// dots with a gap that differs between runtimes, for markers can't tell all of them apart.
func (l modelLook) elsewhere(runtime string) modelLook {
	h := fnv.New32a()
	_, _ = h.Write([]byte(runtime)) // a hash never fails to write
	l.dash = [...]string{"13", "1316", "15", "131519"}[h.Sum32()%4]
	l.marker = l.marker.outlined()
	return l
}

// modelNames lists the Go models in the order in which they are shown.
var modelNames = [...]string{
	"sequential", "threads", "thread-pool", "gil-threads", "goroutines", "goroutine-pool",
	"event-loop", "processes", "process-pool", "shared-memory", "hybrid",
}

// lookOf returns the look of a known model.
func lookOf(name string) (modelLook, bool) {
	switch name {
	case "sequential":
		return modelLook{0xa6abb3, 0x686e78, "", bar}, true
	case "threads":
		return modelLook{0xcc79a7, 0xb0558a, "93", triangleDown}, true
	case "thread-pool":
		return modelLook{0xe69f00, 0xb57a00, "63", square}, true
	case "gil-threads":
		return modelLook{0xd55e00, 0xcc5500, "7323", triangleUp}, true
	case "goroutines":
		return modelLook{0xf0e442, 0x948300, "42", star}, true
	case "goroutine-pool":
		return modelLook{0x9d8cff, 0x5b48c8, "8222", hexagon}, true
	case "event-loop":
		return modelLook{0x00a878, 0x008a63, "22", diamond}, true
	case "processes":
		return modelLook{0x4fd0d8, 0x0a8590, "53", ring}, true
	case "process-pool":
		return modelLook{0x56b4e9, 0x0072b2, "", circle}, true
	case "shared-memory":
		return modelLook{0xb5835a, 0x8a5a33, "4222", plus}, true
	case "hybrid":
		return modelLook{0xa3c94a, 0x5c8018, "83", triangleRight}, true
	}
	return modelLook{}, false
}

func (l modelLook) dashes() []vg.Length {
	lengths := make([]vg.Length, len(l.dash))
	for i, digit := range l.dash {
		lengths[i] = Px * vg.Length(digit-'0')
	}
	return lengths
}
