// Command bench compares Weft's models with their peers, all in one run and in
// turn, and prints the ratios. It is a module of its own so that the peers
// don't stand in Weft's go.mod.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	_ "weft/workloads/catalogue"
	"weft/workloads/child"
	"weft/workloads/families"
	"weft/workloads/sample"
)

// tables are the comparisons, by the name that -only takes.
var tables = []struct {
	name string
	run  func(rounds int) error
}{
	{"dispatch", dispatch},
	{"processes", processes},
	{"loop", loop},
	{"scaling", scaling},
	{"watching", watching},
	{"gil", gil},
}

func main() {
	families.Register()
	child.Dispatch()
	debug.SetGCPercent(child.GCPercent) // as in an engine, and for the peers too
	only := flag.String("only", "", "one table: dispatch, processes, loop, scaling, watching or gil")
	rounds := flag.Int("rounds", 9, "how often each contender is measured, in turn with the others")
	flag.Parse()

	m := sample.Describe()
	fmt.Printf("%s, %d cores, %s %s/%s, %d rounds; medians, ratios of medians\n",
		m.CPU, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, *rounds)
	known := false
	for _, t := range tables {
		if *only != "" && *only != t.name {
			continue
		}
		known = true
		if err := t.run(*rounds); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", t.name, err)
			os.Exit(1)
		}
	}
	if !known {
		var names []string
		for _, t := range tables {
			names = append(names, t.name)
		}
		fmt.Fprintf(os.Stderr, "no table is called %q; choose one of: %s\n", *only, strings.Join(names, ", "))
		os.Exit(2)
	}
}
