"""The examples of the pages on notebooks and on the report run."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["jupyter.md", "report.md"])
def test_every_example_gives_what_the_page_shows(name: str) -> None:
    failed, tried = doctest.testfile(str(DOCS / name), module_relative=False, encoding="utf-8")
    assert tried and not failed
