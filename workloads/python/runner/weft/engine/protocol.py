"""The engine protocol: JSON lines, one message each, bounded (run/protocol).

The engine begins with hello and replies run with workers, phase and progress, and at last with
either result or error. The end of its standard input tells it to go.
"""

from __future__ import annotations

import json
import os
import threading
from typing import Any, Optional

VERSION = 3
#: Bounds a message in bytes: room for 20,000 records, 1,000 lanes and a picture.
MAX_LINE = 16 << 20
_READ = 1 << 16


class ProtocolError(Exception):
    """A line that is no message."""


class TooLong(ProtocolError):
    """A message that does not fit into a line."""


def encode(kind: str, content: Any) -> bytes:
    """A message of one kind as a line."""
    text = json.dumps({kind: content}, separators=(",", ":"), allow_nan=False)
    line = text.encode() + b"\n"
    if len(line) > MAX_LINE:
        raise TooLong(f"the message {kind} is longer than {MAX_LINE >> 20} MiB")
    return line


def decode(line: bytes) -> tuple[str, Any]:
    """A line as its message: an object with exactly one field."""
    try:
        message = json.loads(line)
    except ValueError as error:
        raise ProtocolError(f"not a message: {error}") from None
    if not isinstance(message, dict) or len(message) != 1:
        raise ProtocolError("not a message: not an object with one field")
    return next(iter(message.items()))


class Reader:
    """Takes messages from a descriptor. It reads past no buffered file object, whose lock a
    forked child might inherit taken."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._kept = b""

    def next(self) -> Optional[tuple[str, Any]]:
        """The next message; None at the end."""
        parts = [self._kept]
        size = len(self._kept)
        while b"\n" not in parts[-1]:
            if size > MAX_LINE:
                raise TooLong(f"the line is longer than {MAX_LINE >> 20} MiB")
            part = os.read(self._descriptor, _READ)
            if not part:
                return None  # half a line is nothing that was said
            parts.append(part)
            size += len(part)
        line, _, self._kept = b"".join(parts).partition(b"\n")
        return decode(line)


class Writer:
    """Sends messages; several threads may use it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def send(self, kind: str, content: Any) -> None:
        """Sends one message as a whole."""
        line = memoryview(encode(kind, content))
        with self._lock:
            while line:
                line = line[os.write(self._descriptor, line) :]
