//go:build unix && !darwin

package display

import (
	"errors"
	"fmt"
	"os"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// named tells whether a display is named at all. Where only X11 is, the
// library is kept from asking for Wayland, which complains on standard error.
func named() error {
	x11, wayland := os.Getenv("DISPLAY") != "", os.Getenv("WAYLAND_DISPLAY") != ""
	if !x11 && !wayland {
		return errors.New("neither DISPLAY nor WAYLAND_DISPLAY is set")
	}
	if !wayland && os.Getenv("FYNE_PLATFORM") == "" {
		if err := os.Setenv("FYNE_PLATFORM", "x11"); err != nil {
			return fmt.Errorf("choosing X11: %w", err)
		}
		glfw.InitHint(glfw.PlatformHint, int(glfw.PlatformX11))
	}
	return nil
}
