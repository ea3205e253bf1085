"""Finding the fields: where, what, which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsparse.bulletin import EventDate, Field, Group, Meeting, Person, Statement
from newsparse.extraction.dates import event_date
from newsparse.extraction.document import Document
from newsparse.extraction.event import read_event
from newsparse.extraction.mentions import read_mentions
from newsparse.extraction.names import Names
from newsparse.extraction.people import groups_of, people_of
from newsparse.extraction.roles import Act, Actors
from newsparse.extraction.statements import statements_of
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
    document = Document.of(text)
    headline = Document.of(Text(given.title)) if given.title else None
    mentions = read_mentions(document, Names(document.plain))
    acts = tuple(Actors(document, mentions).acts())
    event = read_event(document, mentions, headline)
    presided = any("chair" in act.rule.roles and act.subject for act in acts)
    if not event.happened or not (event.meeting or presided):
        return Facts(title=given.title, published=given.published)
    date, date_warnings = event_date(
        document, given.published, event.anchor, event.meeting.text if event.meeting else ""
    )
    acts = tuple(a for a in acts if not _elsewhere(document, a, event.others))
    return Facts(
        title=given.title,
        published=given.published,
        date=date,
        place=event.place,
        organizer=event.organizer,
        meeting=event.meeting,
        people=people_of(document, mentions, acts, explain=explain),
        groups=groups_of(document, acts),
        statements=statements_of(document, acts),
        other_events=event.others,
        warnings=tuple(date_warnings),
    )


def _elsewhere(document: Document, act: Act, others: Sequence[Field]) -> bool:
    """Whether an act belongs to another event: it follows that event's name in the same sentence."""
    return any(
        act.span.start >= other.span.start and document.sentence_at(other.span.start) == act.sentence
        for other in others
    )
