"""Bulletins as frames: `to_frame`, one row a bulletin, and `tables`, four tidy tables; pandas, polars or Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from newsparse.bulletin import Bulletin
from newsparse.documents import Failure
from newsparse.errors import UsageError, choose, missing
from newsparse.tabular import tidy
from newsparse.tabular.batches import record_batch
from newsparse.tabular.rows import row
from newsparse.tabular.schema import arrow_schema, pyarrow

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("pandas", "polars", "arrow")
PIECE = 256  # rows that are Python objects at a time

Outcomes = Iterable[Bulletin | Failure]
Row = dict[str, Any]


class Tables(NamedTuple):
    """Four tidy tables that share `doc_id`; frames of the kind that was asked for.

    Attributes:
        meetings: one row a bulletin: title, publication, date, place, meeting, chair, counts, and `error`.
        people: one row a person and bulletin: name, titles, organisation, roles.
        statements: one row a statement: speaker, verb, text.
        groups: one row a group of participants without names.
    """

    meetings: Any
    people: Any
    statements: Any
    groups: Any


def to_frame(bulletins: Outcomes, *, ids: Iterable[object] | None = None, to: str = "pandas") -> Any:  # noqa: ANN401
    """One frame, one row a bulletin, with the columns of docs/tables.md; several people make a list in a cell.

    Args:
        bulletins: from `parse` or `parse_many`; any iterable, read once.
        ids: a `doc_id` for each; their numbers from 0 if there are none.
        to: "pandas", "polars" or "arrow".

    Raises:
        UsageError: `to` is not known, an item is no bulletin, or there are more or fewer ids than bulletins.
        MissingDependencyError: what `to` names is not installed.

    >>> from newsparse import parse
    >>> frame = to_frame([parse("2024年3月1日，局长方远山主持会议。")], to="arrow")
    >>> frame["date"].to_pylist()
    [datetime.date(2024, 3, 1)]
    """
    choose("to", to, KINDS)
    return _as(_arrow((row(outcome, doc_id) for doc_id, outcome in _named(bulletins, ids)), arrow_schema()), to)


def tables(bulletins: Outcomes, *, ids: Iterable[object] | None = None, to: str = "pandas") -> Tables:
    """Four tidy tables: meetings, people, statements and groups, joined by `doc_id`.

    Args:
        bulletins: from `parse` or `parse_many`; any iterable, read once.
        ids: a `doc_id` for each; their numbers from 0 if there are none.
        to: "pandas", "polars" or "arrow".

    Raises:
        UsageError: `to` is not known, an item is no bulletin, or there are more or fewer ids than bulletins.
        MissingDependencyError: what `to` names is not installed.

    >>> from newsparse import parse
    >>> found = tables([parse("2024年3月1日，局长方远山主持会议。")], to="arrow")
    >>> found.people.select(["doc_id", "name", "titles", "roles"]).to_pylist()
    [{'doc_id': '0', 'name': '方远山', 'titles': ['局长'], 'roles': ['chair']}]
    """
    choose("to", to, KINDS)
    pieces: list[list[pa.RecordBatch]] = [[] for _ in tidy.TABLES]
    named = _named(bulletins, ids)
    schemas = [table.schema() for table in tidy.TABLES]
    while piece := list(islice(named, PIECE)):
        for done, table, schema in zip(pieces, tidy.TABLES, schemas, strict=True):
            rows = chain.from_iterable(table.rows(doc_id, outcome) for doc_id, outcome in piece)
            done.append(pyarrow().RecordBatch.from_pylist(list(rows), schema=schema))
    from_batches = pyarrow().Table.from_batches
    return Tables(*(_as(from_batches(done, schema), to) for done, schema in zip(pieces, schemas, strict=True)))


def _arrow(rows: Iterator[Row], schema: pa.Schema) -> pa.Table:
    batches = []
    while piece := list(islice(rows, PIECE)):
        batches.append(record_batch(piece))
    return pyarrow().Table.from_batches(batches, schema)


def _named(bulletins: Outcomes, ids: Iterable[object] | None) -> Iterator[tuple[str, Bulletin | Failure]]:
    """Each bulletin with its id, checked."""
    if isinstance(bulletins, Bulletin | Failure):
        raise UsageError("bulletins is a single one; pass a list of them")
    end = object()
    names = count() if ids is None else chain(ids, [end])
    given = iter(bulletins)
    for name in names:
        outcome = next(given, None)
        if (outcome is None) is not (name is end) and ids is not None:
            raise UsageError("ids and bulletins differ in number; pass one id for each bulletin")
        if outcome is None:
            return
        if not isinstance(outcome, Bulletin | Failure):
            raise UsageError(f"bulletins holds a {type(outcome).__name__}; pass what parse or parse_many returned")
        yield str(name), outcome


def _as(table: pa.Table, to: str) -> Any:  # noqa: ANN401
    """The table as what was asked for; in pandas dates are dates, with NaT for null, and lists are lists."""
    if to == "arrow":
        return table
    try:
        if to == "polars":
            import polars

            return polars.from_arrow(table)
        import pandas
    except ImportError as error:
        raise missing(to, to) from error
    nested = [field.name for field in table.schema if field.type.num_fields]
    frame = table.drop_columns(nested).to_pandas(date_as_object=False)
    for name in nested:  # pyarrow would make arrays of numpy of them, which know neither == nor JSON
        frame[name] = pandas.Series(table[name].to_pylist(), frame.index, dtype=object)
    return frame[table.schema.names]
