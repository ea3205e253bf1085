"""Named persons where the text mentions them, with the titles worded there.

`organisation? title(、title)* name(、name)*`, `name title`, bare names the document has introduced, and surname with
title (于书记). A title governs every name until the next title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsparse.extraction.document import FILL, Document
from newsparse.extraction.name_words import surnames
from newsparse.extraction.names import BODY, CLAUSE, LISTED, TITLE, Names
from newsparse.extraction.neighbours import STRONG, WEAK
from newsparse.extraction.titles import Titles, title_at
from newsparse.extraction.vocabulary import any_of, ends_with, heads, organization_heads, people_heads, title_heads
from newsparse.lexicon import words
from newsparse.text import Span

# The form in which reports quote a leader, and the one they quote most.
# 困难职工石某: who is visited and given help takes no part.
_VISITED = re.compile(
    "(?:困难|特困|患病|受灾|低保|贫困|脱贫|退休|离休|伤病|重病)(?:职工|员工|群众|户|党员|干部|家庭|老人|学生|儿童|居民|村民)$"
)
_COMMA = re.compile("，?、|、，")  # the mark of a list, doubled on careless pages
_OFFICE_OF_ALL = re.compile(
    "等((?:[省市县区州旗盟镇乡校院局厅部]|集团|公司|学校|医院|总公司)(?:委|政府)?领导)(?!班子|小组|干部)"
)
_STUDIED, _LEADER = "总书记", "习近平"
REMEMBERED = 50  # names that may stand before 和 in a title's stretch
LIST_FOLLOWS = 1.5  # what a list behind it is worth to a bare name
LONG_OFFICE = 6  # characters of an office that names its body too
SURE_NAME = 3  # characters of a name that only a body before it and a verb behind it vouch for
LONGEST_UNKNOWN = 6  # characters of a name that only its place in a list vouches for
_ADDRESS = re.compile("同志|先生|女士|小姐|夫人|博士|老师|一行")
_LISTED = re.compile(rf"{FILL}*(?:同志|先生|女士|博士)?{FILL}*(?P<sep>[、，]{{1,2}}(?:以及|和|与|及)?|和|与|及|以及)")
_DOTS = "·•・-"
# What a name is written in; a line end or a number ends it. Blanks align names of two characters with those of three.
_WRITTEN = re.compile(rf"[\u3400-\u9fff\U00020000-\U0003ffff {_DOTS}]+")
_VERBS_TOO = ("代表", "领导")  # 石磊代表县委: behind a name a verb, unless it ends there
_CHIEFS = ("总经理", "总裁", "董事长", "总监", "总工程师", "经理")
# 王科长会议室 is no mention of a 王科长.
_GOES_ON = re.compile(r"[\u4e00-\u9fff]{1,3}(?:处|科|室|会议)")


class Mention(NamedTuple):
    """One mention of a person.

    Attributes:
        name: the full name; for 于书记 the name it was resolved to.
        span: the name's place (of 于书记: the whole).
        titles: the places of the titles worded here, a shared one included.
        whole: from the first title of its own to the last word of address.
    """

    name: str
    span: Span
    titles: tuple[Span, ...]
    whole: Span

    @property
    def own(self) -> bool:
        """Whether a title stands here at all."""
        return bool(self.titles)


def read_mentions(document: Document, names: Names) -> tuple[Mention, ...]:
    """Every mention of a person in the document, in text order, not overlapping."""
    reader = _Reader(document, names)
    mentions = _apart([*reader.titled(), *reader.untitled()])
    mentions = _apart([*mentions, *reader.of_bodies(mentions)])
    mentions = _summed_up(document, _called_in_full(mentions))
    return _taking_part(document, _apart([*mentions, *reader.again(mentions)]))


def _called_in_full(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """让-皮埃尔·杜兰 returns as 杜兰: a last part alone is the person it was the last part of."""
    last = _last_parts({m.name for m in mentions})
    return tuple(m._replace(name=last[m.name]) if m.name in last else m for m in mentions)


def _summed_up(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """石磊、于鸣等市领导: the office behind a list is the title of everybody in it who has none."""
    titles: dict[Span, Span] = {}
    following = {m.whole.start: m for m in mentions}
    for mention in reversed(mentions):
        office = _OFFICE_OF_ALL.match(document.plain, mention.whole.stop)
        comma = _COMMA.match(document.plain, mention.whole.stop)
        listed = following.get(comma.end()) if comma else None
        if office:
            titles[mention.span] = Span(*office.span(1))
        elif listed and listed.span in titles:
            titles[mention.span] = titles[listed.span]
    return tuple(m if m.own or m.span not in titles else m._replace(titles=(titles[m.span],)) for m in mentions)


def _last_parts(names: Iterable[str]) -> dict[str, str]:
    """The last part of each dotted name and the name."""
    cuts = ((name, max(map(name.rfind, _DOTS))) for name in names)
    return {name[cut + 1 :]: name for name, cut in cuts if 0 < cut < len(name) - 2}


def _taking_part(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without those who are only quoted: 习近平总书记 speaks in what is studied, the one who acts is 国家主席习近平."""
    introduced = {m.name for m in mentions if m.titles and m.titles[0].start < m.span.start}
    quoted = {m.name for m in mentions if document.plain.startswith(_STUDIED, m.span.stop)} | {_LEADER}
    visited = {m.name for m in mentions if _VISITED.search(document.plain, max(0, m.whole.start - 8), m.span.start)}
    out = (quoted - introduced) | visited
    return tuple(m for m in mentions if m.name not in out)


