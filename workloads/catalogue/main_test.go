package catalogue

import (
	"os"
	"testing"

	"weft/workloads/child"
)

// Tests start the page server, which is this test program in another role.
func TestMain(m *testing.M) {
	child.Dispatch()
	os.Exit(m.Run())
}
