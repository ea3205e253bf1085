"""Who said what: the words after a verb of saying, as far as the same speaker goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from newsparse.bulletin import Evidence, Statement
from newsparse.extraction.document import Document, Sentence
from newsparse.extraction.mentions import Mention
from newsparse.extraction.roles import Act
from newsparse.text import Span

MEETING = "会议"
_SAYING = frozenset({"say", "propose", "inform"})
# 表示感谢 and 说 without a comma report no content; 要求各单位… and 希望大家… do.
_NEEDS_COMMA = frozenset(
    {
        "表示",
        "说",
        "介绍",
        "称",
        "指",
        "明确",
        "透露",
        "坦言",
        "谈到",
        "汇报",
        "通报",
        "回应",
        "分享",
        "宣布",
        "解读",
        "讲解",
    }
)
_OPENS = re.compile(r"(?:了|道|说)?[，：:,]\s?“?|“|(?=[^，。；：！？\n])")
_COUNTED = re.compile(r"[^，。；：\n]{0,30}[：:]“?|[^，。；：\n]{0,30}[。，](?=一[是要、]|第一|（一）|首先)")
# What goes on with the speaker's words: an enumeration, a demand, or what must be done, without a subject.
_GOES_ON = re.compile(
    r"^(?:[一二三四五六七八九]?(?:是|要)|[一二三四五六七八九]、|（[一二三四五六七八九]）|第[一二三四五六]|首先|其次|再次|同时|此外|要|必须|应|需要|下一步|今后|当前)"
)
_ENDS = re.compile(
    r"^(?:会议|大会|全会|会上|会后|会前|会议还|与会|参会|随后|最后[，由]|据悉|据了解|此次|本次|活动|双方|大家|座谈|仪式|调研|期间|[他她])"
)
# The narrator goes on: others report.
_NARRATED = re.compile(r"(?:[作做]了?|进行了?)[^，。；]{0,16}(?:介绍|汇报|发言|演讲|点评|说明)。")
LONGEST_QUOTED = 1000
_AFTER_QUOTED = ("", "，", "。", "；", "！", "？", "\n")
_TRAILING = "。！？；，”’ "


def statements_of(document: Document, acts: Sequence[Act], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Every statement of a person or of the meeting, in text order."""
    found = []
    # A sentence that begins with somebody's name is told of that person, whatever the verb.
    told = {
        sentence.number
        for m in mentions
        if (sentence := document.sentence_at(m.span.start)) and _opens_with(m, sentence)
    }
    inside: dict[int, list[Act]] = {}
    for act in acts:
        inside.setdefault(act.sentence.number, []).append(act)
    for act in acts:
        speaker = _speaker(act)
        if speaker is None:
            continue
        verb, content = _content(document, act, inside, told)
        if content:
            clause = document.clause_at(act.span.start)
            evidence = Evidence(document.text[clause.slice], clause, act.rule.name)
            found.append(Statement(speaker, verb, document.text[content.slice], content, evidence))
    return tuple(found)


def _speaker(act: Act) -> str | None:
    """The one person who speaks, or the meeting; None where several or nobody known do."""
    if act.rule.name not in _SAYING:
        return None
    if act.collective:
        return MEETING
    names = {i.mention.name for i in act.subject if i.mention}
    return names.pop() if len(names) == 1 and len(act.subject) == 1 else None


def _opens_with(mention: Mention, sentence: Sentence) -> bool:
    return mention.whole.start == sentence.span.start


def _content(
    document: Document, act: Act, inside: Mapping[int, Sequence[Act]], told: Set[int]
) -> tuple[str, Span | None]:
    """The verb and what was said; `inside` holds the acts of each sentence."""
    text, plain = document.body, document.plain
    if act.rule.name == "propose":
        counted = _COUNTED.match(text, act.span.stop, act.sentence.span.stop + 40)
        return "提出", _said(document, counted.end(), act, inside, told) if counted else None
    verb = plain[act.span.slice].rstrip("了")
    opens = _OPENS.match(text, act.span.stop, act.sentence.span.stop)
    before = _quoted_before(document, act)
    if before and (not opens or text[act.span.stop : act.span.stop + 1] in "。"):
        return verb, before
    if (
        not opens
        or (verb in _NEEDS_COMMA and not opens[0])
        or (act.rule.name == "inform" and "，" not in opens[0] and "：" not in opens[0])
    ):
        return verb, None
    return verb, _said(document, opens.end(), act, inside, told)


def _quoted_before(document: Document, act: Act) -> Span | None:
    """“……”X说。: the quotation that ends right before the subject."""
    first = act.subject[0].span.start if act.subject else act.span.start
    stop = first - 1
    if stop < 1 or document.body[stop] != "”":
        return None
    start = document.body.rfind("“", 0, stop)
    return _trimmed(document, start + 1, stop) if start >= 0 else None


def _said(document: Document, start: int, act: Act, inside: Mapping[int, Sequence[Act]], told: Set[int]) -> Span | None:
    stop = act.sentence.span.stop
    if document.body[start - 1] == "“" and (close := document.body.find("”", start, start + LONGEST_QUOTED)) > 0:
        if document.body[close + 1 : close + 2] in _AFTER_QUOTED or document.body[close - 1] in "。！？":
            return _trimmed(document, start, close)
        start -= 1  # “执行难”说到底是信用难: a word is quoted, not the speech
    for other in inside[act.sentence.number]:
        if other.span.start >= start and other.rule.name in ("say", "propose"):
            cut = document.plain.rfind("，", start, other.span.start)
            return _trimmed(document, start, cut) if cut > start else None
    for sentence in _following(document, act.sentence):
        own = (a for a in inside.get(sentence.number, ()) if a.span.start >= start)
        taken = sentence.number in told or any(a.subject or a.collective for a in own)
        if taken or not _continues(document, sentence, act.sentence):
            break
        stop = sentence.span.stop
    return _trimmed(document, start, stop)


def _following(document: Document, sentence: Sentence) -> Iterator[Sentence]:
    for number in range(sentence.number + 1, len(document.sentences)):
        yield document.sentences[number]


def _continues(document: Document, sentence: Sentence, first: Sentence) -> bool:
    text = document.body[sentence.span.slice]
    if sentence.paragraph == first.paragraph:
        return not _ENDS.match(text) and not _NARRATED.search(text)
    return bool(_GOES_ON.match(text))


def _trimmed(document: Document, start: int, stop: int) -> Span | None:
    """The stretch without blanks and closing punctuation; a closing quote stays where its opening one does."""
    body = document.body
    while start < stop and body[start] in " “\n":
        start += body[start] != "“" or body.find("”", start, stop) < 0 or body.find("”", start, stop) >= stop - 2 or 0
        if body[start] == "“":
            break
    while stop > start and (body[stop - 1] in _TRAILING or body[stop - 1] == "\n"):
        if body[stop - 1] == "”" and body.rfind("“", start, stop) >= 0:
            break
        stop -= 1
    return Span(start, stop) if stop - start > 1 else None
