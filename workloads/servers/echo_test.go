package servers

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

func TestEchoKeepsConnections(t *testing.T) {
	l := counting(t)
	client, err := NewEchoClient(workloads.Env{Pages: l.Addr().String(), Worker: true}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		if got, err := client.Ask(workloadtest.Waiter{}, i, byte(i), func() {}); err != nil || got != byte(i) {
			t.Fatalf("%d came back for %d (%v)", got, byte(i), err)
		}
	}
	if l.taken.Load() != 1 {
		t.Errorf("300 round trips, one after the other, take %d connections", l.taken.Load())
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
}

func TestEchoTakesItsTime(t *testing.T) {
	client, err := NewEchoClient(workloads.Env{Pages: workloadtest.Serve(t, StartPages), Worker: true}, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := client.Ask(workloadtest.Waiter{}, 1, 1, func() {}); err != nil || time.Since(began) < 20*time.Millisecond {
		t.Errorf("an echo with 20 ms of latency came back after %v (%v)", time.Since(began), err)
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
}

func TestEchoIsRefused(t *testing.T) {
	addr := workloadtest.Serve(t, StartPages)
	for _, query := range []string{"", "?us=", "?us=-1", "?us=x", "?us=99999999"} {
		response, err := http.Get("http://" + addr + echoPath + query)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusBadRequest {
			t.Errorf("asked for %q the server answers %s", query, response.Status)
		}
	}
	if _, err := NewEchoClient(workloads.Env{}, 0); err == nil {
		t.Error("an echo without a server")
	}
	client := &EchoClient{addr: addr, path: "/nothing"}
	if _, err := client.Ask(workloadtest.Waiter{}, 1, 1, func() {}); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a server without an echo is told as %v", err)
	}
}
