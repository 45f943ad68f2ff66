"""What workloads compute, as Go's suite reads it too: one JSON file each."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List, NamedTuple, Optional

from tests.support import RUNNER

FOLDER = os.path.join(RUNNER, os.pardir, os.pardir, "catalogue", "testdata")


class Case(NamedTuple):
    """One batch and what its tasks come to."""

    params: Dict[str, str]
    scale: float
    tasks: int
    checksum: str = ""  # of the run, as it is told; "" where a task fails
    fails: Optional[int] = None  # the task that has to fail
    sum: Optional[int] = None  # of the tasks' own results, where somebody has published it
    source: str = ""  # who has
    slow: bool = False  # it would take a minute here


class Truth(NamedTuple):
    """What one workload computes."""

    cases: List[Case]
    lacking: List[str]  # the runtimes without such a workload: "go", "python"


def truths() -> Dict[str, Truth]:
    """That of every workload, by its name."""
    found = {}
    for file in sorted(os.listdir(FOLDER)):
        name, kind = os.path.splitext(file)
        if kind == ".json":
            with open(os.path.join(FOLDER, file), encoding="utf-8") as text:
                told: Dict[str, Any] = json.load(text)
            cases = [Case(**case) for case in told.pop("cases")]
            found[name] = Truth(cases, **{"lacking": [], **told})
    return found
