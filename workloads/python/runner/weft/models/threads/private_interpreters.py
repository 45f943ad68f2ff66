"""An executor of subinterpreters for Python 3.12 and 3.13, which have them without a public name.

It is what concurrent.futures.InterpreterPoolExecutor is from 3.14 on, as far as the model needs
it: p threads, each with an interpreter of its own, whose GIL is its own too (PEP 684). The private
modules differ between the two versions and may change with any release, so the model is called
experimental there.
"""

from __future__ import annotations

import importlib
import pickle
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Callable, List, Optional

#: What an interpreter is told first: where this package lies.
_BEGIN = """
import sys
sys.path.insert(0, folder)
from weft.models.threads.private_interpreters import make_call
"""
#: What it is told for each call.
_CALL = "make_call(channel, call)"


class InterpreterError(RuntimeError):
    """What an interpreter raised, in words: exceptions don't cross."""


class PrivateModules:
    """What this version calls its private functions."""

    def __init__(self) -> None:
        old = sys.version_info < (3, 13)
        self._interpreters: Any = importlib.import_module(
            "_xxsubinterpreters" if old else "_interpreters"
        )
        self._channels: Any = importlib.import_module(
            "_xxinterpchannels" if old else "_interpchannels"
        )
        self._old = old
        self.destroy: Callable[[Any], None] = self._interpreters.destroy

    def create(self) -> Any:
        """An interpreter with a GIL of its own."""
        if self._old:
            return self._interpreters.create(isolated=True)
        return self._interpreters.create("isolated")

    def create_channel(self) -> Any:
        """A queue of objects between interpreters, which goes with the last that holds this.
        What is left in it when their maker ends would be replaced (3): nothing ever is."""
        return self._channels.create() if self._old else self._channels.create(3)

    def execute(self, interpreter: Any, script: str, **names: Any) -> None:
        """Runs a script in an interpreter, on the calling thread, with names defined."""
        if self._old:
            self._interpreters.run_string(interpreter, script, names)  # raises by itself
            return
        error = self._interpreters.exec(interpreter, script, names)
        if error is not None:
            raise InterpreterError(error.formatted)

    def send(self, channel: int, content: bytes) -> None:
        """Puts bytes into a channel and doesn't wait until they are taken."""
        if self._old:
            self._channels.send(channel, content)
        else:
            self._channels.send(channel, content, blocking=False)

    def receive(self, channel: Any) -> bytes:
        """Takes bytes from a channel, which must be there."""
        found = self._channels.recv(channel)
        content: bytes = found if self._old else found[0]
        return content


class InterpreterPool(ThreadPoolExecutor):
    """Threads with an interpreter each, which it makes with its first call. Functions are handed
    over by their name, arguments pickled, and what they return has to be bytes."""

    def __init__(self, workers: int, folder: str) -> None:
        super().__init__(workers)
        self._folder = folder
        self._private = PrivateModules()
        self._own = threading.local()
        self._all: List[Any] = []

    def submit(self, function: Any, /, *args: Any, **none: Any) -> "Future[Any]":
        call = pickle.dumps((function.__module__, function.__qualname__, args))
        return super().submit(self._call, call)

    def _call(self, call: bytes) -> bytes:
        private, own = self._private, self._own
        if not hasattr(own, "interpreter"):
            own.interpreter, own.channel = private.create(), private.create_channel()
            self._all.append(own.interpreter)
            private.execute(own.interpreter, _BEGIN, folder=self._folder)
        private.execute(own.interpreter, _CALL, channel=int(own.channel), call=call)
        return private.receive(own.channel)

    def shutdown(self, wait: bool = True, **how: Any) -> None:
        """Ends the threads and, where that is waited for, their interpreters: each on its own
        thread, for 3.12 waits for ever when another one does it."""
        if wait:
            together = threading.Barrier(len(self._all))  # or else one thread might come twice
            for _ in self._all:
                super().submit(self._end, together)
        super().shutdown(wait, **how)

    def _end(self, together: threading.Barrier) -> None:
        together.wait()
        self._private.destroy(self._own.interpreter)


_private: Optional[PrivateModules] = None


def make_call(channel: int, call: bytes) -> None:
    """Makes a call in the interpreter that this runs in."""
    global _private
    if _private is None:
        _private = PrivateModules()
    module, name, args = pickle.loads(call)
    _private.send(channel, getattr(importlib.import_module(module), name)(*args))
