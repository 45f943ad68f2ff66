"""Ending a run in the middle: its workers, programs and helpers, whatever they are doing."""

from __future__ import annotations

import os
import signal
import sys
import threading
from time import monotonic, sleep  # before gevent can put its own into their place
from typing import Any, Callable, List, NoReturn

from weft.children import helpers, programs

#: How long killed workers, and then the helpers, may take to be gone, in seconds. Together they
#: are less than what the host gives an engine to go by itself.
_REAPING = 0.02
_PAUSE = 0.002
#: What other threads of the engine get at least to finish what they were at, in seconds.
_LEAST = 0.015

_ending = threading.Event()
_meanwhile: List[Callable[[], None]] = []
_last: List[Callable[[], None]] = []


def while_workers_end(act: Callable[[], None]) -> None:
    """Has act called, more than once, while workers are killed: about what threads of the
    engine may still be making for them. It must be quick."""
    _meanwhile.append(act)


def when_programs_ended(act: Callable[[], None]) -> None:
    """Has act called once, when all programs have been killed: about what would be left
    elsewhere than in the run's folder. It must be quick."""
    _last.append(act)


def guard(leave: Callable[[], None]) -> None:
    """Has SIGTERM call leave in this process, and end processes that are forked from it until
    they have taken the signal back (restore_sigterm). It is how end_all reaches a worker that
    is just being created, which nobody knows yet."""
    engine = os.getpid()

    def terminated(*whatever: Any) -> None:
        if os.getpid() != engine:
            os._exit(128 + signal.SIGTERM)
        if not _ending.is_set():
            leave()

    signal.signal(signal.SIGTERM, terminated)


def restore_sigterm() -> None:
    """Gives a worker process the default of SIGTERM back."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_all() -> None:
    """Kills all programs and workers, then has the helpers end. It takes some 50 ms."""
    _ending.set()
    sys.unraisablehook = lambda error: None  # finalizers miss what is being taken from them
    if programs.kill_all():
        _terminate_group()  # what the programs had started
    for act in _last:
        act()
    process = sys.modules.get("multiprocessing.process")
    if process is None:
        return
    began = monotonic()
    while True:
        _refuse_more()
        alive = _kill(process)
        _terminate_group()
        sleep(_PAUSE)  # others finish what they were at, such as telling the tracker
        _reap()
        spent = monotonic() - began
        if spent > _REAPING or spent > _LEAST and not alive:
            break
    helpers.unlink_semaphores()
    helpers.tell_to_end()
    until = monotonic() + _REAPING
    while _reap() and monotonic() < until:
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
    for act in _meanwhile:
        act()


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


def _reap() -> bool:
    """Takes note of children that have ended; False when there is no child left."""
    if not hasattr(os, "WNOHANG"):
        return False
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        return False
    return True
