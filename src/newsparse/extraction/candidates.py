"""Possible events: each clause that may name the event, with host and place and how much speaks for it.

Most reports name it in one clause, in one of three shapes: `body (在place) 召开 event`, `event (在place) 召开`, or
`person 主持召开/出席 event`; visits say `person 赴place调研`. The headline says it again, shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsparse.bulletin import Kind
from newsparse.extraction import places
from newsparse.extraction.document import FILL, Document, Sentence
from newsparse.extraction.mentions import Mention
from newsparse.extraction.naming import (
    ENLARGED,
    GENERIC,
    LONGEST_HOST,
    divide,
    head_size,
    is_body,
    kind_of,
    open_head,
    open_kind,
)
from newsparse.extraction.people import organization_of
from newsparse.text import Span

_MANNER = (
    "(?:成功|胜利|隆重|顺利|正式|如期|圆满|联合|共同|组织|集中|及时|再次|继续|分别|同步|专门|主持|线上|在线|现场|连续|"
    "以视频[形方]式)"
)
_HOLD = re.compile(
    rf"{_MANNER}{{0,4}}(?:召开|举行|举办|召集(?!人)|开展|进行(?=[^，。；]{{0,12}}(?:学习|访问|考察|调研|慰问|督查|检查|培训|座谈|演练|视察|走访))|"
    r"[开闭]幕(?![式会词])|开班(?!式|仪式|典礼|动员)|落幕|开讲(?=[，。了])|开赛(?!仪式)|圆满完成(?=[^，。]{0,4}议程)|"
    r"(?<=[^，。；]{3})组织(?=[^，。；部]{0,12}(?:集中学习|集体学习|培训|演练|座谈|研讨))|启动(?=[，。])|由(?=[^，。；]{2,40}主持(?:[，。召]|并)))了?(?!的)"
)
_JOIN = re.compile(r"(?:出席|参加|主持(?!召开|举行)|应邀出席|到会指导|列席)(?!并|了?讲话|者|人|率)了?")
_DOING = "调研|考察|视察|督导|检查|督查|慰问|看望|走访|会见|接见|会谈|会晤|访问|参观|接待(?!室|中心|会)|拜会|拜访|巡查"
_VISIT = re.compile(
    rf"(?:(?:专题|专项|集体|科研专项|正式|友好|国事|学习|新春|工作){{0,2}}(?:{_DOING})(?:[和与、及]?(?:{_DOING}|指导|交流)){{0,2}}(?:(?<=指导)工作)?)"
    r"(?!组|团|报告|情况|座谈会|会|工作会|工作小组|小组|室|现场会|中(?=[，。、])|期间|的|时在座|员|活动|仪式|机构|点)了?"
)
_OPENING = re.compile("(?:线上)?(?:预备会议|[开闭]幕[式会]|开[班营学]|结业)")
# 在X会议上强调: a headline's way to name the event.
_SAID_AT = re.compile(r"在(?P<name>[^，。；]{2,40}?)上(?=发表|讲话|强调|指出|要求|表示|发言|作|致)")
# An inspection that reports back is an event of its own: 向X党委反馈巡察情况.
_FEEDBACK = re.compile(
    r"向[^，。；]{2,40}?(?P<name>反馈[^，。；]{0,6}(?:巡[视察]|督[察查]|考核|审计)[^，。；]{0,16}?(?:情况|意见))"
)
_GROUP_SUBJECT = re.compile("(?:(?<!集)团|组(?!织)|一行)(?:一行)?(?:[0-9]{1,3}人)?")
# What only the leader's own words, or a plan, say will be held.
_FUTURE = re.compile(r"(?:将|拟|定于|即将|预计|择期)(?:会)?(?!近)[^，。；的]{0,40}$")
_UNREAL = re.compile(r"(?:期待|希望|建议|决定|如何|争取|计划|曾|(?<![重主需必首])要)[^，。；]{0,40}$|、(?:共同|联合)?$")
_OTHER_HOLD = re.compile(r"(?:召开|举行|举办|参加)了?(?!的)")
# What sets a second event beside the first.
_BESIDE = re.compile(
    r"(?:(?:会|典礼|仪式|会谈|会见|活动|论坛|大会|会议|培训|调研|座谈)[前后]|结束后|期间|随[后即]|同[日期]|当[天日](?:还|下午|晚上)|此前|之后|另外|此外)[^。]{0,24}$|还$"
)
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)"
_TIME = (
    rf"于?(?:(?:[今昨][天日]?|日前|近日){FILL}{{2,10}}日?(?:[上下]午|晚上?)?|"
    r"(?:(?:[0-9]{2,4}|[〇○零一二三四五六七八九]{4})年)?(?:(?:[0-9]{1,2}|[一二三四五六七八九十元]{1,2})月)?"
    rf"(?:[0-9]{{1,2}}[—\-、至])?{_DAY}"
    r"(?:[至到—\-、和]{1,2}(?:[0-9]{1,2}月)?[0-9]{1,2}日)?＿{0,8}(?:上午|下午|中午|晚上?|傍晚|早上)?(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[:：时点](?:[0-9]{1,2}分?|半|整)?)?)"
)
_WHEN = re.compile(
    rf"{_TIME}|近日|日前|今[天日]|昨[天日]|[上下]午|当[天日]|随后|会[前后]|本周[一二三四五六日]?|应[^，。；]{{2,30}}邀请|由"
)
_TRAILING_WHEN = re.compile(
    rf"(?:{_TIME}|近日|日前|今[天日]|昨[天日]|[上下]午|以[^，。；]{{2,24}}[方形]式|就[^，。；]{{2,40}}|于|会议?|还)$"
)
# Before a verb of holding such a word is a body though it is none elsewhere.
_HOST_ENDS = re.compile(
    "(?:中心组|班子|小组|专班|支部|科技|股份|软件|能源|实业|置业|地产|控股|药业|重工|电气|证券|保险|航空|传媒|年级)$"
)
_HOST_TERM = re.compile("第?[0-9一二三四五六七八九十]{1,4}届(?=中共|[省市县区]委|自治区政协)")
_NO_HOST = re.compile("^分[0-9一二三四五六]|^[到来]|^抵达|率[队团领]|走访|[在赴的]|书记")
_ASIDE = re.compile("（[^（）]{1,20}）$")
_HOSTS = tuple(
    re.compile(rf"由(?P<host>[^。；由]{{2,60}}?)(?:联合|共同)?{verb}")
    for verb in ("主办", "(?:承办|举办|牵头)(?=[的，、])")
)
_ARRANGED = re.compile(r".{0,120}(?:[主承协]办|组织|牵头)的(?=[^，。；]{3,60}$)")
_DATELINE = re.compile("（[^（）]{1,10}[讯电]）")
# What a meeting talks about is not the meeting: 就共同举办论坛交换意见.
_ABOUT = re.compile(r"(?:就|围绕|关于|针对)[^，。；]{0,60}$")
# 市水务局党组书记主持党组会议: the committee meets, and it is the bureau's.
_COMMITTEE_OF = re.compile("(?P<body>.{2,24}?)(?:党组|党委|党工委|党总支)(?:副?书记|成员|委员)")
_CONVENES = ("召开", "召开了")
_NO_NAME = re.compile(r"[\s：:！？。、]|了")
_OWN = ("本届", "我市", "我县", "我省", "我区")
_NAME_ENDS = re.compile("[，。；：\n并]|(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_POINTING = ("该", "此", "本次", "这次", "上述", "其他", "一系列", "各类", "各项", "多种")
# Verbs that name what was done rather than a gathering: a name that ends so yields to one that ends like a gathering.
_DEED = re.compile("[会议式礼典坛班赛节展营课座日周月讲]$|活动$|学习$|仪式$|论坛$")
VISITS = frozenset({"调研", "慰问", "会见", "访问"})
LEAD = 4  # sentences of the report that name its event
MOST_CAPTIONS = 8  # lines before or between them that are no sentences
LONGEST_NAME = 90
LOOK_BACK = 200  # characters before a verb that are read


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event: where its name stands, its host and place, and how much speaks for it."""

    name: Span
    kind: Kind
    score: float
    hold: Span
    host: Span | None = None
    place: Span | None = None
    future: bool = False
    seat: Span | None = None


