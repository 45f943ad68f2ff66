"""Payloads on their way between processes, which measure their own journey.

The library pickles and unpickles them, in threads and at moments of its own choice. What it
takes is measured from inside the pickle: a payload is pickled between two marks, and pickling a
mark writes down the time, as does unpickling one. That costs about two microseconds each way and
copies nothing. Tasks without a payload travel as bare numbers, and their results as records;
pickling a few numbers isn't worth reading a clock.
"""

from __future__ import annotations

from typing import Any, Callable, Optional, Tuple

from weft.meter import now
from weft.record import PackedRecord

#: When a mark was pickled by the sender and unpickled by the receiver, on meter's clock.
MarkTimes = Tuple[int, int]


class TimeMark:
    """Becomes its times. Each is used once, for a pickle writes an object once only."""

    __slots__ = ()

    def __reduce__(self) -> Tuple[Callable[[int], MarkTimes], Tuple[int]]:
        return mark_times, (now(),)


def mark_times(pickled: int) -> MarkTimes:
    """What a mark becomes at the receiver."""
    return pickled, now()


class Arrivals:
    """When the inputs that wait to be worked on began to be unpickled in this process."""

    def __init__(self) -> None:
        self.first: Optional[int] = None

    def take(self) -> Optional[int]:
        """When the first began, for whoever asks first, on meter's clock: a chunk of tasks is
        unpickled as a whole before its first task runs."""
        first, self.first = self.first, None
        return first


arrivals = Arrivals()


class InputPayload:
    """A task with its input, on its way to a worker."""

    __slots__ = ("task", "data", "queued", "pickling")

    def __init__(self, task: int, data: Any, queued: int = 0, pickling: int = 0) -> None:
        self.task, self.data = task, data
        self.queued = queued  # when the engine began to pickle it
        self.pickling = pickling  # ns that this took

    def __reduce__(self) -> Tuple[Any, ...]:
        return received_input, (TimeMark(), self.task, bytes(self.data), TimeMark())


def received_input(began: MarkTimes, task: int, data: bytes, ended: MarkTimes) -> InputPayload:
    """A task with its input, at the worker."""
    if arrivals.first is None:
        arrivals.first = began[1]
    return InputPayload(task, data, began[0], ended[0] - began[0])


class OutputPayload:
    """A task's record with its output, on its way to the engine."""

    __slots__ = ("record", "out", "pickling_began", "pickling_ended", "unpickling", "arrived")

    def __init__(self, record: PackedRecord, out: Any) -> None:
        self.record, self.out = record, out
        self.pickling_began = self.pickling_ended = 0  # when the worker pickled this
        self.unpickling = 0  # ns that unpickling it took
        self.arrived = 0  # when the engine had unpickled it

    def __reduce__(self) -> Tuple[Any, ...]:
        return received_output, (TimeMark(), self.record, bytes(self.out), TimeMark())


def received_output(
    began: MarkTimes, record: PackedRecord, out: bytes, ended: MarkTimes
) -> OutputPayload:
    """A task's record with its output, at the engine."""
    payload = OutputPayload(record, out)
    payload.pickling_began, payload.pickling_ended = began[0], ended[0]
    payload.unpickling = ended[1] - began[1]
    payload.arrived = ended[1]
    return payload
