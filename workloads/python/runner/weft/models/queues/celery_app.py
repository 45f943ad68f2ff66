"""The Celery application: the same in the engine, which sends the tasks, and in the processes of
Celery's worker, which run them. Those have their settings from a variable.
"""

from __future__ import annotations

import hmac
import io
import json
import os
import pickle
import sys
import tempfile
from typing import Any, Callable, Dict, List, NamedTuple, Tuple

from celery import Celery, signals
from kombu import serialization

import weft
from weft.failure import LAUNCH, Failure, of_engine
from weft.job import Recipe
from weft.meter import now
from weft.models.crew import this_thread
from weft.models.queues.redis_server import client
from weft.models.worker import Worker, install, run_task

#: Carries a worker's settings, which are nobody else's business, as JSON.
VARIABLE = "WEFT_CELERY"
#: The only task that there is: it runs one of the batch's.
TASK = "weft.run_task"
#: How long a Redis may take for an answer, in seconds.
PATIENCE = 5.0

#: How long Celery waits for what a dead pool process may have sent before, in seconds.
_LOST = 0.2
#: How long a pool process may take to build its batch, in seconds. Celery kills it after 4
#: unless told otherwise; the host knows how long the run may take.
_BUILDING = 3600.0
#: After how many seconds results vanish by themselves from a Redis that stays.
_EXPIRY = 3600
_DIGEST = "sha256"


class Settings(NamedTuple):
    """What engine and workers of one run agree upon."""

    url: str  # of the Redis, as its own library reads it
    prefix: str  # in the names of all that is put there
    key: str  # signs messages where others may write too, hexadecimal; "" where nobody else can
    workers: int
    recipe: Recipe

    def to_text(self) -> str:
        """The settings as VARIABLE carries them."""
        return json.dumps([*self[:-1], list(self.recipe)])

    @classmethod
    def from_text(cls, text: str) -> "Settings":
        """The settings from what VARIABLE carries."""
        url, prefix, key, workers, recipe = json.loads(text)
        return cls(url, prefix, key, workers, Recipe(*recipe))

    def ready_list(self) -> str:
        """The list in which pool processes report that they stand."""
        return self.prefix + "ready"


def application(settings: Settings) -> Celery:
    """The application, as the engine and all workers have it."""
    url, prefix = settings.url, settings.prefix
    for name in [name for name in os.environ if name.startswith("CELERY_")]:
        del os.environ[name]  # Celery would take them rather than what it is told here
    if url.startswith("unix:"):
        url = "redis+socket" + url[len("unix") :]
    serializer = signing(settings.key) if settings.key else "pickle"
    # One quick retry: a Redis that is gone ends the run, and is not waited for.
    retries = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0.2}
    app = Celery("weft", broker=url, backend=url, set_as_current=True)
    app.conf.update(
        accept_content=[serializer],
        task_serializer=serializer,
        result_serializer=serializer,
        task_default_queue="tasks",
        task_publish_retry=False,
        broker_connection_retry=False,
        broker_connection_retry_on_startup=False,
        broker_connection_timeout=PATIENCE,
        broker_transport_options={
            "global_keyprefix": prefix,
            "socket_timeout": PATIENCE,
            **retries,
        },
        result_backend_transport_options={"retry_policy": retries},
        redis_socket_timeout=PATIENCE,
        redis_socket_connect_timeout=PATIENCE,
        result_expires=_EXPIRY,
        worker_concurrency=settings.workers,
        worker_prefetch_multiplier=1,
        worker_lost_wait=_LOST,
        worker_proc_alive_timeout=_BUILDING,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,  # what tasks print must not become a line of a log
    )
    app.task(name=TASK)(run_task)
    return app


def signing(key: str) -> str:
    """Registers a serializer and returns its name: pickles behind a signature. Unpickling can
    do anything, so what others could have put into a Redis is looked at first."""
    secret = bytes.fromhex(key)

    def dumps(content: Any) -> bytes:
        body = pickle.dumps(content)
        return hmac.new(secret, body, _DIGEST).digest() + body

    def loads(text: Any) -> Any:
        text = bytes(text)
        size = hmac.new(secret, b"", _DIGEST).digest_size
        if not hmac.compare_digest(hmac.new(secret, text[size:], _DIGEST).digest(), text[:size]):
            raise ValueError("a message that this run has not sent")
        return pickle.loads(text[size:])

    serialization.register("weft", dumps, loads, "application/x-weft", "binary")
    return "weft"


def command() -> List[str]:
    """What starts a worker: its main process, which starts those of its pool."""
    text = (  # -c puts the current folder first, as an empty name
        f"import sys; sys.path[:] = [{weft.FOLDER!r}, *filter(None, sys.path)]; "
        "import weft.models.queues.celery_app as app; app.main()"
    )
    safe = ["-P"] if getattr(sys.flags, "safe_path", False) else []
    return [sys.executable, *safe, "-E", "-B", "-X", "utf8", "-X", "faulthandler", "-c", text]


def environment(settings: Settings) -> Dict[str, str]:
    """The environment of a worker. What it would leave behind if it were killed goes into the
    run's folder. As root Celery refuses to accept pickles, for whoever can write to the Redis
    could run anything; here nobody else can."""
    own = {VARIABLE: settings.to_text(), "C_FORCE_ROOT": "1"}
    return {**os.environ, **own, "TMPDIR": settings.recipe.temp_dir or tempfile.gettempdir()}


def main() -> None:
    """Runs a worker as the command "celery worker" does."""
    settings = Settings.from_text(os.environ.pop(VARIABLE))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # pool processes go without flushing it
    sys.__stdout__ = sys.__stderr__  # on which Celery says that it ends, since 5.6
    app = application(settings)
    signals.worker_process_init.connect(reporting(settings), weak=False)
    app.worker_main(
        ["--quiet", "worker", "--pool", "prefork", "--loglevel", "ERROR"]
        + ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    )


def reporting(settings: Settings) -> Callable[..., None]:
    """What makes a process of the pool a worker: it builds its batch and reports that it
    stands."""

    def become_worker(**whatever: Any) -> None:
        problem = None
        try:
            install(Worker(settings.recipe))
        except BaseException as error:
            failure = of_engine(LAUNCH, f"worker process {os.getpid()} building its batch", error)
            problem = list(failure.args)
        with client(settings.url, PATIENCE) as redis:
            redis.rpush(settings.ready_list(), json.dumps([*this_thread(), now(), problem]))

    return become_worker


def parse_report(text: bytes) -> Tuple[int, int, int]:
    """Process, thread and clock of a worker from its report; its problem is raised."""
    pid, tid, clock, problem = json.loads(text)
    if problem is not None:
        raise Failure(*problem)
    return pid, tid, clock
