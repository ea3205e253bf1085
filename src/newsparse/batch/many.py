"""`parse_many`: an iterable of documents in, bulletins out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sized
from functools import partial
from typing import Any, Literal, overload

from newsparse.batch.progress import Bar
from newsparse.batch.workers import Done, ordered
from newsparse.bulletin import Bulletin
from newsparse.documents import Document, Failure, attempt
from newsparse.errors import DocumentError, UsageError, choose
from newsparse.formats import records
from newsparse.parser import Parser

Given = str | bytes | Document | Mapping[str, Any]
COLUMNS = {name: name for name in ("text", "doc_id", "title", "published", "url")}


@overload
def parse_many(
    documents: Iterable[Given],
    *,
    jobs: int | None = ...,
    progress: bool = ...,
    on_error: Literal["warn", "raise"] = ...,
    parser: Parser | None = ...,
    start_method: str | None = ...,
) -> Iterator[Bulletin]: ...
@overload
def parse_many(
    documents: Iterable[Given],
    *,
    jobs: int | None = ...,
    progress: bool = ...,
    on_error: str,
    parser: Parser | None = ...,
    start_method: str | None = ...,
) -> Iterator[Bulletin | Failure]: ...
def parse_many(  # noqa: PLR0913 - one argument an option
    documents: Iterable[Given],
    *,
    jobs: int | None = 1,
    progress: bool = False,
    on_error: str = "warn",
    parser: Parser | None = None,
    start_method: str | None = None,
) -> Iterator[Bulletin | Failure]:
    """Parse many documents, in order, as far as the results are asked for.

    Args:
        documents: texts (`str` or `bytes`); or dicts with `text` and, where known, `doc_id`, `title`, `published` and
            `url`, other keys are left alone; read a little ahead of the results and never held as a whole.
        jobs: processes; None takes every core. Each loads the word lists once.
        progress: show a bar on a terminal or in a notebook.
        on_error: what to do about a document that cannot be parsed: "warn" leaves it out with a `UserWarning`, "raise"
            ends with a `DocumentError`, "collect" yields a `Failure` with `doc_id` and `error` in its place, so that
            there is one result for each document.
        parser: the options; those of `newsparse.parse` if there is none.
        start_method: "fork", "spawn" or "forkserver"; None takes Python's default. A script that uses one of the latter
            two needs `if __name__ == "__main__":`.

    Raises:
        UsageError: at once, when an argument cannot be used; with the first result, when no process can start.
        DocumentError: as told under `on_error`.

    >>> [b.chair.name for b in parse_many(["局长方远山主持会议。", "主任林知夏主持会议。"])]
    ['方远山', '林知夏']
    """
    choose("on_error", on_error, ("warn", "raise", "collect"))
    if isinstance(documents, str | bytes | Mapping):
        raise UsageError(f"documents is a single {type(documents).__name__}; pass a list of them")
    parser = parser or Parser()
    given = (_document(number, item) for number, item in enumerate(documents))
    done = ordered(given, partial(attempt, parser=parser), jobs=jobs, start_method=start_method)
    total = len(documents) if isinstance(documents, Sized) else None
    return _outcomes(done, parser, Bar(show=progress, total=total), on_error)


def _outcomes(
    done: Iterator[Done[Bulletin | Failure]], parser: Parser, bar: Bar, on_error: str
) -> Iterator[Bulletin | Failure]:
    with bar:
        for _, outcome in done:
            bar.advance(failed=isinstance(outcome, Failure))
            if isinstance(outcome, Bulletin):
                yield parser.adopt(outcome)
            elif on_error == "collect":
                yield outcome
            elif on_error == "raise":
                raise DocumentError(_told(outcome))
            else:
                warnings.warn(f"left out: {_told(outcome)}", stacklevel=2)


def _told(failure: Failure) -> str:
    return f"document {failure.doc_id!r} cannot be parsed: {failure.error}"


def _document(number: int, item: object) -> Document:
    """What the caller passed as a document; what is none is one with an error."""
    if isinstance(item, Document):
        return item
    if isinstance(item, str | bytes):
        return Document(str(number), "", item)
    if not isinstance(item, Mapping):
        return Document(str(number), "", "", error=f"is {type(item).__name__}; pass str, bytes or a dict with 'text'")
    (document,) = records.documents([(number, item)], COLUMNS, "")
    return document
