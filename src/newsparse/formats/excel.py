"""Excel workbooks (.xlsx): the first sheet, its first row names the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count as numbers
from pathlib import Path
from typing import Any

from newsparse.errors import missing
from newsparse.formats.records import Row


@contextmanager
def _sheet(path: Path) -> Iterator[Any]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise missing("openpyxl, which reads Excel files,", "excel") from error
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # some programs write a size that is too small, and rows would be lost
        yield sheet
    finally:
        workbook.close()


def header(path: Path) -> list[str]:
    """The cells of the first row."""
    with _sheet(path) as sheet:
        return _names(next(sheet.iter_rows(values_only=True), ()))


def rows(path: Path, columns: Iterable[str] = ()) -> Iterator[Row]:
    """The rows with the numbers that Excel shows; empty ones are skipped."""
    with _sheet(path) as sheet:
        lines = sheet.iter_rows(values_only=True)
        names = _names(next(lines, ()))
        for number, cells in zip(numbers(2), lines, strict=False):
            if any(cell is not None for cell in cells):
                yield number, dict(zip(names, cells, strict=False))


def count(path: Path) -> int:
    """How many rows are not empty."""
    return sum(1 for _ in rows(path))


def _names(cells: Iterable[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]
