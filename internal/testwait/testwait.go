// Package testwait has tests wait for what they mean rather than for a time.
package testwait

import (
	"testing"
	"time"
)

// patience bounds the waiting for what must come about, so that a test which
// waits in vain says for what.
const patience = 20 * time.Second

// Until waits until something is so. It fails the test, which has to be the
// goroutine that calls, when that doesn't come about.
func Until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
