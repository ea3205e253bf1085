"""The four tidy tables: their columns, and their rows from a bulletin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from newsparse.bulletin import Bulletin
from newsparse.documents import Failure
from newsparse.tabular.rows import clean
from newsparse.tabular.schema import DATE, pyarrow
from newsparse.text import Span

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

# Types of columns, by the letter they are written with below.
_TYPES: dict[str, Callable[[Any], Any]] = {
    "s": lambda pa: pa.string(),
    "l": lambda pa: pa.list_(pa.string()),
    "i": lambda pa: pa.int32(),
    "d": lambda pa: pa.date32(),
}
_PLACE = {"start": "i", "stop": "i", "raw_start": "i", "raw_stop": "i"}


class Tidy(NamedTuple):
    """A table: its columns with the letters of their types, and how a bulletin fills it."""

    columns: dict[str, str]
    values: Callable[[Bulletin], Iterator[Row]]

    def schema(self) -> pa.Schema:
        """The Arrow schema."""
        pa = pyarrow()
        return pa.schema([(name, _TYPES[letter](pa)) for name, letter in self.columns.items()])

    def rows(self, doc_id: str, outcome: Bulletin | Failure) -> Iterator[Row]:
        """The rows of a bulletin; a failure has one in the table that holds errors."""
        if isinstance(outcome, Failure):
            if "error" in self.columns:
                yield {"doc_id": doc_id, "error": clean(outcome.error)}
            return
        for values in self.values(outcome):
            yield {"doc_id": doc_id, **values}


def meetings(b: Bulletin) -> Iterator[Row]:
    """The one row of a bulletin."""
    date = b.date
    dates = {} if date is None else {column: getattr(date, attribute) for column, attribute in DATE.items()}
    yield {
        "title": clean(b.title),
        "source": clean(b.source),
        "published": b.published,
        "authors": list(map(clean, b.authors)),
        "date": date and date.as_date(),
        **dates,
        "place": b.place and clean(b.place.text),
        "organizer": b.organizer and clean(b.organizer.text),
        "meeting": b.meeting and clean(b.meeting.text),
        "kind": b.meeting and b.meeting.kind,
        "chairs": [clean(person.name) for person in b.chairs],
        "people": len(b.people),
        "groups": len(b.groups),
        "statements": len(b.statements),
        "key_phrases": [clean(phrase.text) for phrase in b.key_phrases],
        "other_events": [clean(event.text) for event in b.other_events],
        "warnings": [warning.code for warning in b.warnings],
    }


def people(b: Bulletin) -> Iterator[Row]:
    """A row for each person who took part."""
    for number, person in enumerate(b.people, 1):
        yield {
            "number": number,
            "name": clean(person.name),
            "titles": list(map(clean, person.titles)),
            "organization": clean(person.organization),
            "roles": list(person.roles),
            "mentions": len(person.mentions),
            **_place(b, person.span),
        }


def statements(b: Bulletin) -> Iterator[Row]:
    """A row for each statement."""
    for number, said in enumerate(b.statements, 1):
        yield {
            "number": number,
            "speaker": clean(said.speaker),
            "verb": said.verb,
            "text": clean(said.text),
            **_place(b, said.span),
        }


def groups(b: Bulletin) -> Iterator[Row]:
    """A row for each group of participants without names."""
    for number, group in enumerate(b.groups, 1):
        yield {"number": number, "text": clean(group.text), "role": group.role, **_place(b, group.span)}


def _place(b: Bulletin, span: Span) -> Row:
    raw = b.raw_span(span)
    return {"start": span[0], "stop": span[1], "raw_start": raw.start, "raw_stop": raw.stop}


_KEY = {"doc_id": "s", "number": "i"}
MEETINGS = Tidy(
    {
        **dict.fromkeys(("doc_id", "title", "source", "published"), "s"),
        "authors": "l",
        "date": "d",
        **dict.fromkeys(DATE, "s"),
        **dict.fromkeys(("place", "organizer", "meeting", "kind"), "s"),
        "chairs": "l",
        **dict.fromkeys(("people", "groups", "statements"), "i"),
        **dict.fromkeys(("key_phrases", "other_events", "warnings"), "l"),
        "error": "s",
    },
    meetings,
)
PEOPLE = Tidy(
    {**_KEY, "name": "s", "titles": "l", "organization": "s", "roles": "l", "mentions": "i", **_PLACE},
    people,
)
STATEMENTS = Tidy({**_KEY, "speaker": "s", "verb": "s", "text": "s", **_PLACE}, statements)
GROUPS = Tidy({**_KEY, "text": "s", "role": "s", **_PLACE}, groups)
TABLES = (MEETINGS, PEOPLE, STATEMENTS, GROUPS)
