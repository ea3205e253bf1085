"""Where a run writes: JSON Lines, CSV, or a folder of Parquet parts; and the errors beside them.

A sink has two halves. `render` makes of a bulletin what will be written; it runs in the worker processes, so that they
share that work too. The other half writes, can say how much is safely on disk, and can go back to there.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from newsparse.batch.journal import settle
from newsparse.bulletin import Bulletin
from newsparse.documents import Document, Failure
from newsparse.errors import UsageError
from newsparse.tabular.batches import record_batch
from newsparse.tabular.rows import clean, row
from newsparse.tabular.schema import arrow_schema, pyarrow
from newsparse.tabular.tidy import MEETINGS, PEOPLE

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

Render = Callable[[Document, Bulletin], Any]
State = Mapping[str, int]

PART = 2000  # documents in a part of Parquet; so many are done again at most after a kill
ROWS = 256  # rows that wait as Python objects
SEPARATOR = "; "  # between the members of a list in a cell; restored text has full-width ones
# A cell that begins so may be run as a formula by Excel, LibreOffice or WPS, full-width signs included.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


class Sink(Protocol):
    """An output of a run."""

    render: Render

    def existing(self) -> list[Path]:
        """Files of an earlier run."""

    def begin(self, state: State) -> None:
        """Go back to what was safe; an empty state is a new output."""

    def write(self, number: int, rendered: Any) -> None:  # noqa: ANN401 - what `render` made
        """Write the document with this number."""

    def commit(self, *, last: bool) -> State | None:
        """Put everything on disk and say how much that is; None if this is not the moment."""

    def close(self) -> None:
        """Let go of the files."""


def sink(output: Path) -> Sink:
    """The sink for what the user named.

    Raises:
        UsageError: the format is not known, or a folder stands where a file should, or the other way round.
    """
    ending = output.suffix.lower()
    if ending in (".jsonl", ".csv"):
        if output.is_dir():
            raise UsageError(f"{output} is a folder; name a file, or a folder without {ending}")
        return Lines(output) if ending == ".jsonl" else Csv(output)
    if ending in ("", ".parquet") or output.is_dir():
        if output.exists() and not output.is_dir():
            raise UsageError(f"{output} is a file; Parquet parts need a folder")
        return Parts(output)
    raise UsageError(f"{output} is of no known format; name a .jsonl or .csv file, or a folder for Parquet parts")


class Growing:
    """A file that only grows.

    Args:
        path: where it lies.
        always: whether it is there even while it is empty.
    """

    def __init__(self, path: Path, *, always: bool) -> None:
        self.path = path
        self._always = always
        self.size = 0
        self._file: IO[bytes] | None = None

    def begin(self, size: int) -> None:
        """Cut it to what was safe."""
        self.size = size
        if size:
            if not self.path.exists() or self.path.stat().st_size < size:
                raise UsageError(f"{self.path} is shorter than when the run stopped; use --force to begin anew")
            os.truncate(self.path, size)
            return
        self.path.unlink(missing_ok=True)
        if self._always:
            self.path.touch()

    def write(self, data: bytes) -> None:
        """Append."""
        if self._file is None:
            self._file = self.path.open("ab")
        self._file.write(data)
        self.size += len(data)

    def commit(self) -> int:
        """Put everything on disk; how long it is."""
        if self._file is not None:
            settle(self._file)
        return self.size

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()


class Files:
    """What sinks that write growing files share."""

    def __init__(self, *paths: Path, always: bool = True) -> None:
        self.files = [Growing(path, always=always) for path in paths]

    def existing(self) -> list[Path]:
        """Files of an earlier run."""
        return [file.path for file in self.files if file.path.exists()]

    def begin(self, state: State) -> None:
        """Go back to what was safe."""
        for file in self.files:
            file.begin(state.get(file.path.name, 0))

    def commit(self, *, last: bool) -> State | None:
        """Put everything on disk."""
        return {file.path.name: file.commit() for file in self.files}

    def close(self) -> None:
        """Let go of the files."""
        for file in self.files:
            file.close()


class Lines(Files):
    """JSON Lines: a bulletin's JSON with `doc_id` and `input_path` before it; `Bulletin.from_json` reads a line."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.render: Render = json_line

    def write(self, number: int, rendered: Any) -> None:  # noqa: ANN401
        """Write a line."""
        self.files[0].write(rendered)


class Errors(Files):
    """The documents that failed, as JSON Lines: `doc_id`, `input_path`, `error`; no file without failures."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, always=False)

    def write(self, failure: Failure) -> None:
        """Write a line."""
        self.files[0].write(_json(failure.doc_id, failure.input_path, error=clean(failure.error)) + b"\n")


class Csv(Files):
    """CSV for spreadsheets: a row a document, and beside it `x.people.csv`, a row a person; joined by `document`."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, output.with_suffix(".people.csv"))
        self.render: Render = csv_rows

    def begin(self, state: State) -> None:
        """Go back to what was safe; a new file gets its header."""
        super().begin(state)
        for file, columns in zip(self.files, (MEETING_COLUMNS, PERSON_COLUMNS), strict=True):
            if not file.size:
                # The mark tells Excel that this is UTF-8.
                file.write(b"\xef\xbb\xbf" + _csv([("document", *columns)]))

    def write(self, number: int, rendered: Any) -> None:  # noqa: ANN401
        """Write the rows of a document."""
        for file, rows in zip(self.files, rendered, strict=True):
            file.write(_csv((number, *cells) for cells in rows))


