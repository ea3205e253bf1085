"""The event: what it is called, who held it, where, and what kind it is.

Most reports say it in one clause, in one of three shapes: `body (在place) 召开 event`, `event (在place) 召开`, or
`person 主持召开/出席 event`; visits say `person 赴place调研`. The headline says it again, shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsparse.bulletin import Evidence, Field, Kind, Meeting, SpanIn
from newsparse.extraction.document import FILL, Document
from newsparse.extraction.mentions import Mention
from newsparse.extraction.vocabulary import ends_with, organization_heads
from newsparse.lexicon import table
from newsparse.text import Span

_MANNER = r"(?:成功|胜利|隆重|顺利|正式|如期|圆满|联合|共同|组织|集中|及时|再次|继续|分别|同步|专门|主持|线上|在线|以视频形式|以视频方式|以[^，。；]{2,20}(?:形式|方式))*"
_HOLD = re.compile(
    rf"{_MANNER}(?:召开|举行|举办|召集(?!人)|开展|进行(?=[^，。；]{{0,12}}(?:学习|访问|考察|调研))|开幕|闭幕|开班|启动(?=[，。]))了?"
)
_JOIN = re.compile(r"(?:出席|参加|主持|应邀出席|到会指导|列席)(?!并|了?讲话)了?")
_VISIT = re.compile(
    r"(?:(?:率[^，。；]{0,20})?(?:先后|专程|一行)?(?:前往|赴|到|来到|来(?!到)|走进|深入|莅临|在|对)(?P<place>[^，。；]{2,30}?)(?:就[^，。；]{1,30}?)?)?"
    r"(?:进行|开展|实地|现场)?(?P<act>(?:参观|专题|实地|集体|走访|看望|科研专项|学习|视察|督导|考察|指导){0,2}(?:调研|考察|视察|督导|检查|督查|慰问|看望|走访|会见|会谈|访问))"
    r"(?!组|团|报告|情况|座谈会|会|工作会)"
)
_PLACE = re.compile(r"(?:在|于)(?P<place>[^，。；在于]{1,40}?)(?:以[^，。；]{2,20})?$")
_NOT_PLACE = re.compile(
    r"(?:下|之际|期间|时|中|基础上|背景|框架|前后|同时|方面|过程|领域|形势|会上|今年|全[国省市县区院校厂]|[0-9]日|线上|网上)$|^(?:[0-9全此这线]|会|陪同|习近平)"
)
_VENUE_LABEL = re.compile(r"(?:会议|活动|举办)?(?:地点|地址|会场)[：:]\s?(?P<place>[^，。；\n]{2,30})")
_WHEN = re.compile(
    r"^(?:[^，。；]{0,30}?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)(?:[至到—\-、和][0-9月]{1,5}日)?(?:上午|下午|中午|晚上?)?(?:[0-9]{1,2}[:：时点][0-9]{0,2}分?)?|"
    r"近日|日前|今天|昨天|今日|昨日|上午|下午|当天|随后|会前|会后|本周[一二三四五六日]?)"
)
_TRAILING_WHEN = re.compile(
    r"(?:[0-9〇一二三四五六七八九十]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日?(?:[至到—\-、]{1,2}[0-9月]{1,5}日)?(?:上午|下午|晚上?)?$|(?:近日|日前|今天|昨日|上午|下午)$"
)
_HOST = re.compile(r"由(?P<host>[^。；]{2,60}?)(?:联合|共同)?主办")
_ORDINAL = re.compile(r"^(?:第[0-9一二三四五六七八九十百]{1,6}[次届]|(?:20)?[0-9]{2}年|全体|常务|首次)")
_STANDING = re.compile(r"(?:常务会议?|办公会议?|常委会会议|主任会议|全会)$")
_GENERIC = frozenset(
    {
        "会议",
        "大会",
        "座谈会",
        "论坛",
        "仪式",
        "活动",
        "学习会",
        "培训班",
        "讲座",
        "培训",
        "典礼",
        "宣讲",
        "学习",
        "年会",
    }
)
VISITS = frozenset({"调研", "慰问", "会见", "访问"})
LEAD = 4  # sentences of the report that name its event


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: where its name stands, its host and place, and how much speaks for it."""

    name: Span
    kind: Kind
    score: float
    hold: Span
    host: Span | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What was found about the main event."""

    meeting: Meeting | None = None
    organizer: Field | None = None
    place: Field | None = None
    anchor: int = 0
    year: int | None = None


@cache
def _kinds() -> dict[str, str]:
    return table("meetings.tsv")


def _longest_head() -> int:
    return 14


def kind_of(name: str) -> Kind | None:
    """The kind of an event by the last word of its name; None if it is no event's name.

    >>> kind_of("党组理论学习中心组（扩大）学习会"), kind_of("负责人")
    ('中心组学习', None)
    """
    size = ends_with(name, len(name), frozenset(_kinds()), longest=_longest_head())
    return _kinds()[name[len(name) - size :]] if size else None  # type: ignore[return-value]


class EventReader:
    """Reads the event from one document: the body or the headline."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._plain = document.plain
        self._mentions = mentions

    def candidates(self, sentences: int) -> Iterator[Candidate]:
        """Every event named in the first sentences, with how much speaks for it."""
        for sentence in self._document.sentences[:sentences]:
            early = 3.0 * (sentences - sentence.number) / sentences
            for hold in _HOLD.finditer(self._plain, *sentence.span):
                yield from self._held(Span(*hold.span()), sentence.span, early)
            for join in _JOIN.finditer(self._plain, *sentence.span):
                name = self._object(join.end(), sentence.span.stop)
                if name:
                    yield self._named(name, Span(*join.span()), early + 2.0)
            for visit in _VISIT.finditer(self._plain, *sentence.span):
                yield from self._visited(visit, sentence.span, early)

    def _held(self, hold: Span, sentence: Span, early: float) -> Iterator[Candidate]:
        clause = self._clause_start(hold.start, sentence.start)
        place = self._place(clause, hold.start)
        left = place.start - 1 if place else hold.start
        name = self._object(hold.stop, sentence.stop)
        if name:
            yield self._named(name, hold, early + 5.0, host=self._host(clause, left), place=place)
            return
        subject = self._without_when(clause, left)
        if subject and kind_of(self._document.text[subject.slice]):
            host, name = self._split(subject)
            yield self._named(name, hold, early + 5.0, host=host, place=place)

    def _named(
        self, name: Span, hold: Span, score: float, *, host: Span | None = None, place: Span | None = None
    ) -> Candidate:
        text = self._document.text[name.slice]
        generic = text in _GENERIC or len(text) <= 2
        return Candidate(name, kind_of(text) or "会议", score - 3.0 * generic, hold, host, place)

    def _visited(self, visit: re.Match[str], sentence: Span, early: float) -> Iterator[Candidate]:
        before = self._plain[max(sentence.start, visit.start() - 12) : visit.start()]
        subject = any(sentence.start <= m.span.start < visit.start() for m in self._mentions)
        if not subject or before.endswith(("会上", "的")):
            return
        place = Span(*visit.span("place")) if visit["place"] else None
        if place and (_NOT_PLACE.search(visit["place"]) or "、" in visit["place"]):
            place = None
        kind = kind_of(visit["act"]) or "调研"
        if place is None:
            place = self._place(self._clause_start(visit.start(), sentence.start), visit.start())
        yield Candidate(Span(*visit.span("act")), kind, early + 3.0, Span(*visit.span()), None, place)

    def _clause_start(self, stop: int, floor: int) -> int:
        return max(floor, *(self._plain.rfind(c, floor, stop) + 1 for c in "，；：,"))

    def _object(self, start: int, stop: int) -> Span | None:
        """The event named right of a verb: up to the last word of events in its clause."""
        clause = re.compile("[，。；\n]").search(self._plain, start, stop)
        end = clause.start() if clause else stop
        text = self._document.text
        heads = frozenset(_kinds())
        best = 0
        for i in range(start + 2, min(end, start + 90) + 1):
            if self._plain[i - 1] != FILL and ends_with(text, i, heads, start=start, longest=_longest_head()):
                best = i
        if not best:
            return None
        while start < best and (self._plain[start] in "的了 " or (text.startswith(("由", "在"), start) and False)):
            start += 1
        return Span(start, best)

    def _place(self, start: int, stop: int) -> Span | None:
        """The place in 在… before a verb."""
        found = _PLACE.search(self._plain, start, stop)
        if not found or _NOT_PLACE.search(found["place"]):
            return None
        return Span(*found.span("place"))

    def _without_when(self, start: int, stop: int) -> Span | None:
        """A stretch without dates and adverbs at its ends."""
        while (head := _WHEN.match(self._plain[start:stop])) and head.end():
            start += head.end()
        while (tail := _TRAILING_WHEN.search(self._plain[start:stop])) and tail[0]:
            stop = start + tail.start()
        return Span(start, stop) if stop - start > 1 else None

    def _host(self, start: int, stop: int) -> Span | None:
        """The body left of a verb of holding; None when a person stands there."""
        subject = self._without_when(start, stop)
        if subject is None or any(m.span.overlaps(subject) for m in self._mentions):
            return None
        text = self._document.text[subject.slice]
        if len(text) > 40 or not (
            ends_with(text, len(text), organization_heads()) or (len(text) <= 4 and text.startswith("我"))
        ):
            return None
        return subject

    def _split(self, subject: Span) -> tuple[Span | None, Span]:
        """`body event`: the longest body that leaves a name of an event behind it."""
        text = self._document.text[subject.slice]
        for cut in range(min(len(text) - 3, 40), 1, -1):
            rest = text[cut:]
            if (
                ends_with(text, cut, organization_heads())
                and kind_of(rest)
                and not rest.startswith(("的", "和", "与", "、", "会", "工作", "建设"))
            ):
                whole = _ORDINAL.match(rest) and cut > 8
                return Span(subject.start, subject.start + cut), subject if whole else Span(
                    subject.start + cut, subject.stop
                )
        return None, subject

    def label_place(self) -> Span | None:
        """地点：X of a notice-like report."""
        label = _VENUE_LABEL.search(self._plain)
        return Span(*label.span("place")) if label else None

    def named_host(self) -> Span | None:
        """由X主办."""
        host = _HOST.search(self._plain)
        if not host:
            return None
        start, stop = host.span("host")
        cut = self._plain.rfind("，", start, stop)
        return Span(start, stop) if cut < 0 else Span(start, stop)


