package workloads

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Bounds of what the page server serves.
const (
	minPage    = 512
	maxPage    = 4 << 20
	maxLatency = 10 * time.Second
	// maxPageCache bounds the bytes of pages that the server keeps.
	maxPageCache = 64 << 20
)

// pagePath is the address of page i on the page server: size bytes of HTML that
// begin to arrive after us microseconds. The server keeps no state; all that it
// needs to know stands here.
func pagePath(i, size, us int) string {
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
	if errors.Join(err1, err2, err3) != nil || index < 0 || size < minPage || size > maxPage || latency < 0 || latency > maxLatency {
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
	page = makePage(key.index, key.size)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.pages[key]; !ok && key.size <= h.room {
		h.pages[key] = page
		h.room -= key.size
	}
	return page
}

// pageWords is what pages talk about.
var pageWords = [...]string{
	"thread", "task", "worker", "queue", "lane", "fibre", "loom", "weft", "warp", "shuttle", "pattern", "cloth", "signal", "clock", "cache", "core",
	"memory", "page", "process", "channel", "lock", "barrier", "future", "promise", "event", "loop", "timer", "socket", "stream", "buffer", "stack", "heap",
	"the", "a", "of", "and", "in", "to", "with", "over", "under", "between", "waits", "runs", "shares", "sends", "takes", "gives", "wakes", "sleeps",
	"fast", "slow", "even", "uneven", "shared", "private", "busy", "idle", "small", "large", "early", "late", "open", "closed",
}

// makePage is page number index: size bytes of HTML, with a title, paragraphs of
// words and links to other pages, fixed by its index.
func makePage(index, size int) []byte {
	const end = "</body></html>\n"
	words := pageText{state: uint64(index)}
	var p bytes.Buffer
	p.Grow(size + 256)
	fmt.Fprintf(&p, "<!DOCTYPE html>\n<html><head><title>Page %d: %s %s</title></head>\n<body><h1>%s</h1>\n",
		index, words.next(), words.next(), words.next())
	for p.Len()+len(end) < size {
		before := p.Len()
		p.WriteString("<p>")
		for range 24 {
			p.WriteString(words.next())
			p.WriteByte(' ')
		}
		fmt.Fprintf(&p, "<a href=\"/page?i=%d\" class='link'>%s</a>.</p>\n", words.number()%1000, words.next())
		if p.Len()+len(end) > size { // no room for a whole paragraph any more
			p.Truncate(before)
			p.Write(bytes.Repeat([]byte(" "), size-before-len(end)))
		}
	}
	p.WriteString(end)
	return p.Bytes()
}

// pageText is an endless text: splitmix64 picks the words.
type pageText struct{ state uint64 }

func (t *pageText) number() uint64 {
	t.state += 0x9e3779b97f4a7c15
	return Mix(t.state)
}

func (t *pageText) next() string { return pageWords[t.number()%uint64(len(pageWords))] }
