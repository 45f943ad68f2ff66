package run

import (
	"errors"
	"fmt"
	"strings"

	"weft/workloads/model"
)

// explain turns the error of a run into the failure that the host shows.
func explain(err error) *Failure {
	var (
		failure *Failure
		task    *model.TaskError
		lost    *model.LostWorker
		printed *model.Printed
	)
	switch {
	case errors.As(err, &failure):
		return failure
	case errors.As(err, &printed):
		return printedFailure(printed.Bytes, printed.Head)
	case errors.As(err, &task) && task.Stack != "":
		return &Failure{Kind: KindPanic, Message: sentence(task.Error()), Detail: task.Stack}
	case errors.As(err, &task):
		return &Failure{Kind: KindTask, Message: sentence(task.Error())}
	case errors.As(err, &lost):
		return &Failure{Kind: KindExit, Message: sentence(lost.Error())}
	}
	return &Failure{Kind: KindTask, Message: sentence(err.Error())}
}

// sentence makes an error's text one; joined errors are separated by semicolons.
func sentence(text string) string {
	text = strings.TrimRight(strings.ReplaceAll(strings.TrimSpace(text), "\n", "; "), ".")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// failed makes an error a failure of the given kind, unless it is one already.
func failed(kind string, err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return &Failure{Kind: kind, Message: sentence(err.Error())}
}

// refused is the failure of a specification.
func refused(err error) *Failure { return failed(KindRefused, err) }

func printedFailure(n int64, head []byte) *Failure {
	return &Failure{
		Kind: KindProtocol,
		Message: fmt.Sprintf("The workload printed %d bytes to standard output, beginning with %s: a task must not print, for that would be measured as its work.",
			n, quote(head)),
	}
}

// stopped is the failure of a run that was stopped.
func stopped() *Failure { return &Failure{Kind: KindStopped, Message: "The run was stopped."} }

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
