package lawfile

import (
	"slices"
	"strings"
	"unicode"
)

// kind is what a column holds.
type kind int

const (
	other kind = iota
	workers
	weakWorkers // n, p, load: workers unless another column says so more clearly
	seconds     // a time
	throughput
	weakThroughput // x
	latency
	speedup
	repetition // run, rep: which of several
	aside      // goes with a measurement, and is not one: stddev, min, user, efficiency
)

// words are those of the field, by what a column that is called so holds.
// Generic ones count only where no other word of the name says more.
var words = map[kind][]string{
	workers: {
		"worker", "workers", "thread", "threads", "proc", "procs", "process", "processes", "processor", "processors", "rank", "ranks",
		"node", "nodes", "core", "cores", "cpus", "client", "clients", "connection", "connections", "conns", "concurrency", "user", "users",
		"parallelism", "parallel", "goroutines", "gomaxprocs", "np", "nt", "pes", "vus", "terminals", "sessions", "jobs", "kerne", "fils", "hilos",
		"instances", "replicas", "gpus", "streams", "lanes",
	},
	throughput: {
		"throughput", "tput", "tps", "qps", "rps", "iops", "fom", "bandwidth", "gflops", "mflops", "tflops", "flops", "ops", "opsec", "durchsatz",
		"rate", "mips", "bw", "mbps", "gbps",
	},
	latency: {"latency", "lat", "response", "rt", "latencies"},
	speedup: {"speedup", "speedups", "accel", "acceleration"},
	seconds: {
		"time", "times", "wall", "walltime", "clock", "elapsed", "real", "runtime", "duration", "dur", "makespan", "seconds", "milliseconds",
		"zeit", "laufzeit", "dauer", "temps", "durée", "duree", "tiempo", "tempo", "timing",
	},
	repetition: {"run", "runs", "rep", "reps", "repetition", "repeat", "trial", "iter", "iteration", "sample", "seed", "try", "attempt"},
	aside: {
		"stddev", "std", "stdev", "dev", "error", "err", "ci", "min", "max", "best", "worst", "system", "sys", "cpu", "efficiency", "eff",
		"variance", "var", "percent", "pct", "memory", "mem", "rss", "count", "size",
	},
}

// generic words name a measurement only where nothing else does.
var generic = []string{"mean", "avg", "average", "median", "total", "value", "score"}

// beside are words that say nothing about what a column holds.
var beside = []string{"num", "number", "no", "nr", "of", "n", "mpi", "omp", "parameter", "param", "the", "in", "per", "count", "total", "max", "active", "concurrent", "parallel"}

// whole are names that mean something only as a whole.
var whole = map[string]kind{
	"n": weakWorkers, "p": weakWorkers, "load": weakWorkers, "c": weakWorkers, "x": weakThroughput, "xn": throughput, "xp": throughput,
	"t": seconds, "tp": seconds, "tn": seconds, "s": seconds, "sp": speedup, "cpu": weakWorkers, "user": aside, "usertime": aside, "r": latency, "rn": latency,
	"count": other, "size": other, "threadcount": workers,
}

// units of times, in s.
var units = map[string]float64{
	"ns": 1e-9, "nsec": 1e-9, "nsecs": 1e-9, "nanoseconds": 1e-9, "nanos": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "usec": 1e-6, "usecs": 1e-6,
	"microseconds": 1e-6, "micros": 1e-6, "ms": 1e-3, "msec": 1e-3, "msecs": 1e-3, "millis": 1e-3, "milliseconds": 1e-3, "s": 1, "sec": 1, "secs": 1,
	"second": 1, "seconds": 1, "sekunden": 1, "min": 60, "mins": 60, "minutes": 60, "h": 3600, "hours": 3600,
}

// named is what a column's name tells.
type named struct {
	kind kind
	unit string  // of a time as written, empty without one
	in   float64 // s of the unit; 1 without one
	rank int     // of several of one kind the highest is taken: median before mean
	base string  // the name without a number at its end: that of its repetitions
}

// sequential are the words, in place of a number, that stand for a run without workers.
var sequential = []string{"0", "serial", "seq", "sequential", "base", "baseline", "single"}

