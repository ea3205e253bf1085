"""Finding the fields: where, what, which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsparse.bulletin import EventDate, Field, Group, Meeting, Person, Statement, YearFrom
from newsparse.extraction.dates import Stamp, event_date
from newsparse.extraction.document import Document
from newsparse.extraction.event import Event, read_event
from newsparse.extraction.mentions import read_mentions
from newsparse.extraction.names import Names
from newsparse.extraction.people import groups_of, people_of
from newsparse.extraction.roles import Act, Actors
from newsparse.extraction.statements import statements_of
from newsparse.lexicon import Lexicon
from newsparse.restoration.metadata import PageMetadata, read_metadata
from newsparse.restoration.page import linked_date
from newsparse.text import Text, Warn

_PRESENCE = frozenset({"who-attends", "accompanied-by", "sit-in", "meet", "attend", "act", "visit", "lead", "with"})
_HELD = re.compile("(?:召开|举行|举办)了?")  # between 主持 and the name of what is presided over
_PRESENT = ("attendee", "observer", "absent")


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
    """The fields of one restored bulletin.

    Args:
        text: the restored text with its furniture marked.
        given: what the caller knows beside it.
        lexicon: the user's words; its names are taken for names wherever one may stand.
        explain: name the rule in the evidence of each person.
    """
    page = read_metadata(text)
    title = given.title or page.title
    stamp = _stamp(given, page)
    about = Facts(title=title, source=page.source, published=stamp.day, authors=page.authors)
    document, headline = Document.of(text), Document.of(Text(title)) if title else None
    mentions = read_mentions(document, Names(document.plain, lexicon.names if lexicon else ()))
    acts = tuple(Actors(document, mentions).acts())
    event = read_event(document, mentions, headline)
    if not event.happened or not (event.meeting or any(_witnessed(act, document.plain) for act in acts)):
        return about
    date, warnings = event_date(document, stamp, event.anchor, _event_names(event, headline))
    acts = tuple(a for a in acts if not _elsewhere(document, a, event.others))
    people, doubts = people_of(document, mentions, acts, explain=explain)
    return replace(
        about,
        date=date,
        place=event.place,
        organizer=event.organizer,
        meeting=event.meeting,
        people=people,
        groups=_once(groups_of(document, acts)),
        statements=statements_of(document, acts, mentions),
        other_events=event.others,
        warnings=(*warnings, *doubts),
    )


def _witnessed(act: Act, plain: str) -> bool:
    """Whether the act alone shows that an event took place: somebody presided, or a person with a title was there."""
    if plain.endswith(("将", "将会", "拟"), 0, act.span.start):
        return False
    if "chair" in act.rule.roles:
        return bool(act.subject)
    return act.rule.name in _PRESENCE and any(i.mention and i.mention.own for i in (*act.subject, *act.objects))


def _once(groups: Sequence[Group]) -> tuple[Group, ...]:
    """No group that is known to attend stands a second time because it then reports or speaks.

    One that reports first and is worded so again among those present may be another: both stay.
    """
    present = {g.text: g.span for g in reversed(groups) if g.role in _PRESENT}
    return tuple(g for g in groups if g.role in _PRESENT or g.span <= present.get(g.text, g.span))


def _stamp(given: Given, page: PageMetadata) -> Stamp:
    """The publish date and where it was read: the caller's, the page's, the address's."""
    linked = linked_date(given.url) if given.url else None
    source: YearFrom = "published" if given.published or page.published else "url"
    day = page.filed if page.filed and page.filed[2:4].isdecimal() and page.filed[-2:].isdecimal() else None
    filed = (int(day[2:4]), int(day[-2:])) if day else (None, None)
    return Stamp(given.published or page.published or linked, source, *filed)


def _event_names(event: Event, headline: Document | None) -> tuple[str, ...]:
    """The wordings of the event that may hold its year."""
    clause = event.meeting and event.meeting.evidence and event.meeting.evidence.text
    return tuple(name for name in (event.meeting and event.meeting.text, headline and headline.text, clause) if name)


def _elsewhere(document: Document, act: Act, others: Sequence[Field]) -> bool:
    """Whether an act belongs to another event: its verb holds that event, or follows its name in the same sentence."""
    return any(
        (act.span.start >= other.span.start and document.sentence_at(other.span.start) == act.sentence)
        or _HELD.fullmatch(document.plain, act.span.stop, max(act.span.stop, other.span.start))
        for other in others
    )
