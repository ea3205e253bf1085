"""Who does what: each predicate finds its subject, a list of persons and groups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from newsparse.extraction.document import FILL, Document, Sentence
from newsparse.extraction.lists import Item, Lists
from newsparse.extraction.mentions import Mention
from newsparse.extraction.predicates import Rule, find
from newsparse.text import Span


class Act(NamedTuple):
    """A predicate with its subject.

    Attributes:
        rule: which predicate.
        span: its place.
        subject: the persons and groups that do it.
        objects: those it is done with, for rules that count them.
        sentence: the sentence it stands in.
        collective: the subject is the meeting itself.
        inherited: the subject stands in an earlier clause or sentence.
    """

    rule: Rule
    span: Span
    subject: tuple[Item, ...]
    objects: tuple[Item, ...]
    sentence: Sentence
    collective: bool = False
    inherited: bool = False


_LED = re.compile("(?:带领|率领?|携|会同|偕同?)$")
_CLAUSE_BREAK = re.compile("[，；：,]")
# A list before which one of these stands is an object, not the subject.
_GOVERNED = re.compile(
    r"(?:对|向|与|同|跟|为|给|受|被|把|将|让|使|听取了?|学习了?|传达了?|观看了?|会见了?|看望了?|慰问了?|欢迎|邀请|根据|按照|代表|祝|陪同|和)$"
)
# What keeps the subject of the clause before: adverbs, prepositions, coordinated verbs.
_CONTINUES = re.compile(
    rf"^(?:{FILL}|并|还|也|又|再|同时|随后|最后|首先|接着|分别|先后|一并|应邀|亲自|现场|详细|认真|充分|高度|就|对|向|围绕|结合|代表|从|以|"
    r"为|通过|在|针对|着重|重点|深入|专题|逐一|亲切|衷心|希望|要求|强调|指出|表示|认为|与|和|同|于|率|带|受|经|来|用|按|由此|其间|期间|会上|会后|会前|而|则|着眼|立足)"
)
# A clause that begins with one of these has a subject of its own.
_NEW_SUBJECT = re.compile(
    "[，；](?:其他|其余|各|全体|与会|大家|双方|会议|大会|代表们|同志们|专家们|我|他们|她们|市|县|省|公司|集团)"
)
_PRONOUN = re.compile(r"^(?:会上|最后|同时|随后|其间|期间|对此|为此)?，?(?:他|她|其)(?!们|中|他|余|次|实|间)")
# What may stand before the person a sentence is about.
_TOPIC = re.compile(
    rf"(?:[^，。；]{{0,40}}，){{0,2}}(?:{FILL}|会上|会前|会后|最后|随后|首先|同时|期间|[0-9年月日上下午晚]|来自[^，。]{{1,30}}的|由)*$"
)
_UNDER = frozenset({"led-by", "accompanied-by"})  # 在X陪同下: X is the object of 在
# Rules whose object stands right behind them; without one they say nothing.
_DIRECT = frozenset({"lead", "with", "made-of", "hear"})
_WITH_OBJECT = ("陪同", "随同")
_HEARING = ("听取", "听取了", "听了", "听完", "听取完")
_QUOTING = frozenset({"say", "propose", "press"})
_STRONG_SAYING = ("指出", "强调", "要求", "表示", "认为", "提出")
_AND = re.compile(
    r"(?:^|[，；])(?:他|她)?(?:并|还|同时|也|最后|对)[^，。；]{0,30}$|^[^，。；]{0,12}(?:并|时)[^，。；]{0,12}$"
)
# 因外出参加年会请假: what keeps someone away is not what he did here.
_EXCUSED = re.compile("因[^，。；]{0,30}$")
_AWAY = re.compile("[^，。；]{0,24}?(?:请假|缺席|未能|未出席|未参加|没有)")
_HEARD = re.compile(r"听取?[^，。；]{0,50}$")
# 参加督查汇报: what one takes part in is no act of one's own.
_NOUNS_TOO = frozenset({"inform", "discuss", "speech", "converse"})
_TAKING_PART = re.compile("(?:参加|出席|列席)(?:了|此次|本次|[^，。；并后时会上作做进]){0,8}$")
# 石磊关于…的汇报, 石磊的《报告》, 石磊感谢: nothing stands between.
_ADJACENT = frozenset({"heard", "document", "thank"})
_TABLED = re.compile("(?:听取|审议|通过)[^。；]{0,120}$")
_HEARD_RULES = frozenset({"make", "report", "inform", "speech", "heard"})
_MEETING = re.compile(
    r"(?:^|[，。；])(?:会上|会议|大会|全会|例会|本次会议|此次会议|座谈会|学习会|推进会|会议最后|会议还|[^，。；]{0,12}(?:会议?|全会|大会))(?:还|同时|一致|最后|明确|进一步|并)?$"
)
_LONGEST_MEETING = 24  # characters: more than `_MEETING` can match
_ADVERBIAL = re.compile("[就向对在]|围绕|结合|针对|按照")
_NAME = "某"  # stands for each character of a name where predicates are looked for
_LOOK_BACK = 400  # characters of a sentence that are read before a predicate


class _ByPlace:
    """Predicates of the whole text, asked for by sentence."""

    def __init__(self, found: list[tuple[Rule, Span]]) -> None:
        self._found = found
        self._starts = [span.start for _, span in found]

    def within(self, span: Span) -> list[tuple[Rule, Span]]:
        """Those that lie in `span`."""
        start, stop = span
        inside = self._found[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
        return [entry for entry in inside if entry[1][1] <= stop]


class Actors:
    """Finds the acts of one document."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._plain = document.plain
        self._mentions = mentions
        self._lists = Lists(document.plain, mentions)

    def acts(self) -> Iterator[Act]:
        """Every predicate with its subject, in text order."""
        speaker: tuple[Item, ...] = ()
        predicates = _ByPlace(list(find(self._nameless())))
        for sentence in self._document.sentences:
            inside = predicates.within(sentence.span)
            if not inside and not self._lists.mentions_in(sentence.span):
                continue
            topic = self._topic(sentence)
            if topic:
                speaker = tuple(i for i in topic if i.mention) or speaker
            before: Act | None = None
            for rule, span in inside:
                act = self._act(rule, span, sentence, before, topic, speaker)
                if act is None:
                    continue
                yield act
                before = act
                if act.collective:
                    speaker = ()
                elif any(i.mention for i in act.subject):
                    speaker = tuple(i for i in act.subject if i.mention)

    def _nameless(self) -> str:
        """The text with every name filled: 余作斌 holds no verb 作."""
        text: list[str] = []
        at = 0
        for mention in self._mentions:
            text += (self._plain[at : mention.span.start], _NAME * len(mention.span))
            at = mention.span.stop
        return "".join([*text, self._plain[at:]])

    def _topic(self, sentence: Sentence) -> tuple[Item, ...]:
        """The persons or the group a sentence begins with: the subject of its clauses that name no other."""
        inside = self._lists.mentions_in(sentence.span)
        group = self._group_topic(sentence)
        if not inside or group:
            return group
        if not _TOPIC.match(self._plain, sentence.span.start, inside[0].whole.start):
            return ()
        topic: tuple[Item, ...] = ()
        for mention in inside:
            items = self._lists.before(mention.whole.stop, sentence.span.start)
            if not items or items[0].mention is not inside[0]:
                break
            topic = items
        return () if topic and self._governed(topic, sentence.span.start) else topic

    def _group_topic(self, sentence: Sentence) -> tuple[Item, ...]:
        """The group a sentence begins with: 相关部门负责人就…汇报; 15名监督员，在X陪同下，参观."""
        start, stop = sentence.span
        stop = min(stop, start + _LOOK_BACK)
        for clause in islice(_CLAUSE_BREAK.finditer(self._plain, start, stop), 2):
            if _ADVERBIAL.match(self._plain, clause.end()):
                items = self._lists.before(clause.start(), start)
                if items and items[-1].mention is None:
                    return items
        first = _CLAUSE_BREAK.search(self._plain, start, stop)
        return self._group_subject(start, first.start() if first else stop, start)

    def _act(  # noqa: PLR0913, PLR0917 - a predicate and what it may take its subject from
        self,
        rule: Rule,
        span: Span,
        sentence: Sentence,
        before: Act | None,
        topic: tuple[Item, ...],
        speaker: tuple[Item, ...],
    ) -> Act | None:
        subject, inherited = self._subject(span.start, sentence, rule), False
        if before and before.rule.name in _QUOTING and not self._outside(subject, before, span, rule):
            return None
        if not subject and rule.roles and rule.name not in _UNDER:
            subject, inherited = self._inherited(span, sentence, before, topic, speaker), True
        if self._belongs_elsewhere(rule, span, sentence, subject, inherited):
            return None
        objects = self._objects(span, sentence, rule)
        if rule.name in _DIRECT and not any(item.mention for item in objects):
            return None
        near = max(sentence.span.start, span.start - _LONGEST_MEETING)
        collective = not subject and bool(_MEETING.search(self._plain[near : span.start]))
        if not (subject or collective or objects):
            return None
        return Act(rule, span, subject, objects, sentence, collective, inherited)

    def _belongs_elsewhere(
        self, rule: Rule, span: Span, sentence: Sentence, subject: tuple[Item, ...], inherited: bool
    ) -> bool:
        """Whether the predicate is why somebody is away, or somebody else's report that the subject hears."""
        if rule.roles != ("absent",) and self._excused(span, sentence):
            return True
        noun = rule.name in _NOUNS_TOO and self._plain[span.start] not in "并先分上"
        if noun and _TAKING_PART.search(self._plain, self._near(sentence, span.start), span.start):
            return True
        if subject and rule.name in _HEARD_RULES and self._listens(subject, span, sentence):
            return True
        if rule.name == "document" and not _TABLED.search(self._plain, self._near(sentence, span.start), span.start):
            return True
        adjacent = subject and not inherited and subject[-1].mention and subject[-1].span.stop == span.start
        return rule.name in _ADJACENT and not adjacent

    def _listens(self, subject: tuple[Item, ...], span: Span, sentence: Sentence) -> bool:
        """Whether 听取 stands between the subject and the report: then it is somebody else's."""
        start = max(
            self._near(sentence, span.start), subject[-1].span.stop if subject[-1].span.stop <= span.start else 0
        )
        return bool(_HEARD.search(self._plain, start, span.start))

    def _excused(self, span: Span, sentence: Sentence) -> bool:
        """Whether the predicate is the reason why somebody is away."""
        away = _AWAY.match(self._plain, span.stop, sentence.span.stop)
        return bool(away and _EXCUSED.search(self._plain, self._near(sentence, span.start), span.start))

    def _outside(self, subject: tuple[Item, ...], before: Act, span: Span, rule: Rule) -> bool:
        """Whether a predicate after a verb of saying is the narrator's and not part of what is said."""
        if any(i.mention and i.span.start > before.span.stop for i in subject):
            return True
        return (
            before.rule.name != "press"
            and rule.name in _QUOTING
            and self._plain[span.slice].startswith(_STRONG_SAYING)
            and bool(_AND.search(self._plain[before.span.stop : span.start]))
        )

    def _inherited(
        self, span: Span, sentence: Sentence, before: Act | None, topic: tuple[Item, ...], speaker: tuple[Item, ...]
    ) -> tuple[Item, ...]:
        """The subject of a predicate whose clause names none."""
        clause = self._clause_start(span.start, sentence)
        lead = self._plain[clause : span.start]
        if span.start == sentence.span.start and self._plain.startswith("希望", span.start):
            return speaker[-1:]
        beginning = self._plain[sentence.span.start : min(span.start, sentence.span.start + _LOOK_BACK)]
        if _PRONOUN.match(lead) or _PRONOUN.match(beginning):
            return speaker[-1:]
        if lead and not _CONTINUES.match(lead) and not (before and clause <= before.span.stop):
            return ()
        if before and before.rule.name == "host-meeting" and self._of_meeting(before, span):
            return ()
        known = before.span.stop if before else topic[-1].span.stop if topic else span.start
        if _NEW_SUBJECT.search(self._plain, known, span.start):
            return ()
        topic = topic if topic and topic[0].span.start < span.start else ()
        acted = before.subject if before and before.rule.name not in _UNDER else ()
        return self._clause_head(known, span.start) or acted or topic

    def _of_meeting(self, host: Act, span: Span) -> bool:
        """Whether the meeting somebody called does it: 主持召开会议，传达…精神."""
        return self._plain.startswith("召开", host.span.stop) and self._plain.startswith("传达", span.start)

    def _clause_head(self, start: int, stop: int) -> tuple[Item, ...]:
        """The persons the nearest clause between two predicates begins with: 校长石磊以《…》为题，从三方面阐述了…."""
        for mention in reversed(self._lists.mentions_in(Span(start, stop))):
            if self._plain[mention.whole.start - 1 : mention.whole.start] in "，；" and mention.whole.stop < stop:
                return self._lists.before(mention.whole.stop, mention.whole.start)
        return ()

    def _clause_start(self, stop: int, sentence: Sentence) -> int:
        return self._document.clause_start(stop, self._near(sentence, stop))

    @staticmethod
    def _near(sentence: Sentence, stop: int) -> int:
        """How far back from `stop` a sentence is read: a sentence without end costs no more than others."""
        return max(sentence.span.start, stop - _LOOK_BACK)

    def _subject(self, stop: int, sentence: Sentence, rule: Rule) -> tuple[Item, ...]:
        """The list before the predicate, or the nearest one in its clause that no preposition governs."""
        floor = sentence.span.start
        nearest = self._lists.before(stop, floor)
        heard = rule.name in _HEARD_RULES and nearest and self._heard(nearest)
        leader = self._leader(nearest, floor)
        if leader:
            return (*leader, *nearest)
        if nearest and (heard or rule.name in _UNDER or not self._governed(nearest, floor)):
            return nearest
        clause = self._clause_start(stop, sentence)
        for mention in reversed(self._lists.mentions_in(Span(clause, stop))):
            if mention.whole.stop > stop:
                continue
            items = self._lists.before(mention.whole.stop, floor)
            if items and not self._governed(items, floor):
                return items
        return self._group_subject(clause, stop, floor)

    def _leader(self, items: tuple[Item, ...], floor: int) -> tuple[Item, ...]:
        """Who leads the list to where something is done: 石磊带领部门负责人到企业调研."""
        led = _LED.search(self._plain, max(floor, items[0].span.start - 6), items[0].span.start) if items else None
        return self._lists.before(led.start(), floor) if led else ()

    def _group_subject(self, clause: int, stop: int, floor: int) -> tuple[Item, ...]:
        """A group at the head of the clause, an adverbial behind it: 各单位负责人就…进行汇报."""
        for adverbial in _ADVERBIAL.finditer(self._plain, clause + 2, stop):
            items = self._lists.before(adverbial.start(), floor)
            if items and items[-1].mention is None and not self._governed(items, floor):
                return items
        return ()

    def _governed(self, items: tuple[Item, ...], floor: int) -> bool:
        return bool(_GOVERNED.search(self._plain, max(floor, items[0].span.start - 6), items[0].span.start))

    def _heard(self, items: tuple[Item, ...]) -> bool:
        return self._plain.endswith(_HEARING, 0, items[0].span.start)

    def _direct(self, start: int, sentence: Sentence) -> tuple[Item, ...]:
        """The list that begins with a person right behind the predicate."""
        first = next(iter(self._lists.mentions_in(Span(start, min(start + 1, sentence.span.stop)))), None)
        return self._lists.after(start, sentence.span.stop) if first else ()

    def _objects(self, span: Span, sentence: Sentence, rule: Rule) -> tuple[Item, ...]:
        """Who stands on the right: the list that begins in the clause after the predicate."""
        start, stop = span.stop, sentence.span.stop
        if rule.name == "attend" and not self._plain.endswith(_WITH_OBJECT, *span):
            return ()
        if rule.name in _DIRECT or rule.name == "attend":
            return self._direct(start, sentence)
        if not rule.objects:
            return ()
        if rule.name in ("who-attends", "who-sits-in", "also-there"):
            return self._lists.after(start, stop)
        comma = _CLAUSE_BREAK.search(self._plain, start, stop)
        clause = comma.start() if comma else stop
        first = next(iter(self._lists.mentions_in(Span(start, clause))), None)
        if first is None:
            return self._lists.after(start, clause) if rule.name == "meet" else ()
        items = self._lists.after(first.whole.start, stop)
        return items[:1] if rule.name == "attending" else items
