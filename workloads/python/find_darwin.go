package python

// systemPatterns are those of Homebrew, on either kind of processor, of
// python.org's framework, and of MacPorts.
func systemPatterns() []string {
	return []string{
		"/opt/homebrew/opt/python@3*/bin/python3.*[0-9t]",
		"/usr/local/opt/python@3*/bin/python3.*[0-9t]",
		"/Library/Frameworks/Python*.framework/Versions/3*/bin/python3",
		"/opt/local/bin/python3.*[0-9t]",
	}
}
