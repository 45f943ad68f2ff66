"""A Dask scheduler with workers, as somebody would start them in terminals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, Dict, List

from tests.support import PATIENCE

#: Asked of a process: the runner's modules there, and who would load them.
TRACES = (
    "[n for n in __import__('sys').modules if n.split('.')[0] == 'weft']"
    " + [f for f in __import__('sys').meta_path if type(f).__name__ == 'WeftImporter']"
)


class DaskScheduler:
    """A scheduler and workers of one thread on loopback, each a program of its own."""

    def __init__(self, workers: int, *options: str) -> None:
        from distributed import Client

        self.folder = tempfile.mkdtemp(prefix="weft-dask-")
        self.programs: List[Any] = []
        try:
            self._start("dask_scheduler", "--port", "0", "--scheduler-file", self._file())
            self.address = self._address()
            options = options or ("--nthreads", "1")
            for _ in range(workers):
                place = ("--local-directory", self.folder)
                self._start("dask_worker", self.address, *place, *options)
            self.client: Any = Client(self.address, set_as_default=False)
            self.client.wait_for_workers(workers, timeout=PATIENCE)
        except BaseException:
            self._end()
            raise

    def _file(self) -> str:
        return os.path.join(self.folder, "scheduler.json")

    def _start(self, program: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        command += ["--host", "127.0.0.1", "--no-dashboard"]
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.programs.append(  # elsewhere than here, where they would find the runner
                subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
            )

    def _address(self) -> str:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with open(self._file(), encoding="utf-8") as file:
                    return str(json.load(file)["address"])
            except (OSError, ValueError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def traces(self) -> Dict[str, List[str]]:
        """What each process has of the runner, by address."""
        found: Dict[str, List[str]] = self.client.run(eval, TRACES)
        found["scheduler"] = self.client.run_on_scheduler(eval, TRACES)
        return found

    def __enter__(self) -> DaskScheduler:
        return self

    def __exit__(self, *error: Any) -> None:
        self.client.close()
        self._end()

    def _end(self) -> None:
        for program in reversed(self.programs):
            program.terminate()
        for program in self.programs:
            program.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)
