"""gevent by hand: a pool of greenlets, and the standard library patched."""

from gevent import monkey

monkey.patch_all()

import time  # noqa: E402
from time import perf_counter  # noqa: E402

import gevent  # noqa: E402
from gevent.pool import Pool  # noqa: E402
from work import SIZE, TASKS, WHAT, WORKERS, fib, tell  # noqa: E402


def task(i):
    if WHAT == "fib":
        return fib(SIZE)
    time.sleep(SIZE / 1000)
    return SIZE


began = perf_counter()
gevent.get_hub()
pool = Pool(WORKERS)
ready = perf_counter()
for i in range(TASKS):
    pool.spawn(task, i)
pool.join()
ended = perf_counter()
tell(began, ready, ended, perf_counter())
