"""Dask without the settings of whoever uses this machine: none of its variables, none of its files.

Imported once in a process, right after Dask and before what is built upon it: some settings (preload,
logging) have an effect at once. Processes that are spawned come here by main.py.
"""

from __future__ import annotations

import os
import tempfile

from dask import config

for _name in [name for name in os.environ if name.startswith("DASK_")]:
    del os.environ[_name]
#: Where Dask would lay files with its defaults: below the run's folder, and in nobody's home.
os.environ["DASK_CONFIG"] = config.PATH = os.path.join(tempfile.gettempdir(), "dask")
config.paths[:] = []
config.refresh(paths=[], env={})
