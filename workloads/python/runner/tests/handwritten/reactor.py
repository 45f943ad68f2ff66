"""Twisted by hand: coroutines under a DeferredSemaphore."""

from time import perf_counter

from twisted.internet import reactor
from twisted.internet.defer import DeferredSemaphore, ensureDeferred, gatherResults
from twisted.internet.task import deferLater
from work import SIZE, TASKS, WHAT, WORKERS, fib, tell


async def task():
    if WHAT == "fib":
        return fib(SIZE)
    await deferLater(reactor, SIZE / 1000)
    return SIZE


def main():
    limit = DeferredSemaphore(WORKERS)
    started = [limit.run(lambda: ensureDeferred(task())) for _ in range(TASKS)]
    gatherResults(started).addBoth(lambda _: reactor.stop())


began = perf_counter()
reactor.callWhenRunning(main)
reactor.run()
ended = perf_counter()
tell(began, began, ended, ended)
