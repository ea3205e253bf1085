"""The event: what it is called, who held it, where, and what kind it is.

Of the possible events of body and headline the best is chosen, and completed from what other clauses and the headline
say about the same one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsparse.bulletin import Evidence, Field, Meeting, SpanIn
from newsparse.extraction.candidates import LEAD, VISITS, Candidate, EventReader
from newsparse.extraction.document import Document
from newsparse.extraction.mentions import Mention
from newsparse.extraction.naming import GENERIC, is_session
from newsparse.text import Span

_VAGUE_HOST = re.compile(r"^(?:我[院校委局司县市区省公].{0,2}|医院|公司|学校|集团|学院|总公司|.)$")
# A notice of what is to come, or a life told: no event happened.
_NO_EVENT_BODY = re.compile(
    r"（作者单位[：:]|（作者[：:][^（）]{1,12}系|通知如下|特此(?:通知|公告|公示)|，[男女]，(?:[^，。]{1,4}族，)?[0-9]{4}年[^，。]{0,6}生|公告如下"
)
_NO_EVENT_HEADLINE = re.compile(
    r"^(?:短评|时评|快评|锐评|社论|评论|漫评|杂谈)|(?:将|拟|即将)访问|的(?:预告|启事)$|(?:办法|规定|细则|条例|规则|制度|预案)$|不(?:会)?(?:出席|参加)|(?:将|拟|即将)(?:召开|举行|举办|出席)|关于召开|的通知$|公告$|公示$|简历$|讣告$"
)
_NUMBERED = re.compile("第?[0-9一二三四五六七八九十百]{1,5}[届次]")
# What a body holds for itself: whoever presides says whose it is.
_OWN_MEETINGS = frozenset({"办公会议", "中心组学习", "董事会会议"})
_COMMITTEES = ("党组", "党委", "党工委", "党总支")
_SEVERAL = re.compile("[、暨]")
_PARTIES = re.compile("[^与和同]{2,}[与和同].{2,}")  # who sign with each other: neither is the host
LONGEST_SHORT = 8  # a shorter wording of the headline is only an abbreviation


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


_UNTITLED = 0.5  # without a headline a meeting is a little likelier to be the event than a visit


def read_event(body: Document, mentions: Sequence[Mention], headline: Document | None) -> Event:
    """The main event of a report, from its body first, then from its headline."""
    reader = EventReader(body, mentions)
    named = sorted(EventReader(headline, (), headline=True).candidates(1), key=lambda c: -c.score) if headline else []
    visit_headline = bool(named) and named[0].kind in VISITS
    found = [
        replace(c, score=c.score + (3.0 if named else _UNTITLED) * ((c.kind in VISITS) == visit_headline))
        for c in reader.candidates(LEAD)
    ]
    best = min(found, key=lambda c: (-c.score, c.name), default=None)
    happened = not (
        (headline and _NO_EVENT_HEADLINE.search(headline.text))
        or _NO_EVENT_BODY.search(body.body[:400] + body.text[-200:])
    )
    if found and all(c.future for c in found):
        return Event(happened=False)
    if best is None:
        if not named or headline is None:
            return Event(happened=happened)
        place = _field(body, reader.label_place(), "text")
        return Event(
            _meeting(headline, named[0], "title"), _field(headline, named[0].host, "title"), place, 0, happened
        )
    best = _completed(body, best, found, headline, named)
    place = _field(body, best.place or reader.label_place() or best.seat, "text")
    if place is None and best.kind in VISITS and visit_headline:
        place = _field(headline, named[0].place, "title")
    return Event(
        _titled(body, best, headline, named) or _meeting(body, best, "text"),
        _organizer(body, best, reader, headline, named),
        place,
        best.hold.start,
        happened,
        tuple(f for c in reader.others(best) if (f := _field(body, c.name, "text"))),
    )


def _completed(
    body: Document, best: Candidate, found: Sequence[Candidate], headline: Document | None, named: Sequence[Candidate]
) -> Candidate:
    """Host and place from another clause about the same event."""
    name = body.text[best.name.slice]
    telling = next((c for c in found if c.kind == best.kind and body.text[c.name.slice] not in GENERIC), None)
    fuller = max(
        (c for c in found if c.kind == best.kind and c.score > 0 and body.text[c.name.slice].endswith(name)),
        key=lambda c: len(c.name),
        default=best,
    )
    if name not in GENERIC and len(fuller.name) > len(best.name) and _NUMBERED.search(body.text[fuller.name.slice]):
        best = replace(best, name=fuller.name, hold=fuller.hold)
    if name in GENERIC and telling and body.text[telling.name.slice].endswith(name):
        best = replace(best, name=telling.name)
    for top in named:
        title = headline.text[top.name.slice] if headline else ""
        if (
            len(title) > LONGEST_SHORT and name.endswith(title) and _SEVERAL.search(name)
        ):  # of several events held as one the headline's
            best = replace(best, name=Span(best.name.stop - len(title), best.name.stop))
    for other in found:
        again = body.text[other.name.slice]
        if other.kind == best.kind and (again in name or name in again or again in GENERIC):
            best = replace(best, host=best.host or other.host, place=best.place or other.place)
    return best


def _titled(body: Document, best: Candidate, headline: Document | None, named: Sequence[Candidate]) -> Meeting | None:
    """The headline's wording where the body's says less: 会议 for 全体会议, 培训班 for 培训班开班式."""
    name = body.text[best.name.slice]
    if headline is None or best.kind in VISITS:
        return None
    for top in named:
        title = headline.text[top.name.slice]
        fuller = name in GENERIC and title not in GENERIC and title.endswith(name[-1])
        if top.kind not in VISITS and (fuller or (title.startswith(name) and len(title) > len(name))):
            return _meeting(headline, top, "title")
    return None


def _organizer(
    body: Document, best: Candidate, reader: EventReader, headline: Document | None, named: Sequence[Candidate]
) -> Field | None:
    if best.kind in VISITS:
        top = next((c.host for c in named if c.host and c.kind in VISITS), None)
        return _field(body, best.host, "text") or _field(headline, top, "title")
    if is_session(body.text[best.name.slice]):
        return None
    host = reader.named_host() or best.host
    if host is None and (best.kind in _OWN_MEETINGS or body.text.startswith(_COMMITTEES, best.name.start)):
        host = reader.presiding_body(best.hold)
    if host and best.kind == "签约" and _PARTIES.search(body.text[host.slice]):
        return None
    top = next((c.host for c in named if c.host), None)
    if top and (host is None or _VAGUE_HOST.match(body.text[host.slice])):
        return _field(headline, top, "title")
    return _field(body, host, "text")


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
