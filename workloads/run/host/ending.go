package host

import (
	"strings"

	"weft/workloads/run"
)

// stopped is the failure of a run that was stopped.
func stopped() *run.Failure {
	return &run.Failure{Kind: run.KindStopped, Message: "The run was stopped."}
}

// reason finds the line of standard error that tells why an engine ended; ""
// when it didn't say. Python tells it in the last line, below a traceback or the
// place of a syntax error.
func reason(stderr string) string {
	last, python := "", false
	for line := range strings.Lines(stderr) {
		for _, start := range []string{"panic: ", "fatal error: ", "runtime: ", "weft engine: ", "Fatal Python error: "} {
			if strings.HasPrefix(line, start) {
				return short(line)
			}
		}
		python = python || strings.HasPrefix(line, "Traceback (most recent call last)") || strings.HasPrefix(line, "SyntaxError: ")
		if strings.TrimSpace(line) != "" {
			last = line
		}
	}
	if python {
		return short(last)
	}
	return ""
}

// short cuts a line to a length that a message can take.
func short(line string) string {
	const most = 200
	line = strings.TrimSpace(line)
	if len(line) > most {
		return strings.ToValidUTF8(line[:most], "") + "..."
	}
	return line
}