def _apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """In text order; of two that overlap the one that came first stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        start, stop = mention.span
        places = range(start, stop)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return tuple(sorted(kept, key=lambda m: m.span))


class _Reader:
    """Reads the mentions of one document."""

    def __init__(self, document: Document, names: Names) -> None:
        self._document = document
        self._plain = document.plain
        self._names = names
        self._titles = Titles(document)

    def titled(self) -> Iterator[Mention]:
        """Names that a title introduces on their left or follows on their right, and the lists they begin."""
        at, known = 0, list[str]()
        for head in self._titles.heads():
            sentence = self._document.sentence_at(head.start)
            if sentence is None or head.start < at:
                continue
            at = max(at, sentence.span.start)
            mention = self._introduced(head, at, known) or self._named_before(head, at)
            while mention is not None:
                yield mention
                if mention.name not in known[-REMEMBERED:]:
                    known.append(mention.name)
                at = mention.whole.stop
                mention = self._next_in_list(mention, sentence.span.stop)

    def _introduced(self, head: Span, floor: int, known: list[str]) -> Mention | None:
        """The name right of a title."""
        candidate = self._names.at(self._titles.past_bracket(head.stop), TITLE)
        if candidate is None:
            return None
        if self._plain[head.slice] in heads("kin"):
            return self._closed(candidate.span, ())
        titles = self._titles.before(head, floor, tuple(known[-REMEMBERED:]))
        return self._closed(candidate.span, titles) if titles else None

    def untitled(self) -> Iterator[Mention]:
        """Bare names at the head of a clause and the lists they begin: 丁某、王某出席."""
        for sentence in self._document.sentences:
            at, stop = sentence.span
            for start in self._names.beginnings((at, *self._titles.walls_in(sentence.span))):
                if start < at:
                    continue
                candidate = self._names.at(start, CLAUSE + (0, LIST_FOLLOWS, LISTED)[self._list_follows(start)])
                mention = self._closed(candidate.span, ()) if candidate else None
                while mention is not None:
                    yield mention
                    at = mention.whole.stop
                    mention = self._next_in_list(mention, stop)

    def of_bodies(self, known: Iterable[Mention]) -> Iterator[Mention]:
        """Bare names behind the name of a body and the lists they begin: 人事科石建国做了报告."""
        taken = {place for m in known for place in range(*m.whole)}
        for sentence in self._document.sentences:
            at, stop = sentence.span
            for start in self._names.beginnings(self._titles.bodies_in(sentence.span)):
                if start < at or start in taken:
                    continue
                candidate = self._names.at(start, BODY + LIST_FOLLOWS * bool(self._list_follows(start)))
                if not candidate or not self._certain(candidate.span):
                    continue
                mention: Mention | None = self._closed(candidate.span, (), start=self._titles.start(start, at))
                while mention is not None:
                    yield mention
                    at = mention.whole.stop
                    mention = self._next_in_list(mention, stop)

    def _certain(self, name: Span) -> bool:
        """Whether three characters stand before a verb that a name alone precedes or in a list."""
        return len(name) >= SURE_NAME and self._names.right_of(name.stop) >= STRONG

    def _list_follows(self, start: int) -> int:
        """How many names, two at most, stand behind the one at `start`, each after 、: 石建国、方志远出席."""
        at, found = self._plain.find("、", start, start + LONGEST_UNKNOWN), 0
        while found < 2 and at > start:
            name = self._names.at(at + 1, LISTED)
            if name is None:
                break
            comma = _COMMA.match(self._plain, name.span.stop)
            found, at = found + 1, comma.end() - 1 if comma else -1
        return found

    def _closed(self, name: Span, titles: tuple[Span, ...], *, start: int | None = None) -> Mention:
        """The mention with the title and the words of address that follow the name."""
        stop, plain = name.stop, self._plain
        follows = title_at(plain, self._titles.past_bracket(stop))
        if follows and self._ends_title(follows.end(), certain=follows[0] in _VERBS_TOO):
            titles = (*titles, Span(*follows.span()))
            stop = follows.end()
        address = _ADDRESS.match(plain, self._titles.past_bracket(stop))
        stop = address.end() if address else stop
        begin = start if start is not None else min([name.start, *(t.start for t in titles)])
        written = plain[name.slice].replace(" ", "")  # 方远 山, aligned with names of three characters
        return Mention(written, name, titles, Span(begin, stop))

    def _ends_title(self, stop: int, *, certain: bool = False) -> bool:
        """Whether a title that follows a name is over at `stop`: no name begins there."""
        enough = self._names.right_of(stop) >= (STRONG if certain else WEAK)
        return enough and self._names.at(stop, TITLE) is None

    def _named_before(self, head: Span, floor: int) -> Mention | None:
        """查明轩院长, 清江市第一人民医院查明轩院长: the name directly before the title."""
        near = range(max(floor, head.start - 4), head.start - 1)
        if not self._names.beginnings(near) or not self._ends_title(head.stop):
            return None
        start = self._titles.start(head.start, floor)
        for size in (3, 2, 4):
            begin = head.start - size
            if begin < start:
                continue
            beside_body = begin > start and ends_with(self._plain, begin, organization_heads(), start=start)
            candidate = self._names.at(begin, LISTED) if begin == start or beside_body else None
            if candidate and candidate.span.stop == head.start:
                return self._closed(candidate.span, (), start=start)
        return None

    def _next_in_list(self, mention: Mention, ceiling: int) -> Mention | None:
        """The name after 、 that shares the titles before the list."""
        listed = _LISTED.match(self._plain, mention.whole.stop, ceiling)
        if not listed or listed.end() >= ceiling:
            return None
        candidate = self._names.at(listed.end(), LISTED if listed["sep"][-1:] != "，" else CLAUSE)
        name = candidate.span if candidate else self._between(listed.end()) if "、" in listed["sep"] else None
        if name is None or self._is_title(name.start):
            return None
        shared = tuple(t for t in mention.titles if t.stop <= mention.span.start)
        alone = self._closed(name, (), start=name.start)
        # 组长石磊教授和方煌处长: who is joined with a title of his own shares none.
        return alone if alone.titles and "、" not in listed["sep"] else self._closed(name, shared, start=name.start)

    def _between(self, start: int) -> Span | None:
        """A name without a known surname (阿依努尔): a short piece of a list between two persons."""
        stop = self._plain.find("、", start, start + LONGEST_UNKNOWN + 1)
        text = self._plain[start:stop]
        if stop < start + 2 or not _WRITTEN.fullmatch(text):
            return None
        if text in words("common_words.txt") or text in words("not_names.txt"):
            return None
        if ends_with(text, len(text), people_heads()) or ends_with(text, len(text), organization_heads()):
            return None
        return Span(start, stop) if self._names.at(stop + 1, LISTED) else None

    def _is_title(self, start: int) -> bool:
        """Whether a title, not a name, begins at `start` (副局长, 秘书长)."""
        return any(self._plain[start : start + size] in title_heads() for size in (4, 3, 2))

    def again(self, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
        """Later mentions: known names, and surnames with titles that resolve to exactly one of them."""
        named = {m.name for m in mentions}
        if not named:
            return
        full = _last_parts(named) | {name: name for name in named}
        for match in re.finditer(any_of(full), self._plain):
            name = Span(*match.span())
            yield self._titled_again(name) or Mention(full[match[0]], name, (), name)
        yield from self._by_office(mentions)
        families = {m.name[: 2 if m.name[:2] in surnames() else 1] for m in mentions}
        for match in re.finditer(rf"(?<![\u4e00-\u9fff])(?:{any_of(families)})", self._plain):
            yield from self._by_surname(match, mentions)

    def _titled_again(self, name: Span) -> Mention | None:
        """The mention of a known name right after a title."""
        sentence = self._document.sentence_at(name.start)
        head = sentence and self._titles.ending(name.start, sentence.span.start)
        titles = self._titles.before(head, sentence.span.start) if sentence and head else ()
        return self._closed(name, titles) if titles else None

    def _by_office(self, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
        """青岩学院院长介绍: an office with its body is the one person it introduced."""
        bearers: dict[str, set[str]] = {}
        for mention in mentions:
            for title in mention.titles:
                if title.stop == mention.span.start and len(title) >= LONG_OFFICE:
                    bearers.setdefault(self._plain[title.slice], set()).add(mention.name)
        sole = {office: next(iter(names)) for office, names in bearers.items() if len(names) == 1}
        if not sole:
            return
        taken = {place for m in mentions for place in range(*m.whole)}
        for match in re.finditer(any_of(sole), self._plain):
            if (
                match.start() not in taken
                and self._names.right_of(match.end()) > 0
                and not self._titles.goes_on(match.end())
            ):
                yield Mention(sole[match[0]], Span(*match.span()), (), Span(*match.span()))

    def _by_surname(self, family: re.Match[str], mentions: tuple[Mention, ...]) -> Iterator[Mention]:
        """于书记: the one bearer of the surname whom the title fits."""
        title = title_at(self._plain, family.end())
        if not title or _GOES_ON.match(self._plain, title.end()):
            return
        text = self._document.text
        bearers = {m.name for m in mentions if m.name.startswith(family[0]) and _fits(text, m, title[0])}
        if len(bearers) == 1:
            span = Span(family.start(), title.end())
            yield Mention(bearers.pop(), span, (), span)


def _fits(text: str, mention: Mention, title: str) -> bool:
    """Whether a bearer of the mention's titles may be addressed by `title`: 院长 also for a 副院长, 王总 for 总经理."""
    worded = [text[t.slice] for t in mention.titles]
    if title == "总":
        return any(t.endswith(_CHIEFS) for t in worded)
    return any(title in t or (title == "工" and t.endswith("工程师")) for t in worded)
