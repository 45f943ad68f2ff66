package display

import (
	"errors"
	"fmt"
	"log/slog"

	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"weft/app/doctor"
)

// Display is a screen with what only the window makes use of.
type Display struct {
	doctor.Screen
	Room     fyne.Size // without the desktop's panels, in pixels; zero where not known
	detected float64   // the factor by which the window's library draws larger
}

// Ask asks the display whether a window can be opened, and OpenGL who draws. It
// must be called on the main goroutine, and not beside a window.
func Ask() doctor.Screen {
	d := Connect()
	if d.Display == nil {
		d.IntroduceGL()
		glfw.Terminate()
	}
	return d.Screen
}

// Connect connects to the display, or tells why it can't in what it returns. The
// window's library goes on with the connection. It must be called on the main
// goroutine.
func Connect() (s Display) {
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it did not expect
			s.Display = fmt.Errorf("the display does not work (%s)", firstLine(fmt.Sprint(r)))
		}
	}()
	if s.Display = named(); s.Display != nil {
		return s
	}
	if err := glfw.Init(); err != nil {
		s.Display = fmt.Errorf("the display does not answer (%s)", firstLine(err.Error()))
		return s
	}
	s.System = platformNames[glfw.GetPlatform()]
	if m := glfw.GetPrimaryMonitor(); m != nil {
		if mode := m.GetVideoMode(); mode != nil {
			s.Width, s.Height = mode.Width, mode.Height
		}
		x, _ := m.GetContentScale()
		s.Scale = float64(x)
		_, _, width, height := m.GetWorkarea()
		s.Room = fyne.NewSize(float32(width), float32(height))
		millimetres, _ := m.GetPhysicalSize()
		s.detected = detectedScale(s.Width, millimetres)
	}
	if s.System == wayland { // where the library may decide for X11, before it connects
		glfw.Terminate()
	}
	return s
}

// The displays that differ from others: x11 says little about scale.
const (
	x11     = "X11"
	wayland = "Wayland"
)

// platformNames are what draws windows, as people call it.
var platformNames = map[glfw.Platform]string{
	glfw.PlatformX11: x11, glfw.PlatformWayland: wayland, glfw.PlatformWin32: "Windows", glfw.PlatformCocoa: "macOS",
}

// IntroduceGL has OpenGL introduce itself, in a hidden window of its own. It
// must be called on the main goroutine.
func (d *Display) IntroduceGL() {
	defer func() {
		if r := recover(); r != nil {
			d.GL = fmt.Errorf("OpenGL does not work (%s)", firstLine(fmt.Sprint(r)))
		}
	}()
	if err := glfw.Init(); err != nil { // it is a second time, and does nothing, but on Wayland
		d.GL = fmt.Errorf("the display does not answer any more (%s)", firstLine(err.Error()))
		return
	}
	d.GL = askGL(&d.Screen)
}

func askGL(s *doctor.Screen) error {
	defer glfw.DefaultWindowHints()
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
