package host

import (
	"os"
	"testing"

	_ "weft/workloads/catalogue"
	"weft/workloads/child"
	"weft/workloads/families"
	"weft/workloads/run/engine"
)

func TestMain(m *testing.M) {
	if how := os.Getenv(fakeEngine); how != "" && os.Getenv("WEFT_ROLE") == engine.Role {
		os.Exit(fake(how))
	}
	families.Register()
	registerLeisurely()
	child.Dispatch()
	os.Exit(m.Run())
}
