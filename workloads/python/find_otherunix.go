//go:build unix && !darwin

package python

// systemPatterns are the usual folders, for a window that was started without
// the PATH of a shell.
func systemPatterns() []string {
	return []string{
		"/usr/bin/python3", "/usr/bin/python3.*[0-9t]", "/usr/local/bin/python3", "/usr/local/bin/python3.*[0-9t]",
		"/opt/python*/bin/python3", "/home/linuxbrew/.linuxbrew/bin/python3.*[0-9t]",
	}
}