class EventReader:
    """Reads the event from one document: the body or the headline."""

    def __init__(self, document: Document, mentions: Sequence[Mention], *, headline: bool = False) -> None:
        self._document = document
        self._headline = headline
        self._plain = document.plain
        self._mentions = mentions

    def candidates(self, sentences: int) -> Iterator[Candidate]:
        """Every event named in the first sentences, with how much speaks for it."""
        for sentence, number in self._lead(sentences):
            early = 3.0 * (sentences - number) / sentences
            for hold in _HOLD.finditer(self._plain, *sentence.span):
                clause = self._clause_start(hold.start(), sentence.span.start)
                about = 2.0 * bool(_ABOUT.search(self._plain, clause, hold.start()))
                yield from self._held(Span(*hold.span()), sentence.span, early + 5.0 - about)
            for join in _JOIN.finditer(self._plain, *sentence.span):
                name = self._object(join.end(), sentence.span.stop)
                if name:
                    clause = self._clause_start(join.start(), sentence.span.start)
                    place = places.before(self._plain, clause, join.start())
                    yield self._named(name, Span(*join.span()), early + 3.5, place=place.span if place else None)
            for said in _SAID_AT.finditer(self._plain, *sentence.span) if self._headline else ():
                if kind_of(said["name"]):
                    yield self._named(Span(*said.span("name")), Span(*said.span()), early + 2.0)
            for told in _FEEDBACK.finditer(self._plain, *sentence.span):
                clause = self._clause_start(told.start(), sentence.span.start)
                name, act = Span(told.start("name"), told.end()), Span(*told.span())
                yield Candidate(name, "工作会议", early + 5.0, act, self._host(clause, told.start()))
            for visit in _VISIT.finditer(self._plain, *sentence.span):
                yield from self._visited(Span(*visit.span()), sentence.span, early + 3.0)

    def _lead(self, sentences: int) -> Iterator[tuple[Sentence, int]]:
        """The first sentences with their number; lines before them that are none (captions) count as the last."""
        number = 0
        for sentence in self._document.sentences[: sentences + MOST_CAPTIONS]:
            prose = self._headline or self._plain[sentence.span.stop - 1] in "。！？"
            yield sentence, number if prose else sentences - 1
            number += prose
            if number == sentences:
                return

    def _held(self, hold: Span, sentence: Span, score: float) -> Iterator[Candidate]:
        clause = self._clause_start(hold.start, sentence.start)
        name = self._object(hold.stop, sentence.stop, held=True)
        deed = name is not None and kind_of(self._document.text[name.slice]) in VISITS
        place = places.before(self._plain, clause, hold.start, going=deed)
        left, where = (place.begin, place.span) if place else (hold.start, None)
        if (
            name is None
            and self._plain[hold.slice].endswith(_CONVENES)
            and not self._subject(clause, left, sentence.start)
        ):
            name, score = self._convened(hold.stop, sentence.stop), score - 2.0
        convenes = name is None and self._plain[hold.slice].endswith(_CONVENES)
        if convenes and not self._names_event(clause, left, sentence):
            name, score = self._convened(hold.stop, sentence.stop), score - 2.0
        if name and self._plain.startswith("召集", hold.start):  # 召集各界代表茶叙: whom, then what
            name = Span(name.stop - head_size(self._document.text, name.stop, name.start), name.stop)
        if name and not self._opening(clause, left, name):
            yield self._named(name, hold, score, host=self._host(clause, left), place=where)
            return
        subject = self._subject(clause, left, sentence.start)
        text = self._document.text[subject.slice] if subject else ""
        if name and subject and self._holds_person(subject):
            yield self._named(name, hold, score, place=where)
            return
        if name and subject:
            subject = Span(subject.start, name.stop)
        elif not subject or not (kind_of(text) or open_head(text)) or text.startswith(_POINTING):
            return
        if not self._holds_person(subject):
            arranged = _ARRANGED.match(self._plain[subject.slice])
            start = subject.start + arranged.end() if arranged else subject.start
            yield self._named(Span(start, subject.stop), hold, score, place=where, split=not arranged)

    def _names_event(self, clause: int, left: int, sentence: Span) -> bool:
        subject = self._subject(clause, left, sentence.start)
        text = self._document.text[subject.slice] if subject else ""
        return kind_of(text) is not None or open_head(text)

    def _convened(self, start: int, stop: int) -> Span | None:
        """What 召开 has as its object is a meeting, whatever its last word: 召开安全生产委员会."""
        end = _NAME_ENDS.search(self._plain, start, stop)
        name = Span(start, end.start() if end else stop)
        one = not _NO_NAME.search(self._plain, *name)
        return name if one and 2 < len(name) <= LONGEST_HOST and not self._holds_person(name) else None

    def _subject(self, clause: int, stop: int, floor: int) -> Span | None:
        """What stands left of a verb, or alone in the clause before it: X会议，于3日在Y召开."""
        subject = self._without_when(clause, stop)
        if subject is None and clause - 1 > floor:
            before = self._without_when(self._clause_start(clause - 1, floor), clause - 1)
            alone = before and not _HOLD.search(self._plain, *before) and not _JOIN.search(self._plain, *before)
            return before if alone and before and kind_of(self._document.text[before.slice]) else None
        return subject

    def _opening(self, clause: int, left: int, name: Span) -> bool:
        """Whether an event is said to hold its own opening: X研修班举行开班仪式."""
        if not _OPENING.match(self._document.text[name.slice]):
            return False
        subject = self._without_when(clause, left)
        return bool(subject) and kind_of(self._document.text[clause:left]) is not None

    def _named(  # noqa: PLR0913 - the parts of one candidate
        self,
        name: Span,
        hold: Span,
        score: float,
        *,
        host: Span | None = None,
        place: Span | None = None,
        split: bool = True,
    ) -> Candidate:
        if split:
            found, begin = divide(self._document.text[name.slice])
            if found and host is None:
                host = Span(name.start + found[0], name.start + found[1])
            if found is None or host is None or host.start >= name.start:
                name = Span(name.start + begin, name.stop)
        text = self._document.text[name.slice]
        kind = kind_of(text) or open_kind(text)
        if kind in VISITS:
            name = self._deed(name)
        unreal = 8.0 * self._unreal(hold)
        return Candidate(name, kind, score - 3.0 * (text in GENERIC) - unreal, hold, host, place, self._future(hold))

    def _visited(self, act: Span, sentence: Span, score: float) -> Iterator[Candidate]:
        clause = self._clause_start(act.start, sentence.start)
        subject = any(sentence.start <= m.span.start < act.start for m in self._mentions)
        group = _GROUP_SUBJECT.search(self._plain, clause, act.start)
        done = self._plain[act.slice].endswith("了")
        if self._plain.endswith("的", 0, act.start):
            return
        act = Span(act.start, act.stop - done)
        going = places.before(self._plain, clause, act.start, going=True)
        place = going.span if going else None
        seat = None if place else places.after(self._plain, act.stop + done, sentence.stop, self._plain[act.slice])
        if place and self._holds_person(place):
            place = None
        begin = going.begin if going else act.start
        host = None if subject else self._host(clause, group.start() + 1 if group else begin)
        worded = self._plain[act.slice]
        if not (subject or group or host or done or self._headline):
            return
        name = self._deed(act)
        score -= 1.5 * (worded in ("走访", "看望", "参观", "接待")) + 8.0 * self._unreal(act)
        yield Candidate(name, kind_of(worded) or "调研", score, act, host, place, self._future(act), seat)

    def _deed(self, span: Span) -> Span:
        """A visit's wording without what only repeats it: 看望和慰问, 专项督查工作, 调研指导."""
        text = self._document.text[span.slice]
        start = text.find("慰问") if text.startswith("看望") and "慰问" in text else 0
        stop = len(text) - 2 * (text.endswith("工作") and not text.endswith("指导工作"))
        stop = text.find("指导") if "调研指导" in text else stop
        return Span(span.start + start, span.start + stop)

    def _unreal(self, hold: Span) -> bool:
        clause = self._clause_start(hold.start, max(0, hold.start - LONGEST_NAME))
        return bool(_UNREAL.search(self._plain, clause, hold.start)) or self._future(hold)

    def _future(self, hold: Span) -> bool:
        clause = self._clause_start(hold.start, max(0, hold.start - LONGEST_NAME))
        return bool(_FUTURE.search(self._plain, clause, hold.start))

    def _holds_person(self, span: Span) -> bool:
        # Two characters without a title may be a place in the event's name that looks like a name.
        return any(m.span.overlaps(span) and (m.titles or len(m.span) > 2) for m in self._mentions)

    def _clause_start(self, stop: int, floor: int) -> int:
        floor = max(floor, stop - LOOK_BACK)
        return max(self._document.clause_start(stop, floor), self._plain.rfind("\n", floor, stop) + 1)

    def _object(self, start: int, stop: int, *, held: bool = False) -> Span | None:
        """The event named right of a verb: up to the last word of events in its clause."""
        stop = min(stop, start + LONGEST_NAME)
        end = _NAME_ENDS.search(self._plain, start, stop)
        stop = end.start() if end else stop
        text = self._document.text
        while text.startswith(_OWN, start):
            start += 2
        if text.startswith(_POINTING, start):
            return None
        deed: Span | None = None
        for i in range(stop, start + 1, -1):
            if self._plain[i - 1] == FILL or not head_size(text, i, start) or text[i : i + 2] == "精神":
                continue
            name = Span(start, i + len(ENLARGED) if text.startswith(ENLARGED, i) else i)
            if text[i : i + 1] == "的" or self._holds_person(name):
                return deed
            if _DEED.search(text[name.slice]):
                return name
            deed = deed or name
        if deed is None and held and open_head(text[start:stop]) and not self._holds_person(Span(start, stop)):
            return Span(start, stop)
        return deed

    def _without_when(self, start: int, stop: int) -> Span | None:
        """A stretch without dates, a dateline and adverbs at its ends."""
        if dateline := _DATELINE.match(self._document.body, start, stop):
            start = dateline.end()
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
        aside = _ASIDE.search(text)
        if aside and len(aside[0]) < aside.start():  # 中华厂商联合会（厂商会）
            text, subject = text[: aside.start()], Span(subject.start, subject.start + aside.start())
        if text in _OWN or _NO_HOST.search(text):
            return None
        own = text.startswith("我") and len(text) <= 4
        if not own and not is_body(text, len(text)) and not _HOST_ENDS.search(text):
            return None
        term = _HOST_TERM.match(text)
        return Span(subject.start + (term.end() if term else 0), subject.stop)

    def others(self, main: Candidate) -> Iterator[Candidate]:
        """Further events that the text reports beside the main one."""
        name = self._document.text[main.name.slice]
        for sentence in self._document.sentences:
            for hold in _OTHER_HOLD.finditer(self._plain, *sentence.span):
                if hold.start() <= main.hold.start or not _BESIDE.search(
                    self._plain[max(sentence.span.start, hold.start() - LOOK_BACK) : hold.start()]
                ):
                    continue
                found = self._object(hold.end(), sentence.span.stop)
                if found is None:
                    continue
                other = self._named(found, Span(*hold.span()), 0.0)
                text = self._document.text[other.name.slice]
                if text not in GENERIC and text not in name and name not in text:
                    yield other

    def presiding_body(self, hold: Span) -> Span | None:
        """The body in the title of whoever presides: T大学校长X主持召开校长办公会."""
        sentence = self._document.sentence_at(hold.start)
        floor = sentence.span.start if sentence else 0
        chair = next((m for m in reversed(self._mentions) if m.titles and floor <= m.span.start < hold.start), None)
        title = chair.titles[0] if chair else Span(0, 0)
        worded = self._document.text[title.slice]
        committee = _COMMITTEE_OF.match(worded)
        body = committee["body"] if committee and is_body(committee["body"], committee.end("body")) else None
        body = body or (organization_of(worded) if chair else None)
        return Span(title.start, title.start + len(body)) if body else None

    def label_place(self) -> Span | None:
        """A place that stands by itself: 地点：X, or a venue in the first sentences."""
        lead = self._document.sentences[:LEAD]
        return places.labelled(self._plain, lead[-1].span.stop) if lead else None

    def named_host(self) -> Span | None:
        """由X主办; 由X承办 where nobody else is named."""
        host = next((found for pattern in _HOSTS if (found := pattern.search(self._plain))), None)
        return Span(*host.span("host")) if host else None
