package servers

import (
	"errors"
	"net"
	"sync"

	"weft/workloads"
)

// idleConns are the connections that tasks keep for the next one.
type idleConns struct {
	mu   sync.Mutex
	idle []net.Conn
}

// connect takes the connection that was used last, or dials a new one.
func (c *idleConns) connect(w workloads.Waiter, dial func() (net.Conn, error)) (conn net.Conn, err error) {
	c.mu.Lock()
	if last := len(c.idle) - 1; last >= 0 {
		conn, c.idle = c.idle[last], c.idle[:last]
	}
	c.mu.Unlock()
	if conn != nil {
		return conn, nil
	}
	err = w.Do(func() (err error) {
		conn, err = dial()
		return err
	})
	return conn, err
}

// keep keeps a connection.
func (c *idleConns) keep(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.idle = append(c.idle, conn)
}

// Close closes the connections that are kept.
func (c *idleConns) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var errs []error
	for _, conn := range c.idle {
		errs = append(errs, conn.Close())
	}
	c.idle = nil
	return errors.Join(errs...)
}
