package host

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
)

// allDead tells that no process of a group is alive: those that are left are
// zombies, which only wait for their parent to take note.
func allDead(group int) bool {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return false
	}
	for _, e := range entries {
		if name := e.Name(); name[0] >= '1' && name[0] <= '9' && alive(filepath.Join("/proc", name, "stat"), group) {
			return false
		}
	}
	return true
}

// alive reads a stat file: "pid (name) state ppid pgrp ...", where the name may
// hold anything.
func alive(stat string, group int) bool {
	text, err := os.ReadFile(stat)
	if err != nil {
		return false // it has gone
	}
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 3 || string(fields[2]) != strconv.Itoa(group) {
		return false
	}
	return string(fields[0]) != "Z" && string(fields[0]) != "X"
}
