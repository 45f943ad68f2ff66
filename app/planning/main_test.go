package planning

import (
	"flag"
	"os"
	"testing"

	"weft/workloads/families/familiestest"
)

func TestMain(m *testing.M) {
	familiestest.Begin()
	flag.Parse()
	os.Exit(m.Run())
}
