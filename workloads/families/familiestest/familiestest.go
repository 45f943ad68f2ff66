// Package familiestest has a test binary be the program, as far as families of
// runtimes and their engines go. Nothing but tests imports it.
package familiestest

import (
	"os"

	"weft/workloads/child"
	"weft/workloads/families"
	"weft/workloads/python"
)

// Begin registers the families and, where this process is a child in a role such
// as that of an engine, does not return. Pythons are not looked for unless the
// variable says otherwise: what a test finds must not depend on the machine. It
// is called first thing in TestMain.
func Begin() {
	if _, set := os.LookupEnv(python.Variable); !set {
		_ = os.Setenv(python.Variable, "off")
	}
	families.Register()
	child.Dispatch()
}
