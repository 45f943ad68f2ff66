package planning

import (
	"flag"
	"os"
	"testing"

	"weft/workloads/child"
	"weft/workloads/families"
)

func TestMain(m *testing.M) {
	families.Register()
	child.Dispatch()
	if _, set := os.LookupEnv("WEFT_PYTHON"); !set {
		_ = os.Setenv("WEFT_PYTHON", "off") // what is at hand must not depend on the machine
	}
	flag.Parse()
	os.Exit(m.Run())
}
