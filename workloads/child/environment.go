package child

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Inherit names further variables that engines are given, with commas between:
// the host sets it, as a run's spec says, for the engine and what that starts.
const Inherit = "WEFT_INHERIT"

// pathVariable is where programs are looked for.
const pathVariable = "PATH"

// given are the variables that engines and other children have of those that
// Weft was started with: what programs, folders, languages and times are found
// by. All else would let the person's settings for other programs decide what a
// run does. Those of Windows are what a process needs to begin there at all.
var given = strings.Fields(`PATH HOME USER LOGNAME LANG LANGUAGE TZ TMPDIR TEMP TMP GORACE
	SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE USERNAME HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA
	PROGRAMFILES PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS`)

// givenPrefixes begin the names of further ones: languages, and Weft's own.
var givenPrefixes = []string{"LC_", "WEFT_"}

// Environment is what engines, and what they start, have of this program's
// environment: a few variables by which a machine is found its way in, Weft's own,
// and those that a run's spec names. PATH is as in [Surroundings].
func Environment() []string {
	return slices.DeleteFunc(Surroundings(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return !isGiven(name)
	})
}

// isGiven tells whether children have a variable.
func isGiven(name string) bool {
	if runtime.GOOS == "windows" {
		name = strings.ToUpper(name)
	}
	return slices.Contains(given, name) ||
		slices.ContainsFunc(givenPrefixes, func(p string) bool { return strings.HasPrefix(name, p) }) ||
		slices.Contains(strings.Split(os.Getenv(Inherit), ","), name)
}

// Surroundings is all of this program's environment, for programs that are
// asked what they are: PATH has no folder in it that depends on where this
// program was started, so that nobody runs what lies there by chance, or by
// somebody's will.
func Surroundings() []string {
	all := slices.Clone(os.Environ())
	for n, v := range all {
		if name, value, _ := strings.Cut(v, "="); strings.EqualFold(name, pathVariable) {
			all[n] = name + "=" + wholePaths(value)
		}
	}
	return all
}

// Inherited adds variables of this program's environment to what a child is
// given, by their names, and has it give them to its own children.
func Inherited(environment, names []string) []string {
	for _, name := range names {
		if value, set := os.LookupEnv(name); set {
			environment = append(environment, name+"="+value)
		}
	}
	return append(environment, Inherit+"="+strings.Join(names, ","))
}

// wholePaths leaves out the folders of a list that are named from the current
// one on; an empty name means that one itself.
func wholePaths(list string) string {
	folders := slices.DeleteFunc(filepath.SplitList(list), func(folder string) bool { return !filepath.IsAbs(folder) })
	return strings.Join(folders, string(os.PathListSeparator))
}
