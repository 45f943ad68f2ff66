package workloads

import "sync"

// gates let at most gateCount tasks at once use something that the operating
// system has few of, such as open files and sockets, however many tasks a
// model runs at the same time. Tasks wait at their gate through their Waiter.
type gates [gateCount]sync.Mutex

// gateCount keeps a process below the 1,024 open files that many systems allow.
const gateCount = 256

// enter waits until task i may go on; leave lets the next one in.
func (g *gates) enter(w Waiter, i int) { w.Lock(&g[i%gateCount]) }
func (g *gates) leave(w Waiter, i int) { w.Unlock(&g[i%gateCount]) }
