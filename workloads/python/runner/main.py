"""Weft's engine for Python: Weft starts this file with the interpreter that a run is to use.

Nothing but the path is settled here, in words that any Python 3 understands: worker processes
that are spawned import this file again, and an interpreter that is too old must be able to
say so. The folder is put on the path by hand because isolated mode and safe paths leave it out.
"""

import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
if FOLDER not in sys.path:
    sys.path.insert(0, FOLDER)

if __name__ == "__main__":
    if sys.version_info < (3, 8):
        sys.exit("weft engine: Python 3.8 or newer is needed, this is %s" % sys.version.split()[0])
    from weft.engine.engine import main

    sys.exit(main())
elif "DASK_CONFIG" in os.environ:  # set by the engine, whose workers have its settings
    import weft.models.dask.isolation  # noqa: F401
