// Package catalogue holds the workloads: one file each, which says what a
// person reads of it, which parameters it has, and what its tasks do. How tasks
// are run is the business of package model: no task starts a goroutine; the only
// one here owns the counter that the workload counter guards by a channel. What
// several workloads share lies in the rooms beside this one: sizes (scale and
// limits), input (bytes and texts to work on) and servers (what they fetch from).
//
// A new workload is a file here and a line in the list below; what it computes,
// in testdata/NAME.json; and, where Python has it too, a module of the runner
// (workloads/python/runner/weft/workloads). Suites in both languages miss what
// was forgotten.
//
// Whoever imports the package has its workloads registered.
package catalogue

import "weft/workloads"

// python is the key of the family of Pythons. What has Scale 1 there waits, or is C
// code; the others' scales were measured with CPython 3.11 on two cores of a
// rented server.
const python = "python"

// all are the workloads there are: a new one gets a line here.
var all = []*workloads.Workload{
	&compressWorkload,
	&convoyWorkload,
	&counterWorkload,
	&daskArrayWorkload,
	&daskGraphWorkload,
	&faultWorkload,
	&fibWorkload,
	&filesWorkload,
	&hashWorkload,
	&imageWorkload,
	&mandelbrotWorkload,
	&matmulWorkload,
	&matmulNumpyWorkload,
	&noopWorkload,
	&pipelineWorkload,
	&primesWorkload,
	&scrapeWorkload,
	&sleepWorkload,
	&statsWorkload,
	&statsNumpyWorkload,
	&streamWorkload,
}

func init() {
	for _, w := range all {
		workloads.Register(w)
	}
}
