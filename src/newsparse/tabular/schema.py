"""The Arrow schema of bulletins: fixed, one row a document, nested lists for what there are several of.

docs/tables.md describes every column and is tested against this file. Spans are half-open and count code points:
`span` in `text` (or in the title, where `span_in` says so), `raw_span` in the input.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.errors import missing

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema() -> pa.Schema:
    """The schema of `parse_batch`, `to_frame` and the Parquet parts of `newsparse batch`.

    >>> arrow_schema().field("date").type
    DataType(date32[day])
    """
    pa = pyarrow()
    text, number = pa.string(), pa.int32()
    span = pa.struct([("start", number), ("stop", number)])
    placed = [("span", span), ("raw_span", span)]
    field = [("text", text), *placed, ("span_in", text)]
    person = [("name", text), ("titles", pa.list_(text)), ("organization", text), ("roles", pa.list_(text)), *placed]
    several = {
        "people": [*person, ("mentions", pa.list_(span))],
        "groups": [("text", text), ("role", text), *placed],
        "statements": [("speaker", text), ("verb", text), ("text", text), *placed],
        "key_phrases": [("text", text), ("score", pa.float64()), ("spans", pa.list_(span))],
        "other_events": field,
        "furniture": [("kind", text), ("span", span)],
        "warnings": [("code", text), ("message", text), ("span", span)],
    }
    return pa.schema(
        [
            *((name, text) for name in ("doc_id", "input_path", "error", "text", "title", "source", "published")),
            ("authors", pa.list_(text)),
            ("date", pa.date32()),
            *((name, text) for name in DATE),
            ("date_span", span),
            ("date_raw_span", span),
            ("place", pa.struct(field)),
            ("organizer", pa.struct(field)),
            ("meeting", pa.struct([*field, ("kind", text)])),
            *((name, pa.list_(pa.struct(fields))) for name, fields in several.items()),
            ("schema_version", number),
        ]
    )


# Columns of the date beside `date`, and the attributes of `EventDate` that they hold.
DATE = {
    "date_start": "start",
    "date_end": "end",
    "date_time": "time",
    "date_part_of_day": "part_of_day",
    "date_text": "text",
    "date_precision": "precision",
    "date_year_from": "year_from",
}


def pyarrow() -> pa:
    """The module.

    Raises:
        MissingDependencyError: it is not installed.
    """
    try:
        import pyarrow as module
    except ImportError as error:
        raise missing("pyarrow", "arrow") from error
    return module
