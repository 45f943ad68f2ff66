"""Payloads on their way between processes, which measure their own journey.

The library pickles and unpickles them, in threads and at moments of its own choice. What it
takes is measured from inside the pickle: a parcel is pickled as (mark, payload, mark), and
pickling a mark writes down the time, as does unpickling one. That costs about two microseconds
each way and copies nothing. Tasks without a payload travel as bare numbers and notes; pickling
a few numbers isn't worth reading a clock.
"""

from __future__ import annotations

from typing import Any, Callable, Optional, Tuple

from weft.lane import Note
from weft.meter import now

#: When a mark was pickled by the sender and unpickled by the receiver.
Passage = Tuple[int, int]


class Mark:
    """Notes when it is passed. Each is used once, for a pickle writes an object once only."""

    __slots__ = ()

    def __reduce__(self) -> Tuple[Callable[[int], Passage], Tuple[int]]:
        return pass_by, (now(),)


def pass_by(packed: int) -> Passage:
    """What a mark becomes at the other end."""
    return packed, now()


class Arrivals:
    """When the payloads that wait to be worked on began to be unpickled here."""

    def __init__(self) -> None:
        self.first: Optional[int] = None

    def take(self) -> Optional[int]:
        """When the first began, for whoever asks first: a chunk of tasks is unpickled as a
        whole before its first task runs."""
        first, self.first = self.first, None
        return first


arrivals = Arrivals()


class Parcel:
    """A task with its input."""

    __slots__ = ("task", "data", "queued", "packing")

    def __init__(self, task: int, data: Any, queued: int = 0, packing: int = 0) -> None:
        self.task, self.data = task, data
        self.queued = queued  # when the engine began to pickle it
        self.packing = packing  # ns that this took

    def __reduce__(self) -> Tuple[Any, ...]:
        return open_parcel, (Mark(), self.task, bytes(self.data), Mark())


def open_parcel(begun: Passage, task: int, data: bytes, ended: Passage) -> Parcel:
    """A parcel at its receiver."""
    if arrivals.first is None:
        arrivals.first = begun[1]
    return Parcel(task, data, begun[0], ended[0] - begun[0])


class Reply:
    """A task's note with its output."""

    __slots__ = ("note", "out", "packed_from", "packed_to", "unpacking")

    def __init__(self, note: Note, out: Any) -> None:
        self.note, self.out = note, out
        self.packed_from = self.packed_to = 0  # when the worker pickled this
        self.unpacking = 0  # ns that unpickling it took

    def __reduce__(self) -> Tuple[Any, ...]:
        return open_reply, (Mark(), self.note, bytes(self.out), Mark())


def open_reply(begun: Passage, note: Note, out: bytes, ended: Passage) -> Reply:
    """A reply at the engine."""
    reply = Reply(note, out)
    reply.packed_from, reply.packed_to = begun[0], ended[0]
    reply.unpacking = ended[1] - begun[1]
    return reply
