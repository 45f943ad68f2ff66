package python

import (
	"regexp"
	"strings"
)

// launcherPath is a path of Windows within a line of the launcher's, be it on a
// drive or in a share.
var launcherPath = regexp.MustCompile(`(?i)(?:[a-z]:|\\)\\.*\.exe`)

// launched reads what Windows' launcher prints for py -0p: a line an
// interpreter, with a tag, a path that may have spaces or quotes, and an
// asterisk, before or after the path, at the one that py starts.
func launched(out string) []string {
	var paths []string
	for line := range strings.Lines(out) {
		if path := launcherPath.FindString(line); path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}
