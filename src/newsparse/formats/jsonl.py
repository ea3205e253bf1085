"""JSON Lines, plain or gzipped: an object a line."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from newsparse.formats.records import Row

# So many lines are looked at for the names of columns: not every object has every key.
PEEK = 100
_BOM = b"\xef\xbb\xbf"


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked if it is gzipped."""
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def header(path: Path) -> list[str]:
    """The keys of the first objects, in order of appearance."""
    read = (cells for _, cells in islice(rows(path), PEEK) if not isinstance(cells, str))
    return list(dict.fromkeys(key for cells in read for key in cells))


def rows(path: Path, columns: Iterable[str] = ()) -> Iterator[Row]:
    """The objects with their line numbers; blank lines are skipped."""
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            if stripped := line.removeprefix(_BOM).strip():
                yield number, _cells(stripped)


def count(path: Path) -> int:
    """How many lines are not blank."""
    with opened(path) as file:
        return sum(1 for line in file if not line.isspace())


def _cells(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or what is wrong with it."""
    try:
        value = _decoded(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        return f"the line is no JSON: {error}"
    return value if isinstance(value, dict) else "the line is JSON, but no object with columns"


def _decoded(line: bytes) -> object:
    try:
        return msgspec.json.decode(line)
    except UnicodeDecodeError:
        from newsparse.restoration import decode

        return msgspec.json.decode(decode(line)[0])
