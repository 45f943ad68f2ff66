"""Standard output belongs to the protocol: what anybody else writes there is led away."""

from __future__ import annotations

import os
import sys

from weft import native

_HEAD = 256
_PATIENCE = 0.1


class Stdout:
    """Keeps the real standard output and leads descriptor 1 to standard error, counting.

    Worker processes inherit descriptor 1, so what their tasks print is counted here as well.
    (Under Windows they inherit no descriptors; what they print goes nowhere.)
    """

    def __init__(self) -> None:
        self.protocol = os.dup(1)
        listening, printing = os.pipe()
        os.dup2(printing, 1)
        os.close(printing)
        self._count = 0
        self._head = b""
        self._forwarded = native.start_thread(lambda: self._forward(listening))

    def _forward(self, listening: int) -> None:
        while True:
            printed = os.read(listening, 4096)
            if not printed:
                return
            self._count += len(printed)
            self._head += printed[: _HEAD - len(self._head)]
            try:
                os.write(2, printed)
            except OSError:  # nobody to tell when even this fails
                pass

    def printed(self) -> tuple[int, bytes]:
        """How many bytes were printed, and how they begin. It is asked once, at the end."""
        sys.stdout.flush()
        os.dup2(2, 1)  # ends the pipe, unless somebody else still holds it
        self._forwarded.wait(_PATIENCE)
        return self._count, self._head


def take_stdin() -> int:
    """Keeps the real standard input for the protocol; whoever reads it from now on sees none."""
    protocol = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return protocol
