package session

import "weft/workloads/run"

// sound tells whether a decoded run can be what a program wrote: what is drawn
// from it may rely on that.
func sound(r *run.Result) bool {
	s := r.Spec
	return s.Workload != "" && s.Model != "" && s.Runtime != "" && (s.Workers >= 1 || r.Failure != nil) &&
		r.Tasks >= 0 && soundPhases(r) && soundRecords(r.Records) && soundSamples(r)
}

func soundPhases(r *run.Result) bool {
	p := r.Phases
	return min(r.Launch, p.Prepare, p.Setup, p.Run, p.Teardown) >= 0
}

// soundRecords wants columns of one length, and lanes that exist.
func soundRecords(r run.Records) bool {
	n := len(r.Task)
	for _, column := range [][]float64{r.Queued, r.Start, r.End, r.CPU, r.Wait} {
		if len(column) != n {
			return false
		}
	}
	if len(r.Lane) != n || n > run.MaxRecords || r.Stride < 0 {
		return false
	}
	for i := range n {
		if r.Lane[i] < 0 || r.Task[i] < 0 {
			return false
		}
	}
	return true
}

// soundSamples wants times that never go back.
func soundSamples(r *run.Result) bool {
	last := 0.0
	for _, s := range r.Samples {
		if s.At < last {
			return false
		}
		last = s.At
	}
	return true
}
