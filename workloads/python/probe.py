"""Asked of every interpreter that Weft finds: says in one line of JSON what it is.

Weft gives this text to the interpreter with -c, so it is one that any Python understands.
"""

import sys

sys.path[:] = [folder for folder in sys.path if folder]  # -c puts the current folder first

import json  # noqa: E402

OPTIONAL = (
    "aiohttp celery dask distributed gevent numpy redis requests trio twisted"
).split()


def start_method():
    """How multiprocessing starts processes here, asked without importing all of it."""
    if sys.platform in ("win32", "darwin"):
        return "spawn"
    return "forkserver" if sys.version_info >= (3, 14) else "fork"


def free_threaded():
    """Whether this build can do without the GIL."""
    import sysconfig

    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def libraries():
    """The optional libraries that are installed."""
    from importlib.util import find_spec

    return [name for name in OPTIONAL if find_spec(name) is not None]


def places():
    """The folders that libraries are installed into, those that don't exist yet among them."""
    import site

    found = [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    if getattr(site, "ENABLE_USER_SITE", False):
        found.append(site.getusersitepackages())
    return sorted(set(found))


def managed():
    """Whether the system's own packages are what brings libraries (PEP 668)."""
    import os
    import sysconfig

    marker = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    return sys.prefix == sys.base_prefix and os.path.exists(marker)


def main():
    """Tells what a run needs to know; of an old Python only how old it is."""
    found = {
        "version": ".".join(map(str, sys.version_info[:3])),
        "level": sys.version_info[3],
        "implementation": getattr(getattr(sys, "implementation", None), "name", "cpython"),
        "executable": sys.executable or "",
        "prefix": sys.prefix,
    }
    if sys.version_info >= (3, 8):
        found["free_threaded"] = free_threaded()
        found["gil"] = sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True
        found["start_method"] = start_method()
        found["libraries"] = libraries()
        found["places"] = places()
        found["managed"] = managed()
    sys.stdout.write("\n" + json.dumps(found) + "\n")


main()
