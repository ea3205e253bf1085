"""From the inputs a user names to documents, in one order whatever the file system."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

from newsparse.documents import PAGES, Document, described
from newsparse.errors import UsageError
from newsparse.formats import delimited, excel, jsonl, parquet, records
from newsparse.formats.records import Columns, Row

TEXTS = (".txt", ".md", ".html", ".htm")


class Format(Protocol):
    """A format of tables; each is a module."""

    def header(self, path: Path) -> list[str]:
        """The names of the columns."""

    def rows(self, path: Path, columns: Iterable[str]) -> Iterator[Row]:
        """The rows, one at a time, with at least these columns."""

    def count(self, path: Path) -> int | None:
        """How many rows there are, if that is cheap to know."""


TABLES: Mapping[str, Format] = {
    ".jsonl": jsonl,
    ".ndjson": jsonl,
    ".jsonl.gz": jsonl,
    ".ndjson.gz": jsonl,
    ".csv": delimited,
    ".tsv": delimited,
    ".csv.gz": delimited,
    ".tsv.gz": delimited,
    ".xlsx": excel,
    ".xlsm": excel,
    ".parquet": parquet,
}
KNOWN = (*TEXTS, *TABLES)


def documents(inputs: Iterable[str | Path], columns: Columns | None = None) -> Iterator[Document]:
    """Every document of the inputs, one at a time.

    Args:
        inputs: folders, whose .txt, .md and .html files are documents, those in subfolders too; files of that kind;
            tables as JSONL, CSV, TSV (each also with .gz), Excel (the first sheet) or Parquet, a row a document.
        columns: which columns of the tables to read.

    Raises:
        UsageError: at once, when an input is not there, is of no known format or lacks a column.
    """
    columns = columns or Columns()
    found = _checked(inputs)
    readers = [_reader(path, columns) for path in found]  # opens every table, so that misuse shows before any work
    return chain.from_iterable(readers)


def files(inputs: Iterable[str | Path]) -> Iterator[Path]:
    """The files behind the inputs, in the order in which they are read.

    Raises:
        UsageError: at once, as for `documents`.
    """
    return chain.from_iterable(_walk(path) if path.is_dir() else [path] for path in _checked(inputs))


def count(inputs: Iterable[str | Path]) -> int | None:
    """How many documents there are; None where only reading would tell."""
    total = 0
    for path in files(inputs):
        table = TABLES.get(_suffix(path))
        number = 1 if table is None else _counted(table, path)
        if number is None:
            return None
        total += number
    return total


def _counted(table: Format, path: Path) -> int | None:
    try:
        return table.count(path)
    except Exception:  # a file that cannot be read is one failure, told when it is its turn
        return 1


def _checked(inputs: Iterable[str | Path]) -> list[Path]:
    """The inputs, each there, of a known format and named once."""
    found = [Path(path) for path in inputs]
    if not found:
        raise UsageError("no input is named; pass folders or files")
    resolved: dict[Path, Path] = {}
    for path in found:
        _check(path)
        real = path.resolve()
        for other in (real, *real.parents):
            if other in resolved:
                raise UsageError(f"{path} is read twice, for {resolved[other]} holds it; name one of them")
        resolved[real] = path
    for real, path in resolved.items():
        if inside := next((resolved[other] for other in real.parents if other in resolved), None):
            raise UsageError(f"{path} is read twice, for {inside} holds it; name one of them")
    return found


def _check(path: Path) -> None:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.is_dir():
        if next(_walk(path), None) is None:
            others = sorted({_suffix(file) for file in path.iterdir() if _suffix(file) in TABLES})
            hint = f"; name its {' and '.join(others)} files one by one" if others else ""
            raise UsageError(f"the folder {path} holds no {', '.join(TEXTS)} file{hint}")
    elif _suffix(path) not in KNOWN:
        old = "; save it as .xlsx" if path.suffix.lower() == ".xls" else ""
        raise UsageError(f"{path} is of no known format{old}; these are: {', '.join(KNOWN)}")


def _suffix(path: Path) -> str:
    """The ending that names the format, in lower case; `.gz` belongs to the one before it.

    >>> _suffix(Path("a.b/News.CSV.gz"))
    '.csv.gz'
    """
    endings = [ending.lower() for ending in path.suffixes[-2:]]
    return "".join(endings) if endings[-1:] == [".gz"] else "".join(endings[-1:])


def _walk(folder: Path) -> Iterator[Path]:
    """The text files of a folder and its subfolders, sorted; hidden ones and links to folders left out."""
    with suppress(OSError):  # a subfolder that may not be entered holds nothing for us
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path)
            elif _suffix(path) in TEXTS and not entry.is_dir():
                yield path


def _reader(path: Path, columns: Columns) -> Iterator[Document]:
    if path.is_dir():
        return map(_file, _walk(path))
    table = TABLES.get(_suffix(path))
    return map(_file, [path]) if table is None else _table(table, path, columns)


def _file(path: Path) -> Document:
    """A file that is one document."""
    name = printable(path)
    html = _suffix(path) in PAGES
    try:
        return Document(name, name, path.read_bytes(), html=html)
    except OSError as error:
        return Document(name, name, b"", html=html, error=f"cannot be read ({error.strerror or error})")


def _table(table: Format, path: Path, columns: Columns) -> Iterator[Document]:
    """The documents of a table; one that cannot be opened is a single document with an error."""
    name = printable(path)
    try:
        there = table.header(path)
        chosen = columns.among(there, name) if there else columns.expected()
    except (UsageError, ImportError):
        raise
    except Exception as error:  # each format has errors of its own for a broken file
        return iter([Document(name, name, b"", error=f"cannot be read ({described(error)})")])
    rows = _to_the_break(table.rows(path, chosen.values()))
    if not there:  # a table without columns is empty, or all its lines are broken
        first = next(rows, None)
        if first is None:
            return iter([Document(name, name, b"", error="is empty")])
        rows = chain([first], rows)
    return records.documents(rows, chosen, name)


def _to_the_break(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows up to where the file breaks off, and the break as a last one."""
    number = 0
    try:
        for number, cells in rows:
            yield number, cells
    except Exception as error:  # as above
        yield number + 1, f"the file cannot be read from here on ({described(error)})"


def printable(path: Path) -> str:
    r"""A path as text; bytes of a name that are no UTF-8 are shown as escapes.

    >>> printable(Path("公报") / "a\udce4.txt")
    '公报/a\\udce4.txt'
    """
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
