package servers

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"weft/workloads"
)

// echoProtocol is what a connection to the page server is upgraded to (RFC
// 9110, section 7.8): every byte comes back.
const echoProtocol = "echo"

// echoPath is where the page server takes that request.
const echoPath = "/echo"

// echoAddress is where the page server sends bytes back us microseconds after
// they came.
func echoAddress(us int) string { return echoPath + "?us=" + strconv.Itoa(us) }

// serveEcho sends back what comes until the client has gone.
func serveEcho(w http.ResponseWriter, r *http.Request) {
	us, err := strconv.Atoi(r.URL.Query().Get("us"))
	latency := time.Duration(us) * time.Microsecond
	if err != nil || latency < 0 || latency > maxLatency {
		http.Error(w, "ask for "+echoPath+"?us=LATENCY", http.StatusBadRequest)
		return
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "this connection can't be taken over", http.StatusInternalServerError)
		return
	}
	defer func() { _ = conn.Close() }() // the client has gone by then
	if _, err := fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n", echoProtocol); err != nil {
		return
	}
	var block [64]byte
	for {
		n, err := conn.Read(block[:])
		if err != nil {
			return
		}
		if latency > 0 {
			time.Sleep(latency)
		}
		if _, err := conn.Write(block[:n]); err != nil {
			return
		}
	}
}

// EchoClient makes round trips to the page server's echo for the tasks of a
// batch. Connections are kept for the next task.
type EchoClient struct {
	addr  string
	path  string          // of the echo, with its latency
	gates workloads.Gates // bounds the connections
	idleConns
}

// echoReady is how many connections stand before the run begins: as many lanes
// can go without counting a connection's making as a round trip's time.
const echoReady = 8

// NewEchoClient makes a client of the echo of the run's page server, which
// answers us microseconds after a byte came. It connects at once, but in worker
// processes, which connect as tasks come.
func NewEchoClient(env workloads.Env, us int) (*EchoClient, error) {
	if env.Pages == "" {
		return nil, errors.New("no page server runs: the run has to start one")
	}
	c := &EchoClient{addr: env.Pages, path: echoAddress(us)}
	for range echoReady {
		if env.Worker {
			break
		}
		conn, err := c.dial()
		if err != nil {
			return nil, errors.Join(err, c.Close())
		}
		c.keep(conn)
	}
	return c, nil
}

// dial opens a connection whose bytes come back.
func (c *EchoClient) dial() (net.Conn, error) {
	conn, err := net.DialTimeout("tcp", c.addr, dialTimeout)
	if err != nil {
		return nil, fmt.Errorf("connecting to the page server at %s: %w", c.addr, err)
	}
	_, err = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n", c.path, c.addr, echoProtocol)
	if err == nil {
		var response *http.Response
		if response, err = http.ReadResponse(bufio.NewReader(conn), nil); err == nil {
			_ = response.Body.Close() // there is none
			if response.StatusCode != http.StatusSwitchingProtocols {
				err = fmt.Errorf("the server answered %s", response.Status)
			}
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("asking the page server for its echo: %w", err), conn.Close())
	}
	return conn, nil
}

// Ask sends a byte for task i, does something meanwhile, and returns what comes
// back. Sending and reading are two operations, as in Python: each gives a GIL up
// and takes it again.
func (c *EchoClient) Ask(w workloads.Waiter, i int, word byte, meanwhile func()) (byte, error) {
	c.gates.Enter(w, i)
	defer c.gates.Leave(w, i)
	conn, err := c.connect(w, c.dial)
	if err != nil {
		return 0, err
	}
	block := []byte{word}
	err = w.Do(func() error {
		_, err := conn.Write(block)
		return err
	})
	if err == nil {
		block[0] = 0
		meanwhile()
		_, err = w.Conn(conn).Read(block)
	}
	if err != nil {
		return 0, errors.Join(fmt.Errorf("a round trip to the page server: %w", err), conn.Close())
	}
	c.keep(conn)
	if block[0] != word {
		return 0, fmt.Errorf("%d came back for %d", block[0], word)
	}
	return block[0], nil
}
