"""Ten times the length costs about ten times as much, whatever repeats; benchmarks/hostile.md has the full table."""

from __future__ import annotations

import time

import pytest
from shapes import SHAPES, repeated

import newsparse

SHORT, LONG = 2_000, 20_000
# Linear cost gives 10; a rule that compares every character with every other gives 100. What lies between is the noise
# of a busy machine.
MOST = 25.0
RUNS = 3


def seconds(text: str) -> float:
    start = time.process_time()  # what other programs take does not count
    newsparse.parse(text)
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Word lists load and caches fill before anything is measured."""
    newsparse.parse("縣委書記石磊主持學(xué)習?gòu)會\ufffd議。")


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_length_does_not_cost_twenty_five_times_as_much(shape: str) -> None:
    short = min(seconds(repeated(shape, SHORT)) for _ in range(RUNS))
    long = min(seconds(repeated(shape, LONG)) for _ in range(RUNS - 1))
    if long > MOST * short:  # once more, should another program have had the machine
        long = min(long, seconds(repeated(shape, LONG)))
    assert long <= MOST * short
