package main

import (
	_ "embed"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// peers times Python's own pools and loop; see peers.py.
//
//go:embed peers.py
var peers string

// python is a CPython found on the machine.
type python struct{ path string }

func findPython() (python, bool) {
	for _, name := range []string{"python3", "python"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import asyncio, multiprocessing").Run() == nil {
			return python{path}, true
		}
	}
	return python{}, false
}

// contender measures one of the peers in peers.py, in ns a task.
func (p python) contender(name, peer string, tasks int) contender {
	return contender{name, func() (float64, error) {
		cmd := exec.Command(p.path, "-", peer, strconv.Itoa(tasks), strconv.Itoa(lanes))
		cmd.Stdin = strings.NewReader(peers)
		out, err := cmd.Output()
		if err != nil {
			return 0, fmt.Errorf("running %s: %w", peer, err)
		}
		return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	}}
}
