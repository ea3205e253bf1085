"""From the inputs a user names to a report on disk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from newsparse import plot
from newsparse.batch.workers import ordered
from newsparse.bulletin import Bulletin
from newsparse.documents import Failure, attempt
from newsparse.errors import UsageError
from newsparse.formats import Columns, documents, files
from newsparse.parser import Parser
from newsparse.view.page import report


class Made(NamedTuple):
    """A report that was written: where, with how many bulletins, and what could not be read."""

    path: Path
    bulletins: int
    failures: list[Failure]

    def __str__(self) -> str:
        return f"{self.path}: {self.bulletins:,} bulletins; could not be read: {len(self.failures):,}"


def make_report(  # noqa: PLR0913 - one argument an option
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    columns: Columns | None = None,
    title: str = "Bulletins",
    pictures: bool = True,
    jobs: int | None = None,
) -> Made:
    """Parse every document of the inputs and write the report on them.

    Args:
        inputs: folders and files, as `formats.documents` takes them.
        output: the page; one that is there already is written over.
        columns: which columns of tables to read.
        title: the page's name.
        pictures: draw the timeline, the network and the phrases.
        jobs: processes; None takes every core.

    Raises:
        UsageError: the inputs cannot be used, or the output is one of them.
        MissingDependencyError: pictures are wanted and the extra `plot` is not installed.
        OSError: the output cannot be written.
    """
    output = Path(output)
    found = documents(inputs, columns)
    _check(output, inputs)
    if pictures:
        plot.ready()  # before the work, not after it
    bulletins: list[Bulletin] = []
    ids: list[str] = []
    failures: list[Failure] = []
    for document, outcome in ordered(found, partial(attempt, parser=Parser(explain=True)), jobs=jobs):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            bulletins.append(outcome)
            ids.append(document.doc_id)
    listed = [(failure.doc_id, failure.error) for failure in failures]
    output.write_text(report(bulletins, title=title, ids=ids, failures=listed, pictures=pictures), encoding="utf-8")
    return Made(output, len(bulletins), failures)


def _check(output: Path, inputs: Sequence[str | Path]) -> None:
    if output.is_dir() or not output.parent.is_dir():
        raise UsageError(f"{output} is no place for a page; name a file in a folder that is there")
    if output.exists() and any(output.samefile(path) for path in files(inputs)):
        raise UsageError(f"{output} is one of the inputs and would be written over; name another output")
