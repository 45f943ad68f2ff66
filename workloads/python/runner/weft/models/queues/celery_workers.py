"""celery: p processes of a Celery worker's prefork pool, with Redis as broker and for results."""

from __future__ import annotations

import gc
import os
import secrets
import signal
import subprocess
import threading
import time
from typing import Any, List, Optional, Tuple
from urllib.parse import urlsplit

import redis
from celery import states
from celery.result import ResultSet
from kombu.exceptions import OperationalError

from weft.children import ending, programs
from weft.failure import EXIT, Failure, Refused
from weft.job import Job
from weft.meter import ENGINE_CLOCK_EVERYWHERE, now
from weft.models.crew import Crew
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import WORKERS
from weft.models.queues import celery_app
from weft.models.queues.celery_app import PATIENCE, TASK, Settings
from weft.models.queues.redis_server import RedisServer, check_answers, client
from weft.record import LANE, TaskRecord

NAME = "celery"
LIBRARIES = ("celery", "redis")

#: Names the Redis to use where its URL must not be saved with the run.
BROKER = "WEFT_BROKER"
#: What people read for the worker's main process.
KIND = "celery main"

#: Between two looks at the programs while results are awaited, in seconds.
_LOOK = 0.1
_PAUSE = 0.005
#: A safety net: how long a worker that has nothing left to do may take to end, in seconds.
_END = 10.0
#: How long a Redis that stays may take to forget a run that is ended, in seconds.
_FORGET = 0.5


