"""Asked of an interpreter after probe.py has told what is installed: which of the libraries named
on the command line can be imported, and what the interpreter is once they are.

An answer is a line that begins with "weft ": what is imported may print lines of its own. Each
library's line follows its import, so that one that hangs or crashes is known by what is missing.
"""

import sys

sys.path[:] = [folder for folder in sys.path if folder]  # -c puts the current folder first

import json  # noqa: E402
import os  # noqa: E402
import threading  # noqa: E402


def tell(**found):
    """Says one line."""
    sys.stdout.write("\nweft " + json.dumps(found) + "\n")
    sys.stdout.flush()


def gil():
    """Whether threads of this interpreter take turns now: an extension may have seen to that."""
    return sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True


def try_import(library):
    """Imports a library, and says why that fails."""
    problem = ""
    try:
        __import__(library)
    except BaseException as error:  # whatever a broken one raises, SystemExit included
        problem = (type(error).__name__ + ": " + str(error)).strip(": ").splitlines()[0]
    tell(library=library, problem=problem, gil=gil())


def sum_up():
    """Says what holds for a worker thread, all imports done."""
    import multiprocessing

    tell(done=True, gil=gil(), start_method=multiprocessing.get_start_method())


for name in sys.argv[1:]:
    try_import(name)
last = threading.Thread(target=sum_up)
last.start()
last.join()
os._exit(0)  # some libraries leave threads that would not end by themselves
