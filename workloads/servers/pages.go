// Package servers holds what a run starts beside itself for its tasks to talk
// to, each with the client through which tasks reach it: pages over HTTP, and an
// echo. A server is a process of its own, so that its work is never counted as
// the engine's, and a client waits through the task's Waiter.
package servers

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"weft/workloads/input"
)

// Bounds of what the page server serves.
const (
	MinPage    = 512     // bytes of the smallest page
	MaxPage    = 4 << 20 // bytes of the largest page
	maxLatency = 10 * time.Second
	// maxPageCache bounds the bytes of pages that the server keeps.
	maxPageCache = 64 << 20
)

// PagePath is the address of page i on the page server: size bytes of HTML that
// begin to arrive after us microseconds. The server keeps no state; all that it
// needs to know stands here.
func PagePath(i, size, us int) string {
	return "/page?i=" + strconv.Itoa(i) + "&bytes=" + strconv.Itoa(size) + "&us=" + strconv.Itoa(us)
}

// ServePages serves pages and an echo (see StartPages) on l until l is closed, and then
// returns nil.
func ServePages(l net.Listener) error {
	mux := http.NewServeMux()
	mux.Handle("GET /page", &pageHandler{pages: map[pageKey][]byte{}, room: maxPageCache})
	mux.HandleFunc("GET "+echoPath, serveEcho)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	if err := server.Serve(l); !errors.Is(err, net.ErrClosed) && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving pages on %s: %w", l.Addr(), err)
	}
	return nil
}

type pageKey struct{ index, size int }

// pageHandler makes pages and keeps them, so that the server isn't what is measured.
type pageHandler struct {
	mu    sync.Mutex
	pages map[pageKey][]byte
	room  int // bytes that it may still keep
}

func (h *pageHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	index, err1 := strconv.Atoi(query.Get("i"))
	size, err2 := strconv.Atoi(query.Get("bytes"))
	us, err3 := strconv.Atoi(query.Get("us"))
	latency := time.Duration(us) * time.Microsecond
	if errors.Join(err1, err2, err3) != nil || index < 0 || size < MinPage || size > MaxPage || latency < 0 || latency > maxLatency {
		http.Error(w, "ask for /page?i=INDEX&bytes=SIZE&us=LATENCY", http.StatusBadRequest)
		return
	}
	page := h.page(pageKey{index, size})
	if latency > 0 {
		time.Sleep(latency)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(size))
	_, _ = w.Write(page) // a client that went away is no trouble of the server's
}

// page returns a page from the store, or makes it and keeps it while there is room.
func (h *pageHandler) page(key pageKey) []byte {
	h.mu.Lock()
	page, ok := h.pages[key]
	h.mu.Unlock()
	if ok {
		return page
	}
	page = Page(key.index, key.size)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.pages[key]; !ok && key.size <= h.room {
		h.pages[key] = page
		h.room -= key.size
	}
	return page
}

// Page is page number index: size bytes of HTML, with a title, paragraphs of
// words and links to other pages, fixed by its index.
func Page(index, size int) []byte {
	const end = "</body></html>\n"
	words := input.NewWords(uint64(index))
	var p bytes.Buffer
	p.Grow(size + 256)
	fmt.Fprintf(&p, "<!DOCTYPE html>\n<html><head><title>Page %d: %s %s</title></head>\n<body><h1>%s</h1>\n",
		index, words.Next(), words.Next(), words.Next())
	for p.Len()+len(end) < size {
		before := p.Len()
		p.WriteString("<p>")
		for range 24 {
			p.WriteString(words.Next())
			p.WriteByte(' ')
		}
		fmt.Fprintf(&p, "<a href=\"/page?i=%d\" class='link'>%s</a>.</p>\n", words.Number()%1000, words.Next())
		if p.Len()+len(end) > size { // no room for a whole paragraph any more
			p.Truncate(before)
			p.Write(bytes.Repeat([]byte(" "), size-before-len(end)))
		}
	}
	p.WriteString(end)
	return p.Bytes()
}
