"""A parse stays cheap: multiples of `jieba.lcut` on the same texts in the same process, never seconds.

`benchmarks/parse.py` measures; the limits are about twice what it finds, so that only what is twice as dear fails.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
WHOLE_LIMIT, EXTRACT_LIMIT = 3.6, 2.2
STACK_LEAST = 2.0  # the usual stack takes at least so many times as long


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parse_benchmark", ROOT / "benchmarks/parse.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore")  # jieba's own
def test_a_parse_costs_little_beside_its_peers(benchmark: ModuleType) -> None:
    pytest.importorskip("rjieba")
    texts = benchmark.documents(ROOT / "tests/gold/seen-texts.jsonl")
    found = benchmark.ratios(texts, runs=3)
    assert found[benchmark.WHOLE] < WHOLE_LIMIT
    assert found["extract"] < EXTRACT_LIMIT
    if benchmark.STACK in found:
        assert found[benchmark.STACK] > STACK_LEAST * found[benchmark.WHOLE]
