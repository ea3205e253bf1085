"""`parse_batch`: a batch of documents in, a table of bulletins out; what engines for clusters call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsparse.documents import attempt
from newsparse.errors import UsageError
from newsparse.formats.records import Columns, documents, string
from newsparse.parser import Parser
from newsparse.tabular.rows import row
from newsparse.tabular.schema import arrow_schema, pyarrow

if TYPE_CHECKING:
    import pyarrow as pa

PIECE = 64  # rows that are Python objects at a time; what is done waits as Arrow, which is smaller


def parse_batch(batch: pa.RecordBatch | pa.Table, *, parser: Parser | None = None, html: bool = False) -> pa.Table:
    """Parse every document of an Arrow batch.

    Args:
        batch: its columns `text` (strings, or bytes of any encoding) and, where there are any, `doc_id`, `input_path`,
            `title`, `published` (ISO strings, dates or timestamps) and `url` are read; others are left alone.
        parser: the options; those of `newsparse.parse` if there is none.
        html: whether `text` holds web pages, to be read as by `newsparse.parse_html`.

    Returns:
        A table with the columns of docs/tables.md, one row for each row of the batch, in its order. A document that
        cannot be parsed has its reason in `error`, and nulls beside it.

    Raises:
        UsageError: the batch is of another type or has no column `text`.
        MissingDependencyError: pyarrow is not installed.

    >>> import pyarrow
    >>> parsed = parse_batch(pyarrow.table({"doc_id": ["a", "b"], "text": ["局长方远山主持会议。", None]}))
    >>> [person["name"] for person in parsed["people"][0].as_py()], parsed["error"].to_pylist()
    (['方远山'], [None, "the row has nothing in the column 'text'"])
    """
    pa = pyarrow()
    if not isinstance(batch, pa.RecordBatch | pa.Table):
        raise UsageError(f"batch must be a pyarrow RecordBatch or Table, got {type(batch).__name__}")
    parser = parser or Parser()
    names = batch.schema.names
    if "text" not in names:
        raise UsageError(f"the batch has no column 'text'; rename one of: {', '.join(names) or 'none'}")
    columns = Columns().among(names, "the batch")
    extra = ["input_path"] if "input_path" in names else []
    chosen = batch.select([*columns.values(), *extra])
    pieces = (chosen.slice(start, PIECE).to_pylist() for start in range(0, chosen.num_rows, PIECE))
    return pa.Table.from_batches((_parsed(piece, columns, parser, html) for piece in pieces), arrow_schema())


def _parsed(cells: list[dict[str, Any]], columns: dict[str, str], parser: Parser, html: bool) -> pa.RecordBatch:
    found = documents(enumerate(cells), columns, "")
    return record_batch(
        row(attempt(replace(document, html=html), parser), string(given.get("doc_id")), string(given.get("input_path")))
        for given, document in zip(cells, found, strict=True)
    )


def record_batch(rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    """Rows made by `row` as Arrow."""
    return pyarrow().RecordBatch.from_pylist(list(rows), schema=arrow_schema())
