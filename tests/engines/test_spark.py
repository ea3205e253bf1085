"""Apache Spark, local with two threads, each with a Python of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from agreement import by_id, need

from newsparse.engines.spark import parse_dataframe
from newsparse.errors import MissingDependencyError, UsageError
from newsparse.parser import Parser

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    need("pyspark", programs=("java",))
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # else the executors take the first python3 on the path
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("newsparse")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()
    monkeypatch.undo()


def frame(spark: Any, table: pa.Table) -> Any:
    return spark.createDataFrame(
        table.to_pylist(), "doc_id string, text binary, published string, other long"
    ).repartition(4)


def test_the_rows_are_those_of_one_process(spark: Any, documents: pa.Table, expected: list[dict[str, Any]]) -> None:
    rows = [row.asDict(recursive=True) for row in parse_dataframe(frame(spark, documents)).collect()]
    assert by_id(rows) == expected


def test_the_options_travel(spark: Any, documents: pa.Table) -> None:
    (row,) = parse_dataframe(frame(spark, documents.slice(2, 1)), parser=Parser(script="keep")).collect()
    assert row["text"] == "縣委書記石磊主持會議。"
    page = spark.createDataFrame([("<p>局长石磊主持会议</p>",)], "text string")
    assert parse_dataframe(page, html=True).collect()[0]["text"] == "局长石磊主持会议"


def test_a_frame_without_text_is_misuse(spark: Any) -> None:
    with pytest.raises(UsageError, match="rename one of: body"):
        parse_dataframe(spark.createDataFrame([("x",)], "body string"))


def test_misuse_says_what_to_do(monkeypatch: pytest.MonkeyPatch, documents: pa.Table) -> None:
    need("pyspark")
    with pytest.raises(UsageError, match=r"pyspark\.sql\.DataFrame"):
        parse_dataframe(documents)
    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[spark\]"'):
        parse_dataframe(documents)
