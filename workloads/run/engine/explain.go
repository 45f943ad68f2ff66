package engine

import (
	"errors"
	"fmt"

	"weft/internal/text"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
	"weft/workloads/run"
	"weft/workloads/run/protocol"
)

// explain turns the error of a run into the failure that the host shows.
func explain(err error) *run.Failure {
	var (
		failure *run.Failure
		task    *lane.TaskError
		lost    *worker.Lost
		printed *worker.Printed
	)
	switch {
	case errors.As(err, &failure):
		return failure
	case errors.As(err, &printed):
		return printedFailure(printed.Bytes, printed.Head)
	case errors.As(err, &task) && task.Stack != "":
		return &run.Failure{Kind: run.KindPanic, Message: text.Sentence(task.Error()), Detail: task.Stack}
	case errors.As(err, &task):
		return &run.Failure{Kind: run.KindTask, Message: text.Sentence(task.Error())}
	case errors.As(err, &lost):
		return &run.Failure{Kind: run.KindExit, Message: text.Sentence(lost.Error())}
	}
	return &run.Failure{Kind: run.KindTask, Message: text.Sentence(err.Error())}
}

func printedFailure(n int64, head []byte) *run.Failure {
	return &run.Failure{
		Kind: run.KindProtocol,
		Message: fmt.Sprintf("The workload printed %d bytes to standard output, beginning with %s: a task must not print, for that would be measured as its work.",
			n, protocol.Quote(head)),
	}
}
