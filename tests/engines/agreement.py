"""What the engines' tests ask: is the engine here, and are the rows the same."""

from __future__ import annotations

import os
import shutil
from importlib import util
from typing import Any

import pytest

REQUIRED = "NEWSPARSE_REQUIRE_ENGINES"  # set by .ci/run: what is absent fails there


def need(*modules: str, programs: tuple[str, ...] = ()) -> None:
    """Skip, or fail, where something is absent."""
    absent = [m for m in modules if util.find_spec(m) is None] + [p for p in programs if shutil.which(p) is None]
    if absent:
        stop = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
        stop(f"not installed: {', '.join(absent)}")


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in the order of their documents."""
    return sorted(rows, key=lambda row: row["doc_id"])
