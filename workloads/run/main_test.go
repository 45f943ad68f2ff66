package run

import (
	"os"
	"testing"

	_ "weft/workloads/catalogue"
	"weft/workloads/child"
)

func TestMain(m *testing.M) {
	if how := os.Getenv(fakeEngine); how != "" && os.Getenv("WEFT_ROLE") == role {
		os.Exit(fake(how))
	}
	child.Dispatch()
	os.Exit(m.Run())
}
