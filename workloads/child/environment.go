package child

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// pathVariable is where programs are looked for.
const pathVariable = "PATH"

// Environment is what the programs that this one starts are given: PATH has no
// folder in it that depends on where this program was started, so that nobody
// runs what lies there by chance (or by somebody's will).
func Environment() []string {
	given := slices.Clone(os.Environ())
	for n, v := range given {
		if name, value, _ := strings.Cut(v, "="); strings.EqualFold(name, pathVariable) {
			given[n] = name + "=" + wholePaths(value)
		}
	}
	return given
}

// wholePaths leaves out the folders of a list that are named from the current
// one on; an empty name means that one itself.
func wholePaths(list string) string {
	folders := slices.DeleteFunc(filepath.SplitList(list), func(folder string) bool { return !filepath.IsAbs(folder) })
	return strings.Join(folders, string(os.PathListSeparator))
}
