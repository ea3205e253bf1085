"""What the engines' tests share. They skip where an engine is not installed, unless it is asked for."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

import newsparse
from newsparse.demo import example


@pytest.fixture(scope="session")
def documents() -> pa.Table:
    """Some hundred documents of every kind, damaged and unreadable ones among them."""
    opening = "3月1日，市水务局召开例会。局长方远山主持会议，副局长叶知秋汇报工作。会议要求落实责任。"
    kinds: list[bytes | None] = [
        example().encode(),
        opening.encode("gb18030"),
        "縣委書記石磊主持會議。".encode(),
        "局长方远山主持会议。\ud800\x00".encode("utf-8", "surrogatepass"),
        None,
        b"\x89PNG\r\n",
        b" ",
    ]
    texts = [kinds[number % len(kinds)] for number in range(140)]
    published = ["2023-05-16" if number % 3 else None for number in range(139)] + ["soon"]
    names = [f"d{number:03}" for number in range(140)]
    return pa.table(
        {"doc_id": names, "text": pa.array(texts, pa.binary()), "published": published, "other": range(140)}
    )


@pytest.fixture(scope="session")
def expected(documents: pa.Table) -> list[dict[str, Any]]:
    """The rows of one process."""
    rows: list[dict[str, Any]] = newsparse.parse_batch(documents).to_pylist()
    assert sum(row["error"] is None for row in rows) == 80
    assert sum(bool(row["people"]) for row in rows) == 60
    return rows