class CeleryCrew(Crew):
    """One worker with p pool processes, and a Redis unless one is named."""

    pickles = (True, True)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._server: Optional[RedisServer] = None
        self._main: Optional["subprocess.Popen[bytes]"] = None
        self._threads: List[Tuple[int, int]] = []
        self._sent: List[int] = []  # when each task was, on meter's clock
        self._looked = 0.0
        self._sending = threading.Lock()
        url, self._name = named_redis(job)
        key, prefix = "", f"weft-{secrets.token_hex(8)}-"
        try:
            if url:
                key = secrets.token_hex(32)
                check_answers(url, self._name, PATIENCE)
            else:
                self._server = RedisServer(job.recipe.temp_dir)
                url = self._server.url
                if not url.startswith("unix:"):  # others can reach a port
                    key = secrets.token_hex(32)
            self._settings = Settings(url, prefix, key, job.workers, job.recipe)
            if self._server is None:
                ending.when_programs_ended(self._stop_sending)
            self._set_up()
        except BaseException:
            self.kill()
            raise

    def _set_up(self) -> None:
        self._main = programs.start(
            celery_app.command(),
            KIND,
            env=celery_app.environment(self._settings),
            stdin=subprocess.DEVNULL,
        )
        self._app = celery_app.application(self._settings)
        with client(self._settings.url, PATIENCE) as reports:
            while len(self._threads) < self.job.workers:
                report = reports.blpop(self._settings.ready_list(), timeout=1)
                if report is None:
                    self._check_programs()
                else:
                    self._add_worker(report[1])
        # Connected before the clock starts, as a program that sends many tasks is.
        with self._app.producer_or_acquire() as producer:
            producer.connection.ensure_connection(max_retries=1)

    def _add_worker(self, report: bytes) -> None:
        """Adds a pool process that stands."""
        pid, tid, clock = celery_app.parse_report(report)
        self.lane_of[pid] = len(self._threads)
        self._threads.append((pid, tid))
        if not ENGINE_CLOCK_EVERYWHERE:
            self.clock_offsets[pid] = now() - clock

    def run(self) -> None:
        try:
            self._collect(self._send())
        except (redis.RedisError, OperationalError, OSError) as error:
            raise self._lost(error) from error
        except RuntimeError as error:  # with which Celery gives up a Redis, since 5.6
            if isinstance(error.__cause__, redis.RedisError):
                raise self._lost(error.__cause__) from error
            raise

    def _lost(self, error: BaseException) -> Failure:
        """The failure of a run that has lost its Redis. A program of this run that has ended is
        the better reason; its sockets go a moment before it does."""
        until = time.monotonic() + _LOOK
        while time.monotonic() < until:
            self._looked = 0.0
            self._check_programs()
            time.sleep(_PAUSE)
        return Failure(EXIT, f"the Redis at {self._name} was lost: {error}")

    def _send(self) -> ResultSet:
        """Sends all tasks, each a message of its own."""
        app, prefix, sent = self._app, self._settings.prefix, self._sent
        results = []
        with app.producer_or_acquire() as producer:
            for task, request in enumerate(self.job.requests()):
                sent.append(now())
                name = f"{prefix}{task}"  # Celery makes one of its own, but no run could find it
                with self._sending:
                    results.append(app.send_task(TASK, (request,), task_id=name, producer=producer))
        return ResultSet(results, app=app)

    def _collect(self, results: ResultSet) -> None:
        """Accepts results as they are published."""
        for _, meta in results.iter_native(interval=0, on_interval=self._check_programs):
            if meta["status"] != states.SUCCESS:
                # Tasks return what they raise, so this is the pool's own: a process was lost.
                raise Failure(EXIT, f"Celery lost a worker process: {meta['result']}")
            record = self.job.accept(meta["result"])
            if record[LANE] not in self.lane_of:
                raise Failure(EXIT, "Celery lost a worker process, and put another in its place")

    def _check_programs(self) -> None:
        """Raises a failure when a program of this run has ended."""
        if time.monotonic() < self._looked + _LOOK:
            return
        self._looked = time.monotonic()
        if self._server is not None:
            self._server.check_alive()
        if self._main is not None and self._main.poll() is not None:
            how = programs.how_it_ended(self._main)
            raise Failure(EXIT, f"Celery's main process ended by itself ({how})")

    def settle(self) -> None:
        # Tasks that travel as bare numbers bring no time of their own.
        for task, record in enumerate(self.job.records):
            if record is not None and self.job.batch.input_range is None:
                self.job.records[task] = TaskRecord(*record)._replace(queued=self._sent[task])

    def close(self) -> None:
        assert self._main is not None
        if not programs.stop(self._main, _END):
            self._kill_pool()
        gc.collect()  # results say so to the Redis when they are given up: while it is there
        self._app.close()
        if self._server is not None:
            self._server.close()
        else:
            self._forget(PATIENCE)

    def kill(self) -> None:
        self._kill_pool()
        if self._server is not None:
            self._server.kill()
        elif self._main is not None:
            self._forget(_FORGET)

    def _kill_pool(self) -> None:
        """Kills the pool's processes and their main one. It is held up meanwhile: it would
        start others in their place."""
        if self._main is None or self._main.poll() is not None:
            return
        self._main.send_signal(signal.SIGSTOP)
        for pid, _ in self._threads:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        programs.kill(self._main)

    def _stop_sending(self) -> None:
        """Ends sending for good, and has the Redis forget what was sent."""
        self._sending.acquire(timeout=_FORGET)
        self._forget(_FORGET)

    def _forget(self, patience: float) -> None:
        """Removes all that the run has put into a Redis that stays."""
        try:
            with client(self._settings.url, patience) as one:
                keys = list(one.scan_iter(f"*{self._settings.prefix}*", count=10_000))
                if keys:
                    one.unlink(*keys)
        except (redis.RedisError, OSError):  # it has gone, and all with it
            pass

    def pids(self) -> List[int]:
        return [pid for pid, _ in self._threads]

    def threads(self) -> List[Tuple[int, int]]:
        return self._threads


def named_redis(job: Job) -> Tuple[str, str]:
    """The URL of a Redis to be used, and how it may be written where people read; "" for none."""
    secret, plain = os.environ.get(BROKER, ""), job.options.text("broker")
    url = secret or plain
    if not url:
        return "", "its socket"
    try:
        parts = urlsplit(url)
        name = f"{parts.hostname}:{parts.port or 6379}"
    except ValueError:
        parts, name = urlsplit(""), ""
    if parts.scheme != "redis" or not parts.hostname:
        raise Refused("broker: it is not a URL such as redis://127.0.0.1:6379/0")
    if parts.password and not secret:
        raise Refused(
            f"broker: this URL has a password, which would be saved with the run: name it in the "
            f"variable {BROKER} instead"
        )
    return url, name


def start(job: Job) -> Crew:
    """Starts a Redis, unless one is named, and a worker with p pool processes."""
    if os.name != "posix":
        raise Refused("celery's prefork pool forks its processes, which this system can't")
    return CeleryCrew(job)


MODEL = Model(start=start, options={"broker": ""}, limit=PROCESSES, workers=WORKERS)
