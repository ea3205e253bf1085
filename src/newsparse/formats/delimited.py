"""CSV and TSV with a header line, in UTF-8, UTF-16 or GB18030 (which Excel writes on a Chinese system)."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsparse.formats.jsonl import opened
from newsparse.formats.records import Row

HEAD = 1 << 20  # bytes that settle the encoding
DAMAGED = 0.02  # share of broken places up to which a file is damaged UTF-8 rather than in another encoding
LONGEST_CELL = 1 << 26  # characters; the csv module's own limit is shorter than a long report


@contextmanager
def _reader(path: Path) -> Iterator[tuple[Iterator[list[str]], str]]:
    """The lines of cells, and the encoding."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    with opened(path) as file:
        encoding = _encoding(file.read(HEAD))
    # Bytes that the encoding cannot read survive as lone surrogates, so that the parser may mend them.
    with opened(path) as file, io.TextIOWrapper(file, encoding, "surrogateescape", newline="") as text:
        # Strict: a quotation mark that is never closed would otherwise swallow the rest of the file in silence.
        yield csv.reader(text, delimiter="\t" if ".tsv" in path.suffixes else ",", strict=True), encoding


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    text = head.decode("utf-8", "replace")
    broken = text.count("\ufffd") - 1  # the head may end within a character
    return "gb18030" if broken > DAMAGED * sum(not char.isascii() for char in text) else "utf-8-sig"


def header(path: Path) -> list[str]:
    """The cells of the first line."""
    with _reader(path) as (lines, _):
        return next(lines, [])


def rows(path: Path, columns: Iterable[str] = ()) -> Iterator[Row]:
    """The records with their numbers, the one after the header is 1; blank lines are skipped."""
    with _reader(path) as (lines, encoding):
        names = next(lines, [])
        number = 0
        for cells in _unbroken(lines):
            if cells == []:
                continue
            number += 1
            yield number, cells if isinstance(cells, str) else _row(names, cells, encoding)


def count(path: Path) -> int:
    """How many records follow the header."""
    with _reader(path) as (lines, _):
        return max(0, sum(1 for cells in _unbroken(lines) if cells) - 1)


def _unbroken(lines: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The records; one that is malformed is told and left out."""
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"the record is no CSV: {error}"


def _row(names: list[str], cells: list[str], encoding: str) -> dict[str, Any] | str:
    if len(cells) > len(names):
        return f"the record has {len(cells)} cells, the header {len(names)}; is a comma or quotation mark not quoted?"
    return {name: _cell(cell, encoding) for name, cell in zip(names, cells, strict=False)}


def _cell(cell: str, encoding: str) -> str | bytes | None:
    """A cell, None if it is empty, as bytes if its characters could not all be read."""
    if any("\udc80" <= char <= "\udcff" for char in cell):
        return cell.encode(encoding.removesuffix("-sig"), "surrogateescape")
    return cell or None
