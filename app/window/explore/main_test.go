package explore

import (
	"os"
	"testing"

	"weft/workloads/families/familiestest"
)

func TestMain(m *testing.M) {
	familiestest.Begin() // this binary is the engine of sweeps in tests
	os.Exit(m.Run())
}
