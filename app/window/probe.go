package window

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// probe tells why no window can be opened, before the window's library is
// asked: that one ends the process in its own words. It opens a hidden window
// with the OpenGL version that is needed and closes it again.
func probe() (err error) {
	if err := displayed(); err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it did not expect
			err = fmt.Errorf("the display does not work (%s)", firstLine(fmt.Sprint(r)))
		}
	}()
	if err := glfw.Init(); err != nil {
		return fmt.Errorf("the display does not answer (%s)", firstLine(err.Error()))
	}
	defer glfw.Terminate() // the library begins anew, with hints of its own
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
	return nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
