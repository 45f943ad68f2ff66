package measuring

import (
	"os"
	"testing"

	"weft/workloads/families/familiestest"
)

func TestMain(m *testing.M) {
	familiestest.Begin()
	os.Exit(m.Run())
}
