"""The processes that multiprocessing starts beside workers: resource tracker and forkserver.

Nothing here imports multiprocessing: a run that hasn't needed it has no such processes. They are
found where it keeps them, which no public name tells; under a version that keeps them elsewhere
they end by themselves a moment after the engine.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Callable, List, Tuple

from weft.children import programs


def _tracker() -> Any:
    """The resource tracker, which unlinks semaphores and shared memory that others leave."""
    module = sys.modules.get("multiprocessing.resource_tracker")
    return getattr(module, "_resource_tracker", None)


def _forkserver() -> Any:
    """The server from which workers are forked under that start method."""
    module = sys.modules.get("multiprocessing.forkserver")
    return getattr(module, "_forkserver", None)


def running() -> List[Tuple[int, str]]:
    """The process ids of all that runs beside workers, each with what it is: multiprocessing's
    helpers, and programs."""
    found = [
        (getattr(_tracker(), "_pid", None), "resource tracker"),
        (getattr(_forkserver(), "_forkserver_pid", None), "forkserver"),
    ]
    return [(pid, kind) for pid, kind in found if pid is not None] + programs.running()


def start_tracker() -> None:
    """Starts the resource tracker before there is anything to track: it takes its time, and
    what was made meanwhile would be left behind if the engine had to end. Semaphores get names
    of this engine's own, so that they can be found where the tracker is killed as well."""
    from multiprocessing import process, resource_tracker

    config = getattr(process.current_process(), "_config", None)
    if isinstance(config, dict):
        config["semprefix"] = "/" + _semaphores()
    resource_tracker.ensure_running()


def _semaphores() -> str:
    """How the names of this engine's semaphores begin."""
    return f"weft-{os.getpid()}"


def unlink_semaphores() -> None:
    """Removes this engine's semaphores where the system shows them as files (Linux)."""
    folder = "/dev/shm"
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            if name.startswith(f"sem.{_semaphores()}-"):
                _quietly(os.unlink, os.path.join(folder, name))


def tell_to_end() -> None:
    """Ends the pipes of the helpers, at which they go. The tracker must not be killed before it
    has unlinked what dead workers left behind."""
    _quietly(os.close, getattr(_forkserver(), "_forkserver_alive_fd", None))
    _quietly(os.close, getattr(_tracker(), "_fd", None))


def _quietly(do: Callable[[Any], None], what: Any) -> None:
    """Does something unless there is nothing to do it with, or somebody was quicker."""
    if what is not None:
        try:
            do(what)
        except OSError:
            pass
