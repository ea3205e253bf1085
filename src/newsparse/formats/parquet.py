"""Parquet: a row a document, read in small batches and only the columns that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.errors import missing
from newsparse.formats.records import Row

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH = 64  # rows held at a time; a report may have a megabyte


def _file(path: Path) -> ParquetFile:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise missing("pyarrow, which reads Parquet files,", "arrow") from error
    return ParquetFile(path)


def header(path: Path) -> list[str]:
    """The names of the columns."""
    with _file(path) as file:
        return list(file.schema_arrow.names)


def rows(path: Path, columns: Iterable[str]) -> Iterator[Row]:
    """The rows with their numbers from 1."""
    number = 0
    with _file(path) as file:
        for batch in file.iter_batches(BATCH, columns=list(dict.fromkeys(columns))):
            for cells in batch.to_pylist():
                number += 1
                yield number, cells


def count(path: Path) -> int:
    """How many rows there are."""
    with _file(path) as file:
        return int(file.metadata.num_rows)
