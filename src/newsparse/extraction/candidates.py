"""What a report may name as its event: clauses that say so, with how much speaks for each.

Most reports say it in one clause, in one of three shapes: `body (在place) 召开 event`, `event (在place) 召开`, or
`person 主持召开/出席 event`; visits say `person 赴place调研`. The headline says it again, shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsparse.bulletin import Kind
from newsparse.extraction.document import FILL, Document
from newsparse.extraction.meetings import (
    ENLARGED,
    GENERIC,
    LONGEST_HOST,
    event_ends,
    is_body,
    kind_of,
    split,
    without_attribute,
)
from newsparse.extraction.mentions import Mention
from newsparse.text import Span

_MANNER = (
    "(?:成功|胜利|隆重|顺利|正式|如期|圆满|联合|共同|组织|集中|及时|再次|继续|分别|同步|专门|主持|线上|在线|"
    "以视频[形方]式)"
)
_HOLD = re.compile(
    rf"{_MANNER}{{0,4}}(?:召开|举行|举办|召集(?!人)|开展|进行(?=[^，。；]{{0,12}}(?:学习|访问|考察|调研|慰问活动))|"
    r"组织(?=[^，。；]{0,16}(?:学习|培训|活动)[，。])|[开闭]幕(?![式会词])|开班(?!式|仪式)|启动(?=[，。]))了?(?!的)"
)
# What is decided, planned or asked for has not taken place.
_PLANNED = re.compile(
    r"(?:决定|定于|拟定?于|提请|倡议)[^，。；]{0,60}$|将[于在][^，。；]{0,40}$|(?:计划|建议|同意|筹备|将|拟)$"
)
_CONVENES = ("召开", "主持召开", "组织召开")
_NO_NAME = re.compile(r"[\s：:！？、]|了")
# 局党组书记X主持召开党组会议.
_COMMITTEES = ("党组", "党委", "党工委", "党总支", "理论学习中心组")
_COMMITTEE_OF = re.compile("(?P<host>[^，。；、]{2,24}?)(?:党组|党委|党工委|党总支)(?:副?书记|成员|委员)")
_WISHED = re.compile("(?:希望|期待|欢迎|盼|将来)[^，。；]{0,40}$")
# 将启程前往北京，出席…: announced, not done. 将军, 少将, 将士 are no future.
_FUTURE = re.compile("(?<![少中上大主老强麻])将(?:会|于|在|启程|前往|赴|率|出席|访问|到|应邀)")
# What a meeting is about, or wants, is not the meeting: 就共同举办论坛交换意见, 要开展主题活动.
_ABOUT = re.compile(r"(?:就|围绕|关于|针对|要|应|通过|推动|建立)[^，。；]{0,60}$")
_JOIN = re.compile(r"(?:出席|参加|主持(?!召开|举行)|应邀出席|到会指导|列席)(?!并|了?讲话)了?")
_DOINGS = "调研|考察|视察|督导|检查|督查|慰问|看望|走访|会见|会谈|访问|参观|接待"
_DOING = re.compile(_DOINGS)
# Of several doings in one sentence the first of these names the visit.
_RANK = ("调研", "考察", "视察", "督导", "督查", "检查", "会见", "访问", "慰问", "走访", "看望", "会谈", "接待", "参观")
# Who visits where no person is named: 代表团访问北京大学.
_VISITORS = re.compile(r"(?:团|组|一行(?:[0-9一二三四五六七八九十]{1,3}人)?|领导|专家)[^，。；]{0,24}$")
_VISIT = re.compile(
    r"(?:(?:前往|赴|来到|到|来|走进|深入|莅临|在|对)(?P<place>[^，。；]{2,30}?)(?:(?:就|对|围绕|开展|进行)[^，。；]{1,30}?)?"
    r"(?:(?:进行|开展)了?)?)?"
    rf"(?:实地|现场)?(?P<act>(?:参观|专题|专项|集体|走访|看望|科研专项|学习|视察|督导|考察|正式|友好|国事){{0,2}}(?:{_DOINGS}))"
    r"(?!组|团|报告|情况|座谈会|会|工作会|中(?=[，。、])|期间|的|学者|学生|量|生)"
)
# Behind a doing stands what is visited: 访问我校, 参观许继集团.
_VISITED = re.compile(r"(?:了)?(?P<place>[^，。；、和与的]{2,20})(?=[，。；、]|指导|就|并)")
_OWN_PLACE = re.compile("我[校院局市县区厂行所司]$")
# Several stops, or any: 我市部分企业, 湘澧盐化等企业.
_MANY = re.compile(r"部分|多家|各|等|有关|相关|企业$|群众$|职工$|家庭$")
_WITH = re.compile("[与同和]|会见|接见")  # 在接待中心与来访的X举行会谈
_BOOKED = re.compile(r"假座(?P<place>[^，。；]{1,40})$")
_PLACE = re.compile(r"(?:在|于)(?P<place>[^，。；在于]{1,40}?)(?:以[^，。；]{2,20})?$")
_NOT_PLACE = re.compile(
    r"(?:下|之际|期间|时|中|基础上|背景|框架|前后|同时|方面|过程|领域|形势|会上|今年|全[国省市县区院校厂]|[0-9]日|线上|网上|工作|带领|陪同|主持|会见|进行了?|[0-9]{1,4}[余多]?人)$|"
    r"^(?:[0-9]{1,4}(?!.{0,4}(?:室|厅|楼|部队|会场))|[全此这线]|会|陪同|了|我们|大家|一起|.{0,6}听取)"
)
_VENUE_LABEL = re.compile(r"(?:地点|会场)[：:]\s?(?P<place>[^，。；\n]{2,30})")
_MAIN_VENUE = re.compile(r"(?:主会场|会议)设在(?P<place>[^，。；\n]{2,30})|在(?P<place2>[^，。；\n在]{2,30})设主会场")
_OTHER_HOLD = re.compile(r"(?:召开|举行|举办|参加)了?(?!的)")
# What sets a second event beside the first.
_BESIDE = re.compile(
    r"(?:会[前后]|结束后|仪式后|活动后|会议后|期间|随后|同[日期]|当[天日](?:还|下午|晚上)|此前|之后|另外|此外)[^。]{0,24}$|还$"
)
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)"
_TIME = (
    r"(?:(?:[0-9]{2,4}|[〇○零一二三四五六七八九]{4})年)?(?:(?:[0-9]{1,2}|[一二三四五六七八九十元]{1,2})月)?"
    rf"(?:[0-9]{{1,2}}[—\-、至])?{_DAY}"
    r"(?:[至到—\-、和]{1,2}(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?:上午|下午|中午|晚上?|傍晚|早上)?(?:[0-9]{1,2}[:：时点](?:[0-9]{1,2}分?|半)?)?"
)
_WHEN = re.compile(
    rf"{_TIME}|近日|日前|今[天日]|昨[天日]|[上下]午|当[天日]|随后|会[前后]|本周[一二三四五六日]?|应[^，。；]{{2,30}}邀请|由"
)
_TRAILING_WHEN = re.compile(
    rf"(?:{_TIME}|近日|日前|(?:今|昨|当)[天日]{FILL}{{0,16}}|[上下]午|以[^，。；]{{2,24}}[方形]式|就[^，。；]{{2,40}}|于|会议?|还|"
    rf"一行(?:[0-9一二三四五六七八九十]{{1,3}}[余多]?人)?)$"
)
_HOST = re.compile(r"由(?P<host>[^。；由]{2,60}?)(?:联合|共同)?主办")
_ARRANGED = re.compile(r".{0,120}(?:[主承协]办|组织|牵头)的(?=[^，。；]{3,60}$)")
_OWN = ("本届", "我市", "我县", "我省", "我区", "我校", "我院", "我局", "今年")
# 我区 is where, not who; 我校 and 我院 are bodies.
_OWN_REGION = re.compile("^我[省市县区州镇乡村国]$")
# These are named by what begins or ends: X培训班举行开班仪式, 市人大二次会议举行预备会议.
_PART_OF = re.compile("(?:开班|结业|开幕|闭幕|启动|颁奖)?(?:典礼|仪式|式)$|预备会议$|全体会议$|第一次会议$|报告会$")
_NAME_ENDS = re.compile("[，。；\n并]")
_POINTING = ("该", "此", "本次", "这次", "上述", "者", "人员", "名单")
LONGEST_NAME = 90


class Candidate(NamedTuple):
    """A possible event: where its name stands, its host and place, and how much speaks for it."""

    name: Span
    kind: Kind
    score: float
    hold: Span
    host: Span | None = None
    place: Span | None = None


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
                left = self._plain[self._clause_start(hold.start(), sentence.span.start) : hold.start()]
                if not _PLANNED.search(left):
                    about = 2.0 * bool(_ABOUT.search(left))
                    yield from self._held(Span(*hold.span()), sentence.span, early + 5.0 - about)
            for join in _JOIN.finditer(self._plain, *sentence.span):
                before = self._plain[sentence.span.start : join.start()]
                if _WISHED.search(before) or _FUTURE.search(before):
                    continue
                name = self._object(join.end(), sentence.span.stop)
                if name:
                    place = self._place(self._clause_start(join.start(), sentence.span.start), join.start())
                    found = self._named(name, Span(*join.span()), early + 3.5, place=place)
                    # 来公司考察，双方参加了座谈会: the talks are part of the visit.
                    yield found._replace(score=found.score - 0.7 * (found.kind == "座谈会"))
            if not _DOING.search(self._plain, *sentence.span):
                continue
            for visit in _VISIT.finditer(self._plain, *sentence.span):
                yield from self._visited(visit, sentence.span, early + 3.0)

    def _held(self, hold: Span, sentence: Span, score: float) -> Iterator[Candidate]:
        clause = self._clause_start(hold.start, sentence.start)
        place = self._place(clause, hold.start)
        left = place.start - (2 if self._plain.endswith("假座", 0, place.start) else 1) if place else hold.start
        name = self._object(hold.stop, sentence.stop)
        subject = self._subject(clause, left, sentence.start)
        if name is None and subject is None and self._plain[hold.slice].startswith(_CONVENES):
            name, score = self._convened(hold.stop, sentence.stop), score - 2.0
        if name:
            if subject and _PART_OF.search(self._document.text[name.slice]):
                name = self._whole(subject, name)
                yield self._named(name, hold, score, place=place)
                return
            if kind_of(self._document.text[name.slice]) == "会见":  # 双方举行了会谈: as much as 会见 itself
                score -= 2.0
            host = self._host(clause, left) or self._committee(name, clause, hold.start)
            yield self._named(name, hold, score, host=host, place=place)
            return
        if subject:
            arranged = _ARRANGED.match(self._plain[subject.slice])
            start = subject.start + arranged.end() if arranged else subject.start
            yield self._named(Span(start, subject.stop), hold, score, place=place, split_name=not arranged)

    def _convened(self, start: int, stop: int) -> Span | None:
        """What 召开 has as its object is a meeting, whatever its last word: 召开安全生产委员会."""
        end = _NAME_ENDS.search(self._plain, start, stop)
        name = Span(start, end.start() if end else stop)
        one = not _NO_NAME.search(self._plain, *name)
        return name if one and 2 < len(name) <= LONGEST_HOST and not self._holds_person(name) else None

    def _committee(self, name: Span, start: int, stop: int) -> Span | None:
        """局党组书记X主持召开党组会议: the body whose committee meets stands in the title of who presides."""
        if not self._document.text.startswith(_COMMITTEES, name.start):
            return None
        found = next(iter(_COMMITTEE_OF.finditer(self._plain, start, stop)), None)
        host = found and self._without_when(*found.span("host"))
        return host if host and is_body(self._document.text[host.slice]) else None

    def _subject(self, clause: int, stop: int, floor: int) -> Span | None:
        """The event that is held, left of the verb; where the clause has none, in the clause before."""
        subject = self._without_when(clause, stop)
        if subject is None and clause > floor:
            before = self._clause_start(clause - 1, floor)
            named = self._without_when(before, clause - 1)
            subject = named and self._object(named.start, named.stop)
        if subject is None:
            return None
        subject = without_attribute(self._document.text, subject)
        return subject if kind_of(self._document.text[subject.slice]) and not self._holds_person(subject) else None

    def _whole(self, subject: Span, part: Span) -> Span:
        """X培训班 and 开班仪式 as one name: where the text joins them, else from the one to the other."""
        text = self._document.text
        at = text.find(text[subject.slice] + text[part.slice])
        return Span(at, at + len(subject) + len(part)) if at >= 0 else Span(subject.start, part.stop)

    def _named(  # noqa: PLR0913 - the parts of one candidate
        self,
        name: Span,
        hold: Span,
        score: float,
        *,
        host: Span | None = None,
        place: Span | None = None,
        split_name: bool = True,
    ) -> Candidate:
        if split_name:
            found, rest = split(self._document.text, self._plain, name)
            host, name = (found, rest) if host is None else (host, name)
        text = self._document.text[name.slice]
        return Candidate(name, kind_of(text) or "会议", score - 3.0 * (text in GENERIC), hold, host, place)

    def _visited(self, visit: re.Match[str], sentence: Span, score: float) -> Iterator[Candidate]:
        act = visit.start("act")
        clause = self._clause_start(visit.start(), sentence.start)
        person = any(sentence.start <= m.span.start < act for m in self._mentions)
        visitors = not person and bool(_VISITORS.search(self._plain[clause : visit.start()]))
        host = None if person or not (visitors or visit["place"]) else self._host(clause, visit.start())
        if not (person or visitors or host or (not self._mentions and sentence.start == 0)):
            return
        if self._plain[:act].endswith("的") or _FUTURE.search(self._plain, sentence.start, act):
            return
        place = Span(*visit.span("place")) if visit["place"] else self._place(clause, visit.start())
        if place is None or not self._is_place(place):
            place = self._visited_place(visit.end(), sentence.stop)
        rank = 0.03 * next((len(_RANK) - i for i, doing in enumerate(_RANK) if visit["act"].endswith(doing)), 0)
        kind = kind_of(visit["act"]) or "调研"
        yield Candidate(Span(*visit.span("act")), kind, score + rank, Span(*visit.span()), host, place)

    def _is_place(self, place: Span) -> bool:
        """Whether a visit went to one place that is named."""
        worded = self._plain[place.slice]
        return not (_NOT_PLACE.search(worded) or _MANY.search(worded) or self._holds_person(place))

    def _visited_place(self, start: int, stop: int) -> Span | None:
        """The body behind a doing: 访问我校."""
        found = _VISITED.match(self._plain, start, stop)
        if not found:
            return None
        place = Span(*found.span("place"))
        body = is_body(found["place"]) or _OWN_PLACE.match(found["place"])
        return place if body and self._is_place(place) else None

    def _holds_person(self, span: Span) -> bool:
        return any(m.span.overlaps(span) for m in self._mentions)

    def _clause_start(self, stop: int, floor: int) -> int:
        return self._document.clause_start(stop, floor)

    def _object(self, start: int, stop: int) -> Span | None:
        """The event named right of a verb: up to the last word of events in its clause."""
        stop = min(stop, start + LONGEST_NAME)
        end = _NAME_ENDS.search(self._plain, start, stop)
        stop = end.start() if end else stop
        text = self._document.text
        for i in range(stop, start + 1, -1):
            if self._plain[i - 1] != FILL and event_ends(text, i, start):
                while text.startswith(_OWN, start):
                    start += 2
                name = Span(start, i + len(ENLARGED) if text.startswith(ENLARGED, i) else i)
                name = without_attribute(text, name)
                pointing = text.startswith(_POINTING, start) or text[i : i + 1] == "的"
                return None if pointing or self._holds_person(name) else name
        return None

    def _place(self, start: int, stop: int) -> Span | None:
        """The place in 在… before a verb."""
        found = _BOOKED.search(self._plain, start, stop) or _PLACE.search(self._plain, start, stop)
        if not found or _NOT_PLACE.search(found["place"]):
            return None
        start, stop = found.span("place")
        with_whom = _WITH.search(self._plain, start, stop) if self._holds_person(Span(start, stop)) else None
        return Span(start, with_whom.start() if with_whom else stop)

    def _without_when(self, start: int, stop: int) -> Span | None:
        """A stretch without dates and adverbs at its ends."""
        while head := _WHEN.match(self._plain, start, stop):
            start = head.end()
        while (tail := _TRAILING_WHEN.search(self._plain, start, stop)) and tail.end() - tail.start() < stop - start:
            if tail[0].startswith("会"):
                break
            stop = tail.start()
        return Span(start, stop) if stop - start > 1 else None

    def _host(self, start: int, stop: int) -> Span | None:
        """The body left of a verb of holding; None when a person stands there."""
        subject = self._without_when(start, stop)
        if subject is None or self._holds_person(subject) or len(subject) > LONGEST_HOST:
            return None
        text = self._document.text[subject.slice]
        if _OWN_REGION.match(text):
            return None
        own = text.startswith("我") and len(text) <= 4
        return subject if own or is_body(text) else None

    def others(self, main: Candidate) -> Iterator[Candidate]:
        """Further events that the text reports beside the main one."""
        name = self._document.text[main.name.slice]
        for sentence in self._document.sentences:
            for hold in _OTHER_HOLD.finditer(self._plain, *sentence.span):
                if hold.start() <= main.hold.start or not _BESIDE.search(
                    self._plain[sentence.span.start : hold.start()]
                ):
                    continue
                found = self._object(hold.end(), sentence.span.stop)
                if found is None:
                    continue
                other = self._named(found, Span(*hold.span()), 0.0)
                text = self._document.text[other.name.slice]
                if text not in GENERIC and text not in name and name not in text:
                    yield other

    def label_place(self) -> Span | None:
        """地点：X of a notice-like report."""
        if not ("地点" in self._plain or "会场" in self._plain or "会议设在" in self._plain):
            return None
        label = _VENUE_LABEL.search(self._plain) or _MAIN_VENUE.search(self._plain)
        return Span(*label.span(label.lastgroup or 0)) if label else None

    def named_host(self) -> Span | None:
        """由X主办."""
        host = _HOST.search(self._plain) if "主办" in self._plain else None
        return Span(*host.span("host")) if host else None
