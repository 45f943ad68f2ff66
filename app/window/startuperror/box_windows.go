package startuperror

import "golang.org/x/sys/windows"

// box shows a message where there is no standard error to write to, and tells
// whether it did.
func box(line string) bool {
	if h, err := windows.GetStdHandle(windows.STD_ERROR_HANDLE); err == nil && h != 0 && h != windows.InvalidHandle {
		return false
	}
	text, err := windows.UTF16PtrFromString(line)
	if err != nil {
		return false
	}
	caption, err := windows.UTF16PtrFromString("Weft")
	if err != nil {
		return false
	}
	_, err = windows.MessageBox(0, text, caption, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
	return err == nil
}
