package servers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

func TestStartPagesServesAndStops(t *testing.T) {
	addr, pid, stop, err := StartPages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if pid == os.Getpid() || pid <= 0 {
		t.Errorf("the server runs as process %d, this is %d", pid, os.Getpid())
	}
	for _, size := range []int{MinPage, 5000, MaxPage} {
		page := get(t, addr, PagePath(3, size, 0), http.StatusOK)
		if !bytes.Equal(page, Page(3, size)) {
			t.Errorf("a page of %d bytes arrives as another", size)
		}
	}
	for _, path := range []string{
		"/page", "/page?i=-1&bytes=1000&us=0", "/page?i=1&bytes=10&us=0", "/page?i=1&bytes=99999999&us=0",
		"/page?i=1&bytes=1000&us=-5", "/page?i=1&bytes=1000&us=99999999", "/page?i=x&bytes=1000&us=0",
	} {
		get(t, addr, path, http.StatusBadRequest)
	}
	for range 2 {
		if err := stop(); err != nil {
			t.Errorf("stopping the server: %v", err)
		}
	}
	// stop has waited for the process; what it served must be gone as well.
	if conn, err := net.DialTimeout("tcp", addr, 5*time.Second); err == nil {
		t.Errorf("%s still answers after the server was stopped", addr)
		_ = conn.Close()
	}
}

func get(t *testing.T, addr, path string, status int) []byte {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get("http://" + addr + path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != status {
		t.Errorf("%s is answered %s (%v), want status %d", path, response.Status, err, status)
	}
	return body
}

func TestServePagesEndsWithItsListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- ServePages(l) }()
	get(t, l.Addr().String(), PagePath(0, 1000, 100), http.StatusOK)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("closing the listener is told as %v", err)
	}
}

func TestReadAddressFailures(t *testing.T) {
	if _, err := readAddress(t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF), time.Minute); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a server that ends is told as %v", err)
	}
	silent, end := io.Pipe()
	defer func() { _ = end.Close() }()
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := readAddress(gone, silent, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("when nobody waits any more the error is %v", err)
	}
	if _, err := readAddress(t.Context(), silent, time.Millisecond); err == nil || !strings.Contains(err.Error(), "within 1ms") {
		t.Errorf("a server that says nothing is told as %v", err)
	}
}

func TestPagesHaveTheirSize(t *testing.T) {
	for size := MinPage; size < 3000; size += 7 {
		page := Page(size, size)
		if len(page) != size || !bytes.HasSuffix(page, []byte("</html>\n")) {
			t.Fatalf("a page of %d bytes has %d and ends %q", size, len(page), page[len(page)-10:])
		}
	}
	if bytes.Equal(Page(1, 4096), Page(2, 4096)) {
		t.Error("two pages are the same")
	}
}

// TestPageStoreIsBounded asks for more pages than the server keeps.
func TestPageStoreIsBounded(t *testing.T) {
	h := pageHandler{pages: map[pageKey][]byte{}, room: 10_500}
	for index := range 20 {
		for range 2 {
			if page := h.page(pageKey{index, 1000}); !bytes.Equal(page, Page(index, 1000)) {
				t.Fatalf("page %d is another", index)
			}
		}
	}
	if h.room != 500 || len(h.pages) != 10 {
		t.Errorf("the server keeps %d pages and has room for %d bytes", len(h.pages), h.room)
	}
}

// countingListener counts the connections that it takes.
type countingListener struct {
	net.Listener
	taken atomic.Int64
}

func (l *countingListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil {
		l.taken.Add(1)
	}
	return conn, err
}

// counting serves pages for the length of the test, and counts connections.
func counting(t *testing.T) *countingListener {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &countingListener{Listener: inner}
	go func() { _ = ServePages(l) }()
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestPageClientKeepsConnections(t *testing.T) {
	l := counting(t)
	client := &PageClient{addr: l.Addr().String()}
	for i := range 50 {
		page, err := client.Get(workloadtest.Waiter{}, i, PagePath(i, 600, 0))
		if err != nil || !bytes.Equal(page, Page(i, 600)) {
			t.Fatalf("page %d: %v", i, err)
		}
	}
	if l.taken.Load() != 1 {
		t.Errorf("50 pages, one after the other, take %d connections", l.taken.Load())
	}
	if _, err := client.Get(workloadtest.Waiter{}, 0, "/no-such-page"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a page that isn't there is told as %v", err)
	}
	if err := client.Close(); err != nil {
		t.Errorf("closing: %v", err)
	}
}

// TestPageClientFailures speaks to servers that don't keep to the rules.
func TestPageClientFailures(t *testing.T) {
	for _, answer := range []string{
		"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nendless",
		"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", MaxPage+1),
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = conn.Write([]byte(answer))
			_ = conn.Close()
		}()
		client := &PageClient{addr: l.Addr().String()}
		if _, err := client.Get(workloadtest.Waiter{}, 0, "/page"); err == nil {
			t.Errorf("the answer %q is taken for a page", answer)
		}
		if len(client.idle) != 0 {
			t.Errorf("a connection that failed with %q is kept", answer)
		}
		_ = l.Close()
	}
	client := &PageClient{addr: "127.0.0.1:1"}
	if _, err := client.Get(workloadtest.Waiter{}, 0, "/"); err == nil || !strings.Contains(err.Error(), "connecting to the page server") {
		t.Errorf("no server at all is told as %v", err)
	}
	if _, err := NewPageClient(workloads.Env{}); err == nil {
		t.Error("there is a client of no page server")
	}
}

// Ctrl+C at a terminal reaches the page server as well; it goes on until
// whoever started it has acted on that.
func TestThePageServerOutlivesCtrlC(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals to send")
	}
	addr, pid, stop, err := StartPages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	server, err := os.FindProcess(pid)
	if err == nil {
		err = server.Signal(os.Interrupt)
	}
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get("http://" + addr + PagePath(1, MinPage, 0))
	if err != nil {
		t.Errorf("after Ctrl+C it doesn't answer: %v", err)
	} else if err := answer.Body.Close(); err != nil {
		t.Error(err)
	}
	if err := stop(); err != nil {
		t.Errorf("it ended as %v", err)
	}
}