def read_event(body: Document, mentions: Sequence[Mention], headline: Document | None) -> Event:
    """The main event of a report, from its body first, then from its headline."""
    reader = EventReader(body, mentions)
    wanted = _headline_kinds(headline)
    found = sorted(reader.candidates(LEAD), key=lambda c: (-c.score - 2.5 * ((c.kind in VISITS) == wanted), c.name))
    best = found[0] if found else None
    top = None
    if headline is not None:
        head_reader = EventReader(headline, ())
        top = max(head_reader.candidates(1), key=lambda c: c.score, default=None)
    if best is None and top is None:
        return Event()
    host = best and best.kind not in VISITS and (best.host or reader.named_host())
    place = best.place if best and best.place else reader.label_place()
    return Event(
        meeting=_meeting(body, best, "text") if best else _meeting(headline, top, "title"),  # type: ignore[arg-type]
        organizer=_field(body, host, "text") if host else _field(headline, top and top.host, "title"),
        place=_field(body, place, "text"),
        anchor=best.hold.start if best else 0,
    )


def _headline_kinds(headline: Document | None) -> bool:
    """Whether the headline speaks of a visit."""
    return bool(headline and _VISIT.search(headline.plain) and not _HOLD.search(headline.plain))


def _field(document: Document | None, span: Span | None, span_in: SpanIn) -> Field | None:
    if document is None or not span:
        return None
    return Field(document.text[span.slice], span, span_in, _evidence(document, span, span_in))


def _meeting(document: Document, found: Candidate, span_in: SpanIn) -> Meeting:
    return Meeting(
        document.text[found.name.slice], found.name, found.kind, span_in, _evidence(document, found.name, span_in)
    )


def _evidence(document: Document, span: Span, span_in: SpanIn) -> Evidence | None:
    if span_in == "title":
        return None
    clause = document.clause_at(span.start)
    return Evidence(document.text[clause.slice], clause)
