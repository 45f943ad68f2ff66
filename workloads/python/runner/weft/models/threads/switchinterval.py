"""The GIL's switch interval as an option of models whose lanes share it."""

from __future__ import annotations

import sys

from weft.failure import Refused
from weft.job import Job

#: The default of the option interval, in ms: CPython's own.
INTERVAL = "5"


def set_interval(job: Job) -> None:
    """Sets after how long a thread that waits for the GIL asks for it; the holder drops it at
    its next check, and not before."""
    interval = job.options.float("interval")
    if not 0 < interval <= 10_000:
        raise Refused(f"interval: {interval:g} ms is out of range: choose up to 10000")
    sys.setswitchinterval(interval / 1e3)
