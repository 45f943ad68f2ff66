package figures

import (
	"os"
	"testing"

	"weft/workloads/families"
)

func TestMain(m *testing.M) {
	families.Register()
	os.Exit(m.Run())
}
