package doctor

import (
	"fmt"
	"os"
	"strings"

	"weft/internal/text"
)

// Screen is what a display and its OpenGL say when a window is tried.
type Screen struct {
	System   string  // what draws windows: "X11", "Wayland"
	Width    int     // of the first monitor, in pixels; 0 where not known
	Height   int     // of the first monitor, in pixels; 0 where not known
	Scale    float64 // that the desktop asks for, 1 for none; 0 where not known
	Renderer string  // of OpenGL: "llvmpipe (LLVM 15.0.6, 256 bits)"
	OpenGL   string  // its version: "4.5 (Compatibility Profile) Mesa 22.3.6"

	Display error // why no window can be opened
	GL      error // why OpenGL can't be used
}

// What the window needs at least, in pixels at a scale of 1.
const leastWidth, leastHeight = 1024, 700

// screenFindings are those about display and OpenGL; ask is nil in a build that
// can't ask.
func screenFindings(ask func() Screen) []Finding {
	if ask == nil {
		return []Finding{withoutWindow(os.Getenv("DISPLAY"), os.Getenv("WAYLAND_DISPLAY"))}
	}
	s := ask()
	if s.Display != nil {
		return []Finding{display(s)}
	}
	return []Finding{display(s), openGL(s)}
}

// withoutWindow is what a build without a window can say about displays.
func withoutWindow(x11, wayland string) Finding {
	f := Finding{Name: "display", State: Note, Advice: "Ask the build with the window: weft doctor."}
	f.Found = "This build has no window and can't ask a display; "
	switch {
	case wayland != "":
		f.Found += "WAYLAND_DISPLAY names one (" + wayland + ")."
	case x11 != "":
		f.Found += "DISPLAY names one (" + x11 + ")."
	default:
		f.Found += "neither DISPLAY nor WAYLAND_DISPLAY names one."
	}
	return f
}

func display(s Screen) Finding {
	f := Finding{Name: "display", State: OK}
	if s.Display != nil {
		f.State, f.Found = Problem, text.Sentence("No window can be opened: "+s.Display.Error())
		f.Advice = "Start Weft from a desktop session; without one, use weft sweep, weft run and weft show."
		return f
	}
	f.Found = "A window can be opened on " + s.System
	if s.Width > 0 {
		f.Found += fmt.Sprintf(", %d x %d pixels", s.Width, s.Height)
	}
	if s.Scale > 0 && s.Scale != 1 {
		f.Found += fmt.Sprintf(" at a scale of %.3g", s.Scale)
	}
	f.Found += "."
	scale := max(1, s.Scale)
	if s.Width > 0 && (float64(s.Width)/scale < leastWidth || float64(s.Height)/scale < leastHeight) {
		f.State = Note
		f.Advice = fmt.Sprintf("The window wants %d x %d: make it smaller with the variable FYNE_SCALE, 0.8 say, or let one chart fill the space (Ctrl+1 twice).", leastWidth, leastHeight)
	}
	return f
}

// software are renderers that draw with the processor.
var software = []string{"llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "gdi generic", "basic render"}

func openGL(s Screen) Finding {
	f := Finding{Name: "OpenGL", State: OK}
	if s.GL != nil {
		f.State, f.Found = Problem, text.Sentence("OpenGL can't be used: "+s.GL.Error())
		f.Advice = "Install the graphics driver, or software rendering (Debian, Ubuntu: sudo apt install libgl1-mesa-dri); without a window, use weft sweep."
		return f
	}
	f.Found = text.Sentence(strings.TrimSuffix(fmt.Sprintf("OpenGL %s by %s", s.OpenGL, s.Renderer), " by "))
	for _, name := range software {
		if strings.Contains(strings.ToLower(s.Renderer), name) {
			f.State = Note
			f.Found += " The processor draws, not a graphics card."
			f.Advice = "The window draws between runs and tells what watching costs; to measure without it, use weft sweep."
		}
	}
	return f
}
