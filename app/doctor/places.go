package doctor

import (
	"fmt"
	"os"

	"weft/internal/places"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sample"
)

// need is what a folder is for: the least room, in bytes, and what to do when
// it can't be written to.
type need struct {
	least  uint64
	advice string
}

// The least room in a folder: a run's files, and some sessions.
const (
	tempLeast = 200 << 20
	keptLeast = 50 << 20
)

const (
	tempAdvice  = "Every run needs a folder of its own there: name another place with the variable TMPDIR (Windows: TEMP)."
	cacheAdvice = "Runs go on, but Pythons are asked anew at every start."
)

// keptAdvice says what comes of a folder that can't be written to.
func keptAdvice(what string) string {
	return "Runs go on, but " + what + ": make the folder writable, or name another one with the variable " + places.Variable + "."
}

func temporary() (string, error) { return os.TempDir(), nil }

// place tells whether a folder can be written to, and how much room it has. A
// folder that isn't there yet is not made.
func place(name string, where func() (string, error), n need) Finding {
	f := Finding{Name: name, State: OK}
	dir, err := where()
	if err != nil {
		f.State, f.Found, f.Advice = Problem, text.Sentence(err.Error()), n.advice
		return f
	}
	if err := places.Try(dir); err != nil {
		f.State, f.Advice = Problem, n.advice
		f.Found = fmt.Sprintf("Nothing can be written to %s: %v.", places.Shorten(dir), err)
		return f
	}
	f.Found = places.Shorten(dir) + " can be written to"
	if _, err := os.Stat(dir); err != nil {
		f.Found = places.Shorten(dir) + " can be made when it is needed"
	}
	standing, err := places.Existing(dir)
	if err != nil {
		f.Found += "."
		return f
	}
	free, err := sample.Free(standing)
	if err != nil {
		f.Found += "; how much room there is is not told."
		return f
	}
	f.Found += fmt.Sprintf(", with room for %s.", units.Bytes(float64(free)))
	if free < n.least {
		f.State = Note
		f.Advice = fmt.Sprintf("Make room: less than %s is too little for long sweeps.", units.Bytes(float64(n.least)))
	}
	return f
}
