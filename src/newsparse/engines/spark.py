"""Apache Spark: a DataFrame of documents to a DataFrame of bulletins (extra `spark`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsparse.errors import UsageError, missing
from newsparse.parser import Parser
from newsparse.tabular import parse_batch
from newsparse.tabular.schema import arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def parse_dataframe(frame: DataFrame, *, parser: Parser | None = None, html: bool = False) -> DataFrame:
    """Parse every document of a Spark DataFrame, lazily, on the executors.

    Args:
        frame: with the columns that `newsparse.parse_batch` reads: `text`, and where there are any `doc_id`,
            `input_path`, `title`, `published`, `url`. Its partitions are the tasks.
        parser: the options; it travels to the executors.
        html: whether `text` holds web pages.

    Returns:
        A DataFrame with the columns of docs/tables.md, a row for each document, in the order of its partition; what
        could not be parsed has its reason in `error`.

    Raises:
        UsageError: `frame` is no Spark DataFrame, or has no column `text`.
        MissingDependencyError: PySpark is not installed.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise missing("PySpark", "spark") from error
    # Of Spark's two DataFrames, classic and Connect, neither is a base of the other.
    if not hasattr(frame, "mapInArrow"):
        raise UsageError(
            f"frame is a {type(frame).__name__}; pass a pyspark.sql.DataFrame, as spark.read.parquet makes"
        )
    if "text" not in frame.columns:
        raise UsageError(f"the frame has no column 'text'; rename one of: {', '.join(frame.columns) or 'none'}")

    def parsed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from parse_batch(batch, parser=parser, html=html).to_batches()

    return frame.mapInArrow(parsed, from_arrow_schema(arrow_schema()))
