package scaling

import "math"

// InFlight returns L = lambda*W, how many tasks are under way on average when
// rate of them end each second and each takes latency seconds (Little 1961, A
// proof for the queuing formula L = lambda W).
func InFlight(rate, latency float64) float64 { return rate * latency }

// Knee returns N* = servers*(1 + wait/cpu), the tasks in flight at which
// computing becomes the bottleneck: with fewer, servers idle while all tasks
// wait; with more, tasks queue (Lazowska and others 1984, Quantitative System
// Performance, chapter 5). wait and cpu are s per task; servers is the number of
// cores, or 1 under a GIL or in one event loop. It is +Inf for tasks that only
// wait, and NaN when nothing is known.
func Knee(wait, cpu float64, servers int) float64 {
	if !(wait >= 0) || !(cpu >= 0) || wait+cpu == 0 || servers < 1 {
		return math.NaN()
	}
	return float64(servers) * (1 + wait/cpu)
}
