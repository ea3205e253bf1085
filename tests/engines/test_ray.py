"""Ray Data with two workers of a local cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from agreement import by_id, need

from newsparse.engines.ray import parse_dataset
from newsparse.errors import MissingDependencyError, UsageError
from newsparse.parser import Parser

# Ray sets options of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:ray.data.context")


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    need("ray")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


def test_the_rows_are_those_of_one_process(ray: Any, documents: pa.Table, expected: list[dict[str, Any]]) -> None:
    dataset = ray.data.from_arrow([documents.slice(0, 70), documents.slice(70)])
    rows = parse_dataset(dataset, batch_size=16, concurrency=2).take_all()
    assert by_id(rows) == expected


def test_the_options_travel(ray: Any, documents: pa.Table) -> None:
    dataset = ray.data.from_arrow(documents.slice(2, 1))
    (row,) = parse_dataset(dataset, parser=Parser(script="keep")).take_all()
    assert row["text"] == "縣委書記石磊主持會議。"
    page = pa.table({"text": ["<p>局长石磊主持会议</p>"]})
    (row,) = parse_dataset(ray.data.from_arrow(page), html=True).take_all()
    assert row["text"] == "局长石磊主持会议"


def test_misuse_says_what_to_do(monkeypatch: pytest.MonkeyPatch, documents: pa.Table) -> None:
    if "ray" in sys.modules:
        with pytest.raises(UsageError, match=r"ray\.data\.Dataset"):
            parse_dataset(documents)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[ray\]"'):
        parse_dataset(documents)
