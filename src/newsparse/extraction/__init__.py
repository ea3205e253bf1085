"""Finding the fields: where, what, which."""

from __future__ import annotations

from dataclasses import dataclass

from newsparse.bulletin import EventDate, Field, Group, Meeting, Person, Statement
from newsparse.lexicon import Lexicon
from newsparse.text import Text, Warn


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows beside the text: the restored headline, the ISO publish date, the address."""

    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What extraction found; the names are those of `Bulletin`."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    date: EventDate | None = None
    place: Field | None = None
    organizer: Field | None = None
    meeting: Meeting | None = None
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    statements: tuple[Statement, ...] = ()
    other_events: tuple[Field, ...] = ()
    warnings: tuple[Warn, ...] = ()


def extract(text: Text, given: Given, *, lexicon: Lexicon | None = None, explain: bool = False) -> Facts:
    """The fields of one restored bulletin."""
    return Facts(title=given.title, published=given.published)
