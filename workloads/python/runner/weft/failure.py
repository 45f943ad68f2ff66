"""Failures: a kind, one sentence, and a detail, as the host shows them (run/failure.go)."""

from __future__ import annotations

import traceback
from typing import Optional

REFUSED, LAUNCH, TASK, PANIC = "refused", "launch", "task", "panic"
EXIT, PROTOCOL, CHECKSUM = "exit", "protocol", "checksum"


class Refused(Exception):
    """The specification makes no sense or would hurt."""


class TaskError(Exception):
    """What a task raises when it finds its own work wrong: a failure that it reports."""


class Failure(Exception):
    """Why a run has no measurement. It travels between processes as its three texts."""

    def __init__(self, kind: str, message: str, detail: str = "") -> None:
        super().__init__(kind, message, detail)
        self.kind, self.message, self.detail = kind, message, detail

    def as_message(self) -> dict[str, str]:
        """The failure as the protocol carries it."""
        return {"kind": self.kind, "message": sentence(self.message), "detail": self.detail}


def of_task(task: int, error: BaseException) -> Failure:
    """What a task raised.

    A TaskError or an OSError is an outcome that a task reports, as Go's returned errors are;
    anything else was not foreseen, as Go's panics aren't. Both bring their whole traceback.
    """
    name = type(error).__name__
    said = str(error)
    detail = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    if isinstance(error, (TaskError, OSError)):
        return Failure(TASK, f"task {task} failed: {said or name}", detail)
    return Failure(PANIC, f"task {task} raised {name}{': ' + said if said else ''}", detail)


def of_engine(kind: str, doing: str, error: BaseException) -> Failure:
    """What went wrong while the engine itself was doing something."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, Refused):
        return Failure(REFUSED, str(error))
    said = str(error) or type(error).__name__
    detail = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return Failure(kind, f"{doing}: {said}", detail)


def lost_worker(pid: int, exitcode: Optional[int]) -> Failure:
    """The failure of a run whose worker process ended by itself."""
    how = "its status is not known"
    if exitcode is not None:
        how = f"signal {-exitcode}" if exitcode < 0 else f"exit status {exitcode}"
    return Failure(EXIT, f"worker process {pid} ended in the middle of the run ({how})")


def printed(count: int, head: bytes) -> Failure:
    """The failure of a run whose tasks wrote to standard output."""
    said = head[:120].decode("utf-8", "backslashreplace").rstrip("\r\n")
    quoted = repr(said)[1:-1].replace('"', '\\"')
    return Failure(
        PROTOCOL,
        f'The workload printed {count} bytes to standard output, beginning with "{quoted}": '
        "a task must not print, for that would be measured as its work.",
    )


def sentence(text: str) -> str:
    """Makes a text one sentence on one line."""
    text = "; ".join(text.strip().splitlines()).rstrip(".")
    return text[:1].upper() + text[1:] + "." if text else ""