// understood tells what the name of a column means: case, spaces, brackets, and
// what stands before and after a word aside.
func understood(name string) named {
	low := strings.ToLower(strings.TrimSpace(name))
	parts := tokens(name)
	n := named{in: 1, rank: rankOf(parts), base: strings.TrimRight(low, "0123456789 _-#.")}
	letters := strings.Join(parts, "")
	if k, ok := whole[letters]; ok {
		n.kind = k
		if letters == "s" && !strings.EqualFold(low, "s(p)") {
			n.unit = "s"
		}
		return n
	}
	if perSecond(low, parts) {
		n.kind = throughput
		return n
	}
	n.unit = unitOf(low, parts)
	if n.unit != "" {
		n.in = units[n.unit]
	}
	if n.unit != "" && len(parts) > 1 && parts[len(parts)-1] == n.unit {
		parts = parts[:len(parts)-1]
	}
	n.kind = kindOf(parts)
	if n.unit != "" && n.kind != latency && n.kind != aside {
		n.kind = seconds
	}
	return n
}

// perSecond tells whether a name is that of a rate: req/s, ops_per_sec, MB/s.
func perSecond(low string, parts []string) bool {
	if _, after, cut := strings.Cut(low, "/"); cut {
		after = strings.Trim(after, " )]}")
		return units[after] > 0
	}
	at := slices.Index(parts, "per")
	return at > 0 && at+1 < len(parts) && units[parts[at+1]] > 0
}

// unitOf finds the unit of a time at the end of a name, or before a slash.
func unitOf(low string, parts []string) string {
	if before, _, cut := strings.Cut(low, "/"); cut {
		if f := tokens(before); len(f) > 0 && units[f[len(f)-1]] > 0 {
			return f[len(f)-1]
		}
	}
	if len(parts) == 0 {
		return ""
	}
	last := parts[len(parts)-1]
	if units[last] == 0 || last == "min" && !strings.ContainsAny(low, "([{") || (last == "s" || last == "h") && len(parts) == 1 {
		return ""
	}
	return last
}

// kindOf finds the kind that the words of a name have in common: what was
// measured says more than of how many workers it was.
func kindOf(parts []string) kind {
	found := map[kind]bool{}
	for _, part := range parts {
		for k, list := range words {
			if slices.Contains(list, part) {
				found[k] = true
			}
		}
	}
	switch counts := slices.Contains(parts, "count") || slices.Contains(parts, "max"); {
	case found[workers] && counts && !found[seconds] && !found[throughput]:
		return workers
	}
	if found[workers] && found[seconds] && slices.Contains(parts, "user") {
		return aside
	}
	for _, k := range []kind{aside, speedup, throughput, latency, seconds, workers, repetition} {
		if found[k] {
			return k
		}
	}
	if slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(generic, p) }) {
		return seconds
	}
	return other
}

// rankOf prefers, of several statistics of one measurement, the median.
func rankOf(parts []string) int {
	switch {
	case slices.Contains(parts, "median"):
		return 2
	case slices.Contains(parts, "mean"), slices.Contains(parts, "avg"), slices.Contains(parts, "average"):
		return 1
	}
	return 0
}

// tokens returns the words of a name in lower case: split at what is no letter,
// at capitals in the middle, and where two words of the field were written as one.
func tokens(name string) []string {
	var all []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			all = append(all, parted(strings.ToLower(b.String()))...)
			b.Reset()
		}
	}
	before := ' '
	for _, r := range name {
		if !unicode.IsLetter(r) {
			flush()
		} else {
			if unicode.IsUpper(r) && unicode.IsLower(before) {
				flush()
			}
			b.WriteRune(r)
		}
		before = r
	}
	flush()
	return all
}

// parted splits a word such as nthreads or elapsedtime in two known ones.
func parted(word string) []string {
	if known(word) {
		return []string{word}
	}
	for at := 1; at < len(word); at++ {
		first, second := word[:at], word[at:]
		if (slices.Contains(beside, first) || known(first) && len(first) > 2) && known(second) && len(second) > 1 ||
			known(first) && len(first) > 2 && slices.Contains(beside, second) {
			return []string{first, second}
		}
	}
	return []string{word}
}

func known(word string) bool {
	if units[word] > 0 || slices.Contains(generic, word) {
		return true
	}
	for _, list := range words {
		if slices.Contains(list, word) {
			return true
		}
	}
	return false
}
