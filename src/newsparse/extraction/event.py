"""The event: what it is called, who held it, where, and what kind it is.

`candidates.py` finds what a report may name as its event; here the best is chosen and completed from the other clauses
and the headline, which says it again, shorter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsparse.bulletin import Evidence, Field, Meeting, SpanIn
from newsparse.extraction.candidates import Candidate, EventReader
from newsparse.extraction.document import Document
from newsparse.extraction.meetings import GENERIC
from newsparse.extraction.mentions import Mention
from newsparse.text import Span

_VAGUE_HOST = re.compile(r"^(?:我[院校委局司县市区省公].{0,2}|医院|公司|学校|集团|学院|总公司|.)$")
# A notice of what is to come, or a life told: no event happened.
_NO_EVENT_BODY = re.compile(
    r"通知如下|特此(?:通知|公告|公示)|，[男女]，(?:[^，。]{1,4}族，)?[0-9]{4}年[^，。]{0,6}生|公告如下"
)
_NO_EVENT_HEADLINE = re.compile(
    r"不(?:会)?(?:出席|参加)|(?:将于?|拟|即将)(?:召开|举行|举办|出席|访问|赴|前往|率)|关于召开|的通知$|公告$|公示$|简历$|讣告$"
)
VISITS = frozenset({"调研", "慰问", "会见", "访问"})
LEAD = 4  # sentences of the report that name its event
_SAME_END = 4  # characters: names of one event that end alike are the same event in other words


@dataclass(frozen=True, slots=True)
class Event:
    """What was found about the main event.

    Attributes:
        anchor: where the report names it first.
        happened: False for a document that reports no event (a notice, an announcement).
        others: further events of the same text.
    """

    meeting: Meeting | None = None
    organizer: Field | None = None
    place: Field | None = None
    anchor: int = 0
    happened: bool = True
    others: tuple[Field, ...] = ()


def read_event(body: Document, mentions: Sequence[Mention], headline: Document | None) -> Event:
    """The main event of a report, from its body first, then from its headline."""
    reader = EventReader(body, mentions)
    named = sorted(EventReader(headline, ()).candidates(1), key=lambda c: -c.score) if headline else []
    visit_headline = bool(named) and named[0].kind in VISITS
    agrees = 3.0 * bool(named)
    found = [
        c._replace(score=c.score + agrees * ((c.kind in VISITS) == visit_headline)) for c in reader.candidates(LEAD)
    ]
    best = min(found, key=lambda c: (-c.score, c.name), default=None)
    happened = not ((headline and _NO_EVENT_HEADLINE.search(headline.text)) or _NO_EVENT_BODY.search(body.body[:400]))
    if best is None:
        if not named or headline is None:
            return Event(happened=happened)
        place = _field(body, reader.label_place(), "text")
        return Event(
            _meeting(headline, named[0], "title"), _field(headline, named[0].host, "title"), place, 0, happened
        )
    best = _completed(body, best, found)
    place = _field(body, best.place or reader.label_place(), "text")
    if place is None and headline and named and named[0].kind == best.kind:
        place = _field(headline, named[0].place, "title")
    return Event(
        _meeting(body, best, "text"),
        _organizer(body, best, reader, headline, named),
        place,
        best.hold.start,
        happened,
        tuple(f for c in reader.others(best) if (f := _field(body, c.name, "text"))),
    )


def _completed(body: Document, best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Host and place from another clause about the same event."""
    name = body.text[best.name.slice]
    telling = next((c for c in found if c.kind == best.kind and body.text[c.name.slice] not in GENERIC), None)
    if name in GENERIC and telling and body.text[telling.name.slice].endswith(name):
        best = best._replace(name=telling.name)
    longer = [c.name for c in found if c.kind == best.kind and body.text[c.name.slice].endswith(name)]
    best = best._replace(name=max([best.name, *longer], key=len))
    for other in found:
        again = body.text[other.name.slice]
        same = again in name or name in again or again in GENERIC or again[-_SAME_END:] == name[-_SAME_END:]
        if (other.kind == best.kind and same) or (best.kind in VISITS and other.kind in VISITS):
            best = best._replace(host=best.host or other.host, place=best.place or other.place)
    return best


def _organizer(
    body: Document, best: Candidate, reader: EventReader, headline: Document | None, named: Sequence[Candidate]
) -> Field | None:
    if best.kind in VISITS:
        return _field(body, best.host, "text")
    where: SpanIn
    host = reader.named_host() or best.host
    top = next((c.host for c in named if c.host), None)
    if top and (host is None or _VAGUE_HOST.match(body.text[host.slice])):
        host, body, where = top, headline or body, "title"
    else:
        where = "text"
    return _field(body, host, where)


def _field(document: Document | None, span: Span | None, span_in: SpanIn) -> Field | None:
    if document is None or not span:
        return None
    return Field(document.text[span.slice], span, span_in, _evidence(document, span, span_in))


def _meeting(document: Document, found: Candidate, span_in: SpanIn) -> Meeting:
    evidence = _evidence(document, found.name, span_in)
    return Meeting(document.text[found.name.slice], found.name, found.kind, span_in, evidence)


def _evidence(document: Document, span: Span, span_in: SpanIn) -> Evidence | None:
    if span_in == "title":
        return None
    clause = document.clause_at(span.start)
    return Evidence(document.text[clause.slice], clause)
