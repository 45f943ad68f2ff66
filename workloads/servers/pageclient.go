package servers

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"weft/internal/text"
	"weft/workloads"
)

// dialTimeout is a safety net for a page server that doesn't answer.
const dialTimeout = 20 * time.Second

// PageClient fetches pages for the tasks of a batch. It speaks HTTP through the
// tasks' Waiters, which net/http's own client can't: that one waits on
// goroutines of its own. Connections are kept for the next task.
type PageClient struct {
	addr  string
	gates workloads.Gates // bounds the connections
	idleConns
}

// NewPageClient makes a client of the run's page server, which must have been
// started. Nothing is connected yet.
func NewPageClient(env workloads.Env) (*PageClient, error) {
	if env.Pages == "" {
		return nil, errors.New("no page server runs: the run has to start one")
	}
	return &PageClient{addr: env.Pages}, nil
}

// Get fetches a page for task i.
func (c *PageClient) Get(w workloads.Waiter, i int, path string) ([]byte, error) {
	c.gates.Enter(w, i)
	defer c.gates.Leave(w, i)
	conn, err := c.connect(w, c.dial)
	if err != nil {
		return nil, fmt.Errorf("connecting to the page server at %s: %w", c.addr, err)
	}
	page, err := fetch(w.Conn(conn), c.addr, path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("fetching %s from the page server: %w", path, err), conn.Close())
	}
	c.keep(conn)
	return page, nil
}

// dial opens a connection.
func (c *PageClient) dial() (net.Conn, error) { return net.DialTimeout("tcp", c.addr, dialTimeout) }

// fetch sends one request over conn and reads the whole answer.
func fetch(conn net.Conn, addr, path string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodGet, "http://"+addr+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	if err := request.Write(conn); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }() // read to its end below, or thrown away with the connection
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	if response.ContentLength < 0 || response.ContentLength > MaxPage {
		return nil, fmt.Errorf("the page has %s, not 0 to %d", text.Counted(int(response.ContentLength), "byte"), MaxPage)
	}
	page := make([]byte, response.ContentLength)
	if _, err := io.ReadFull(response.Body, page); err != nil {
		return nil, err
	}
	return page, nil
}