class Parts:
    """A folder of Parquet parts; each appears whole, by being renamed."""

    def __init__(self, output: Path) -> None:
        pyarrow()  # a missing one is told before the work begins
        self.render: Render = arrow_row
        self._folder = output
        self._writing = output / "_writing"  # readers of Parquet folders leave out names that begin so
        self._done = 0
        self._in_part = 0
        self._rows: list[dict[str, Any]] = []
        self._writer: ParquetWriter | None = None

    def existing(self) -> list[Path]:
        """The parts of an earlier run.

        Raises:
            UsageError: there are other files in the folder; whoever reads the parts would read them too.
        """
        if not self._folder.is_dir():
            return []
        found = sorted(path for path in self._folder.iterdir() if not path.name.startswith((".", "_")))
        if foreign := [path for path in found if not re.fullmatch(r"part-\d{5,}\.parquet", path.name)]:
            raise UsageError(f"{foreign[0]} was not written by newsparse; move it away, or name another folder")
        return found

    def begin(self, state: State) -> None:
        """Go back to the parts that were safe."""
        self._folder.mkdir(exist_ok=True)
        self._writing.unlink(missing_ok=True)
        self._done = state.get("parts", 0)
        safe = {self._part(number) for number in range(self._done)}
        if lost := sorted(path for path in safe if not path.exists()):
            raise UsageError(f"{lost[0]} is gone since the run stopped; use --force to begin anew")
        for path in self.existing():
            if path not in safe:
                path.unlink()

    def _part(self, number: int) -> Path:
        return self._folder / f"part-{number:05}.parquet"

    def write(self, number: int, rendered: Any) -> None:  # noqa: ANN401
        """Write a row."""
        self._rows.append(rendered)
        self._in_part += 1
        if len(self._rows) >= ROWS:
            self._flush()

    def commit(self, *, last: bool) -> State | None:
        """Publish the part if it is full, or the last one."""
        if not last and self._in_part < PART:
            return None
        if self._in_part:
            self._flush()
            assert self._writer is not None
            self._writer.close()
            self._writer = None
            with self._writing.open("rb+") as file:
                settle(file)
            self._writing.replace(self._part(self._done))
            self._done += 1
            self._in_part = 0
        return {"parts": self._done}

    def _flush(self) -> None:
        from pyarrow.parquet import ParquetWriter

        if self._writer is None:
            self._writer = ParquetWriter(self._writing, arrow_schema(), compression="zstd")
        self._writer.write_batch(record_batch(self._rows))
        self._rows = []

    def close(self) -> None:
        """Let go of the file; what was not published is left for the next run to remove."""
        if self._writer is not None:
            self._writer.close()


# --- rendering, in the workers ---------------------------------------------------------------------------------------

MEETING_COLUMNS = ("doc_id", "input_path", *(name for name in MEETINGS.columns if name not in ("doc_id", "error")))
PERSON_COLUMNS = ("doc_id", *(name for name in PEOPLE.columns if name != "doc_id"))


def json_line(document: Document, bulletin: Bulletin) -> bytes:
    """The line of a bulletin."""
    return _json(document.doc_id, document.input_path)[:-1] + b", " + bulletin.to_json().encode()[1:] + b"\n"


def csv_rows(document: Document, bulletin: Bulletin) -> tuple[list[list[str]], list[list[str]]]:
    """The row of a bulletin and the rows of its people, as cells."""
    known = {"input_path": document.input_path}
    meetings = [known | values for values in MEETINGS.rows(document.doc_id, bulletin)]
    people = list(PEOPLE.rows(document.doc_id, bulletin))
    return (
        [[cell(values.get(name)) for name in MEETING_COLUMNS] for values in meetings],
        [[cell(values.get(name)) for name in PERSON_COLUMNS] for values in people],
    )


def arrow_row(document: Document, bulletin: Bulletin) -> dict[str, Any]:
    """The row of a bulletin in `arrow_schema`."""
    return row(bulletin, clean(document.doc_id), document.input_path)


def cell(value: object) -> str:
    """A value as a cell of CSV: lists joined, nothing that a spreadsheet would run.

    >>> cell(["书记", "董事长"]), cell("=HYPERLINK(1)"), cell("--05-12"), cell(None), cell(7)
    ('书记; 董事长', "'=HYPERLINK(1)", "'--05-12", '', '7')
    """
    text = "" if value is None else SEPARATOR.join(value) if isinstance(value, list) else str(value)
    text = text.encode("utf-8", "replace").decode()
    return f"'{text}" if FORMULA.match(text) else text


def _json(doc_id: str, input_path: str, **more: str | None) -> bytes:
    values = {"doc_id": doc_id, "input_path": input_path, **more}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
