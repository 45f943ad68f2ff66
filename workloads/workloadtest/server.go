package workloadtest

import (
	"context"
	"testing"
)

// Serve starts a server, such as servers.StartPages does, for the length of a
// test, and returns its address.
func Serve(t testing.TB, start func(context.Context) (addr string, pid int, stop func() error, err error)) string {
	t.Helper()
	addr, _, stop, err := start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return addr
}
