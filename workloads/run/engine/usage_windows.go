package engine

import "weft/internal/cputime"

// readUsage reads what this process has used so far; Windows doesn't count
// context switches by process.
func readUsage() usage {
	cpu := cputime.Process()
	return usage{cpu: cpu, known: cpu > 0}
}
