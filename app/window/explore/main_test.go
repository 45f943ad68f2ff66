package explore

import (
	"os"
	"testing"

	"weft/workloads/child"
	"weft/workloads/families"
)

func TestMain(m *testing.M) {
	families.Register()
	child.Dispatch() // this binary is the engine of sweeps in tests
	if _, set := os.LookupEnv("WEFT_PYTHON"); !set {
		_ = os.Setenv("WEFT_PYTHON", "off") // lists must not depend on the machine
	}
	os.Exit(m.Run())
}
