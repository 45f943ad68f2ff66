package workloads

import (
	"math"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// figure is the value of one of a workload's figures, NaN where it is missing.
func figure(figures []Figure, name string) float64 {
	for _, f := range figures {
		if f.Name == name {
			return f.Value
		}
	}
	return math.NaN()
}

func TestConvoyReviewsWhatRanBesideTheHog(t *testing.T) {
	hog := TaskTime{0, 1, 3}
	cases := []struct {
		name                string
		times               []TaskTime
		trips, rate, median float64
	}{
		{"all beside it, over before it", []TaskTime{{1, 1, 1.5}, hog, {2, 1.5, 2}}, 2, 2, 500},
		{"some before and after it", []TaskTime{{1, 0.5, 1.2}, hog, {2, 1.2, 1.4}, {3, 1.4, 2.8}, {4, 2.8, 3.1}}, 2, 1, 200},
		{"later than it began", []TaskTime{hog, {1, 2, 2.5}, {2, 3, 4}}, 1, 1, 500},
	}
	for _, c := range cases {
		got := reviewConvoy(c.times)
		if figure(got, ConvoyTrips) != c.trips || math.Abs(figure(got, ConvoyRate)-c.rate) > 1e-9 || math.Abs(figure(got, ConvoyLatency)-c.median) > 1e-9 {
			t.Errorf("%s: %v, want %g trips, %g a second, %g ms", c.name, got, c.trips, c.rate, c.median)
		}
	}
	for name, times := range map[string][]TaskTime{
		"one after another": {hog, {1, 3, 3.1}, {2, 3.1, 3.2}},
		"nothing but hog":   {hog},
		"no hog":            {{1, 0, 1}, {2, 1, 2}},
		"nothing":           nil,
	} {
		if got := reviewConvoy(times); got != nil {
			t.Errorf("%s: figures %v of what didn't happen", name, got)
		}
	}
}

// TestQuantile holds quantiles to their definition: at least that share of the
// values is no larger, and with the next smaller value it would be less.
func TestQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 300).Draw(t, "n")
		q := rapid.Float64Range(0.01, 1).Draw(t, "q")
		sorted := make([]float64, n)
		for i := range sorted {
			sorted[i] = float64(i + 1)
		}
		k := quantile(sorted, q) // k values are no larger
		if k/float64(n) < q-1e-9 || (k-1)/float64(n) >= q+1e-9 {
			t.Fatalf("the quantile %g of 1 to %d is %g", q, n, k)
		}
	})
}

// TestConvoyComputesTheSameInPieces holds that checkpoints change no result.
func TestConvoyComputesTheSameInPieces(t *testing.T) {
	x := uint32(7)
	for n := range 3 * hogStrip {
		if n%(hogStrip/3) == 0 && hog(blockingWaiter{}, 7, n) != x {
			t.Fatalf("%d steps lead elsewhere", n)
		}
		x = x*1664525 + 1013904223
	}
}

func TestEchoKeepsConnections(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &countingListener{Listener: inner}
	go func() { _ = ServePages(l) }()
	defer func() { _ = l.Close() }()
	client, err := newEchoClient(Env{Pages: l.Addr().String(), Worker: true}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		if got, err := client.ask(blockingWaiter{}, i, byte(i), func() {}); err != nil || got != byte(i) {
			t.Fatalf("%d came back for %d (%v)", got, byte(i), err)
		}
	}
	if l.taken.Load() != 1 {
		t.Errorf("300 round trips, one after the other, take %d connections", l.taken.Load())
	}
	if err := client.close(); err != nil {
		t.Error(err)
	}
}

func TestEchoTakesItsTime(t *testing.T) {
	client, err := newEchoClient(Env{Pages: pageServer(t), Worker: true}, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := client.ask(blockingWaiter{}, 1, 1, func() {}); err != nil || time.Since(began) < 20*time.Millisecond {
		t.Errorf("an echo with 20 ms of latency came back after %v (%v)", time.Since(began), err)
	}
	if err := client.close(); err != nil {
		t.Error(err)
	}
}

func TestEchoIsRefused(t *testing.T) {
	addr := pageServer(t)
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
	if _, err := newEchoClient(Env{}, 0); err == nil {
		t.Error("an echo without a server")
	}
	client := &echoClient{addr: addr, path: "/nothing"}
	if _, err := client.ask(blockingWaiter{}, 1, 1, func() {}); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a server without an echo is told as %v", err)
	}
}
