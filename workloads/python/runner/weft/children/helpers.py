"""The processes that multiprocessing starts, and ending all of them at once.

Nothing here imports multiprocessing: a run that hasn't needed it has no such processes. The
helpers are found where it keeps them, which no public name tells; under a version that keeps
them elsewhere they end by themselves a moment after the engine.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from time import monotonic, sleep  # before gevent can put its own into their place
from typing import Any, Callable, List, NoReturn, Tuple

from weft.children import programs

#: How long killed workers, and then the helpers, may take to be gone, in seconds. Together they
#: are less than what the host gives an engine to go by itself.
_BURIAL = 0.02
_PAUSE = 0.002
#: What other threads of the engine get at least to finish what they were at, in seconds.
_LEAST = 0.015

_ending = threading.Event()


def _tracker() -> Any:
    """The resource tracker, which unlinks semaphores and shared memory that others leave."""
    module = sys.modules.get("multiprocessing.resource_tracker")
    return getattr(module, "_resource_tracker", None)


def _forkserver() -> Any:
    """The server from which workers are forked under that start method."""
    module = sys.modules.get("multiprocessing.forkserver")
    return getattr(module, "_forkserver", None)


def running() -> List[Tuple[int, str]]:
    """The helpers that are running, each with what it is: multiprocessing's, and programs."""
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


def _unlink_semaphores() -> None:
    """Removes this engine's semaphores where the system shows them as files (Linux)."""
    folder = "/dev/shm"
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            if name.startswith(f"sem.{_semaphores()}-"):
                _quietly(os.unlink, os.path.join(folder, name))


def guard(leave: Callable[[], None]) -> None:
    """Has SIGTERM call leave in this process, and end processes that are forked from it until
    they have taken the signal back (release). It is how end_all reaches a worker that is just
    being created, which nobody knows yet."""
    engine = os.getpid()

    def terminated(*whatever: Any) -> None:
        if os.getpid() != engine:
            os._exit(128 + signal.SIGTERM)
        if not _ending.is_set():
            leave()

    signal.signal(signal.SIGTERM, terminated)


def release() -> None:
    """Gives a worker process the default of SIGTERM back."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_all() -> None:
    """Ends all workers and then the helpers, in the middle of whatever they do.

    Workers are killed. The helpers are told by the end of their pipes: the tracker must not be
    killed before it has unlinked what dead workers left behind.
    """
    _ending.set()
    sys.unraisablehook = lambda told: None  # finalizers miss what is being taken from them
    if programs.kill_all():
        _terminate_group()  # what the programs had started
    programs.act_at_the_end()
    process = sys.modules.get("multiprocessing.process")
    if process is None:
        return
    began = monotonic()
    while True:
        _refuse_more()
        alive = _kill(process)
        _terminate_group()
        sleep(_PAUSE)  # others finish what they were at, such as telling the tracker
        _bury()
        spent = monotonic() - began
        if spent > _BURIAL or spent > _LEAST and not alive:
            break
    _unlink_semaphores()
    _quietly(os.close, getattr(_forkserver(), "_forkserver_alive_fd", None))
    _quietly(os.close, getattr(_tracker(), "_fd", None))
    until = monotonic() + _BURIAL
    while _bury() and monotonic() < until:
        sleep(_PAUSE)


def _terminate_group() -> None:
    """Tells this process's group to end, if it leads one: workers and the server that forks
    them. The tracker ignores that, and so does this process, now that it is ending."""
    if hasattr(os, "getpgrp") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGTERM)


def _refuse_more() -> None:
    """Keeps other threads from starting what would be left behind: a pool replaces workers that
    are killed, and of new semaphores the tracker wouldn't hear any more. A module that another
    thread is just importing may lack what it will have a moment later."""
    for module, name, method in (
        ("multiprocessing.process", "BaseProcess", "start"),
        ("multiprocessing.synchronize", "SemLock", "__init__"),
    ):
        owner = getattr(sys.modules.get(module), name, None)
        if owner is not None:
            setattr(owner, method, _wait_for_the_end)
    segment = getattr(sys.modules.get("weft.models.processes.segment"), "remove_all", None)
    if segment is not None:
        segment()


def _wait_for_the_end(*whatever: Any) -> NoReturn:
    while True:
        sleep(1)


def _kill(process: Any) -> bool:
    """Kills the workers that there are; False when all have gone."""
    alive = False
    for child in tuple(getattr(process, "_children", ())):
        try:
            os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            alive = True
        except (OSError, TypeError):  # it has gone, or has not come yet
            pass
    return alive


def _bury() -> bool:
    """Takes note of children that have ended; False when there is no child left."""
    if not hasattr(os, "WNOHANG"):
        return False
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        return False
    return True


def _quietly(do: Callable[[Any], None], what: Any) -> None:
    """Does something unless there is nothing to do it with, or somebody was quicker."""
    if what is not None:
        try:
            do(what)
        except OSError:
            pass
