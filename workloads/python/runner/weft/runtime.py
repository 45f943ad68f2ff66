"""What this interpreter is, in the words that the host shows."""

from __future__ import annotations

import os
import sys

from weft.meter import gil_enabled


def describe() -> str:
    """Such as "CPython 3.11.2 linux/x86_64"; a free-threaded build says what its GIL does now,
    for an extension may have turned it on."""
    implementation = {"cpython": "CPython"}.get(sys.implementation.name, sys.implementation.name)
    machine = os.environ.get("PROCESSOR_ARCHITECTURE", "unknown")
    if hasattr(os, "uname"):
        machine = os.uname().machine
    words = [implementation, version(), f"{sys.platform}/{machine}"]
    if free_threaded():
        words.append("free-threaded, GIL " + ("on" if gil_enabled() else "off"))
    return " ".join(words)


def free_threaded() -> bool:
    """Whether this build can do without the GIL."""
    return "free-threading" in sys.version  # sysconfig knows as well, but takes 10 ms to say so


def version() -> str:
    """Such as "3.14.0rc2"."""
    major, minor, micro, level, serial = sys.version_info
    short = {"alpha": "a", "beta": "b", "candidate": "rc"}.get(level)
    return f"{major}.{minor}.{micro}" + (f"{short}{serial}" if short else "")
