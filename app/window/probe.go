package window

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"weft/app/doctor"
)

// AskScreen asks the display whether a window can be opened, and OpenGL who
// draws. It must be called on the main goroutine, and not beside a window.
func AskScreen() doctor.Screen {
	d, _ := probe() // what is wrong stands in it
	return d.Screen
}

// display is a screen with what only the window makes use of.
type display struct {
	doctor.Screen
	detected float64   // the factor by which the window's library draws larger
	room     fyne.Size // without the desktop's panels, in pixels; zero where not known
}

// probe tells why no window can be opened, before the window's library is
// asked: that one ends the process in its own words. It opens a hidden window
// with the OpenGL version that is needed and closes it again.
func probe() (s display, err error) {
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it did not expect
			s.Display = fmt.Errorf("the display does not work (%s)", firstLine(fmt.Sprint(r)))
		}
		err = cmp.Or(s.Display, s.GL)
	}()
	if s.Display = displayed(); s.Display != nil {
		return s, nil
	}
	if err := glfw.Init(); err != nil {
		s.Display = fmt.Errorf("the display does not answer (%s)", firstLine(err.Error()))
		return s, nil
	}
	defer glfw.Terminate() // the library begins anew, with hints of its own
	s.System = platformNames[glfw.GetPlatform()]
	if m := glfw.GetPrimaryMonitor(); m != nil {
		if mode := m.GetVideoMode(); mode != nil {
			s.Width, s.Height = mode.Width, mode.Height
		}
		x, _ := m.GetContentScale()
		s.Scale = float64(x)
		_, _, width, height := m.GetWorkarea()
		s.room = fyne.NewSize(float32(width), float32(height))
		millimetres, _ := m.GetPhysicalSize()
		s.detected = detectedScale(s.Width, millimetres)
	}
	s.GL = probeGL(&s.Screen)
	return s, nil
}

// x11 is the display that says little about scale.
const x11 = "X11"

// platformNames are what draws windows, as people call it.
var platformNames = map[glfw.Platform]string{
	glfw.PlatformX11: x11, glfw.PlatformWayland: "Wayland", glfw.PlatformWin32: "Windows", glfw.PlatformCocoa: "macOS",
}

// probeGL opens a hidden window and has OpenGL introduce itself.
func probeGL(s *doctor.Screen) error {
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	w, err := glfw.CreateWindow(16, 16, "", nil, nil)
	if err != nil {
		return fmt.Errorf("OpenGL 2 is missing (%s)", firstLine(err.Error()))
	}
	defer w.Destroy()
	if w.GetAttrib(glfw.ContextVersionMajor) < 2 {
		return errors.New("OpenGL is older than version 2")
	}
	w.MakeContextCurrent()
	defer glfw.DetachCurrentContext()
	if err := gl.Init(); err != nil { // some functions are missing, which need not matter: Fyne knows other ones
		slog.Debug("OpenGL does not introduce itself", "error", err)
		return nil
	}
	s.Renderer, s.OpenGL = gl.GoStr(gl.GetString(gl.RENDERER)), gl.GoStr(gl.GetString(gl.VERSION))
	return nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
