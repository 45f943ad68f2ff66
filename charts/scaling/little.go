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

// Flow is how tasks went through a run, means per task in s. Figures that are
// not known are NaN.
type Flow struct {
	Tasks        int
	Wait, CPU    float64
	Latency      float64 // from handed over to done
	Rate         float64 // tasks ended each second
	InFlight     float64 // by Little's law
	Servers      int     // what the tasks compute on: cores, or 1
	Knee         float64
	KneeInterval Interval // 95 %; unknown below two tasks
}

// FlowOf sums up the task records of a run that took wall seconds: what each
// task waited, computed, and took from being handed over until it was done, all
// in s. Tasks of which one of the first two is unknown (negative or not finite)
// don't count for the knee.
func FlowOf(waits, cpus, latencies []float64, wall float64, servers int) Flow {
	var w, c []float64
	for i := range min(len(waits), len(cpus)) {
		if waits[i] >= 0 && cpus[i] >= 0 && finite(waits[i]) && finite(cpus[i]) {
			w = append(w, waits[i])
			c = append(c, cpus[i])
		}
	}
	f := Flow{Tasks: len(w), Wait: math.NaN(), CPU: math.NaN(), Latency: math.NaN(), Rate: math.NaN(), InFlight: math.NaN(), Servers: servers, KneeInterval: NoInterval()}
	if len(w) > 0 {
		f.Wait, f.CPU = meanOf(w), meanOf(c)
	}
	f.Knee = Knee(f.Wait, f.CPU, servers)
	f.KneeInterval = kneeInterval(w, c, servers)
	took := latencies[:0:0]
	for _, l := range latencies {
		if l >= 0 && finite(l) {
			took = append(took, l)
		}
	}
	if len(took) > 0 {
		f.Latency = meanOf(took)
		if positive(wall) {
			f.Rate = float64(len(took)) / wall
			f.InFlight = InFlight(f.Rate, f.Latency)
		}
	}
	return f
}

// kneeInterval is the 95 % interval of a ratio of means, linearised (Cochran
// 1977, Sampling Techniques, section 6.3): tasks are many, so it need not be
// resampled.
func kneeInterval(waits, cpus []float64, servers int) Interval {
	n := float64(len(waits))
	if n < 2 || servers < 1 {
		return NoInterval()
	}
	cpu := meanOf(cpus)
	if cpu <= 0 {
		return NoInterval()
	}
	ratio := meanOf(waits) / cpu
	sum := 0.0
	for i := range waits {
		d := waits[i] - ratio*cpus[i]
		sum += d * d
	}
	const z = 1.959964 // of the normal distribution, 97.5 %
	reach := z * math.Sqrt(sum/(n-1)/n) / cpu
	k := float64(servers)
	return Interval{Low: k * (1 + max(ratio-reach, 0)), High: k * (1 + ratio + reach)}
}

// Bound returns the tasks per second that n tasks in flight can't pass: each
// takes its wait and its computing, and the servers compute one after the other
// (Lazowska and others 1984, chapter 5). NaN when nothing is known.
func (f Flow) Bound(n float64) float64 {
	if !(f.Wait+f.CPU > 0) || !(n >= 0) || f.Servers < 1 {
		return math.NaN()
	}
	return min(n/(f.Wait+f.CPU), float64(f.Servers)/f.CPU)
}
