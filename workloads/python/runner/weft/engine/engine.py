"""The engine: the child process that executes one run (run/engine/engine.go).

It says hello, executes what it is asked to, sends the result or the failure, and goes when its
standard input ends. In the middle of a run that end means that the host has gone or wants the
engine gone: then everything ends at once.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import traceback
from typing import Any, Mapping, Optional

from weft import native
from weft.children import ending
from weft.engine.protocol import VERSION, ProtocolError, Reader, TooLong, Writer
from weft.engine.stdout import Stdout, take_stdin
from weft.failure import Failure, of_engine, printed
from weft.runtime import describe

#: The most time that the host gets to look at the memory of the run's end, in seconds.
_SEEN_PATIENCE = 1.0
#: Begins the name of every run's private folder.
_TEMP_PREFIX = "weft-"


class Engine:
    """The engine's side of the protocol."""

    def __init__(self) -> None:
        self._reader = Reader(take_stdin())
        self._out = Stdout()
        self._writer = Writer(self._out.protocol)
        self._seen = native.Event()
        self._input_ended = native.Event()
        self._ending = threading.Lock()
        self._finished = False
        self._temp = ""

    def serve(self) -> int:
        """Executes one run and waits for the end of its input; returns the exit status."""
        self._writer.send("hello", {"version": VERSION, "pid": os.getpid(), "runtime": describe()})
        message = self._reader.next()
        if message is None:
            return 0
        kind, spec = message
        if kind != "run":
            raise ProtocolError(f"asked for {kind} before a run")
        self._temp = str(spec.get("temp_dir") or "")
        ending.guard(lambda: self._leave(1))
        native.start_thread(self._listen)
        failure = self._answer(spec)
        self._input_ended.wait()
        if failure is not None:
            self._leave(1)
        return 0

    def _answer(self, spec: Mapping[str, Any]) -> Optional[Failure]:
        """Executes the run and sends its outcome."""
        try:
            found = self._execute(spec)
        except Failure as failure:
            self._finish()
            self._writer.send("error", failure.as_message())
            return failure
        self._finish()
        try:
            self._writer.send("result", found)
        except TooLong:
            found.pop("picture", None)
            found["warnings"].append("The picture was too large to be handed over.")
            self._writer.send("result", found)
        return None

    def _execute(self, spec: Mapping[str, Any]) -> "dict[str, Any]":
        try:
            from weft.engine.execute import Execution

            found = Execution(spec, self._writer.send, self._await_seen).execute()
        except Failure:
            raise
        except Exception as error:
            raise of_engine("refused", "executing the run", error) from error
        count, head = self._out.printed()
        if count:
            raise printed(count, head)
        return found

    def _await_seen(self) -> None:
        """Gives the host time to look at the memory of the whole tree before workers end and
        the engine takes memory of its own to sum up."""
        self._seen.wait(_SEEN_PATIENCE)

    def _finish(self) -> None:
        with self._ending:
            self._finished = True

    def _listen(self) -> None:
        """Waits for the end of standard input."""
        try:
            for kind, _ in iter(self._reader.next, None):
                if kind == "seen":
                    self._seen.set()
        except (ProtocolError, OSError):  # whoever says that is no host any more
            pass
        with self._ending:
            if not self._finished:
                self._leave(1)
        self._input_ended.set()

    def _leave(self, status: int) -> None:
        """Ends the run with all that belongs to it, and this process, without waiting for
        threads: some task may never end."""
        try:
            ending.end_all()
            if os.path.basename(self._temp).startswith(_TEMP_PREFIX):
                shutil.rmtree(self._temp, ignore_errors=True)  # the host does it too, if it can
        except Exception:  # whatever it is, nobody is served by staying
            traceback.print_exc()
        finally:
            os._exit(status)


def main() -> int:
    """The engine's life."""
    try:
        return Engine().serve()
    except BrokenPipeError:  # the host has gone
        return 1
    except ProtocolError as error:
        print("weft engine:", error, file=sys.stderr)
        return 1
