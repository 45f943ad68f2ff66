package workloads

import "sync"

// Gates let at most GateCount tasks at once use something that the operating
// system has few of, such as open files and sockets, however many tasks a
// model runs at the same time. Tasks wait at their gate through their Waiter.
type Gates [GateCount]sync.Mutex

// GateCount keeps a process below the 1,024 open files that many systems allow.
const GateCount = 256

// Enter waits until task i may go on.
func (g *Gates) Enter(w Waiter, i int) { w.Lock(&g[i%GateCount]) }

// Leave lets the next task in after task i, which has entered.
func (g *Gates) Leave(w Waiter, i int) { w.Unlock(&g[i%GateCount]) }
