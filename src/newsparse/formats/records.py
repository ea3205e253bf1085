"""Rows of a table to documents, the same for every format of table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from newsparse.documents import Document
from newsparse.errors import UsageError

# A row as a format reads it: its number, and its cells by column or why it could not be read.
Row = tuple[int, Mapping[str, Any] | str]

_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. One that is named must be there; without a name, one called like the role is used."""

    text: str | None = None
    doc_id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None

    def expected(self) -> dict[str, str]:
        """The column of each role in a table that names none."""
        return {role: name or role for role, name in asdict(self).items()}

    def among(self, there: Sequence[str], path: str) -> dict[str, str]:
        """The column of each role.

        Args:
            there: the columns of the table.
            path: its file, for the message.

        Raises:
            UsageError: a named column, or the one with the text, is not there; the message lists those that are.

        >>> Columns(text="body").among(["body", "title"], "news.csv")
        {'text': 'body', 'title': 'title'}
        """
        found = {}
        for role, name in asdict(self).items():
            column = name or role
            if column in there:
                found[role] = column
            elif name or role == "text":
                option = f"--{'id' if role == 'doc_id' else role}-column"
                names = ", ".join(map(str, there)) or "none"
                raise UsageError(f"{path} has no column {column!r}; name one of its columns with {option}: {names}")
        return found


def documents(rows: Iterable[Row], columns: Mapping[str, str], path: str) -> Iterator[Document]:
    """The documents of a table; a row's id is the file and the row's number where no column gives one."""
    for number, cells in rows:
        place = f"{path}#{number}" if path else str(number)
        if isinstance(cells, str):
            yield Document(place, path, "", error=cells)
            continue
        found = {role: cells.get(column) for role, column in columns.items()}
        raw, wrong = found["text"], None
        if not isinstance(raw, str | bytes):
            raw, wrong = "", _no_text(raw, columns["text"])
        yield Document(
            doc_id=string(found.get("doc_id")) or place,
            input_path=path,
            raw=raw,
            title=string(found.get("title")),
            published=_day(found.get("published")),
            url=string(found.get("url")),
            error=wrong,
        )


def _no_text(value: object, column: str) -> str:
    if string(value) is None:
        return f"the row has nothing in the column {column!r}"
    return f"the column {column!r} holds {type(value).__name__}, not text"


def string(value: object) -> str | None:
    """A cell as a string; None for an empty one. Excel gives whole numbers as floats.

    >>> string(17.0), string(" "), string(None), string("a")
    ('17', None, None, 'a')
    """
    if value is None or value != value:  # noqa: PLR0124 - only NaN is not itself
        return None
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return text if text.strip() else None


def _day(value: object) -> str | datetime.date | None:
    """A publish date as the parser takes it; what is no date is passed on for the parser to refuse.

    >>> _day("2023/5/6 08:00"), _day("2023年5月16日"), _day(None), _day("soon")
    ('2023-05-06', '2023-05-16', None, 'soon')
    """
    if isinstance(value, datetime.date):
        return value
    text = string(value)
    if text is not None and (found := _DAY.match(text.strip())):
        year, month, day = map(int, found.groups())
        return f"{year}-{month:02}-{day:02}"
    return text
