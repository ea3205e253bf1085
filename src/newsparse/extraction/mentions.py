"""Named persons where the text mentions them, with the titles worded there.

`organisation? title(、title)* name(、name)*`, `name title`, bare names the document has introduced, and surname with
title (于书记). A title governs every name until the next title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from newsparse.extraction.document import FILL, Document
from newsparse.extraction.names import CLAUSE, LISTED, TITLE, Names, surnames
from newsparse.extraction.vocabulary import (
    any_of,
    ends_with,
    introductions,
    organization_heads,
    people_heads,
    title_heads,
)
from newsparse.extraction.vocabulary import (
    heads as words_of_kind,
)
from newsparse.lexicon import words
from newsparse.text import Span

LIST_FOLLOWS = 1.5  # what a list behind it is worth to a bare name
LONGEST_UNKNOWN = 6  # characters of a name that only its place in a list vouches for


@dataclass(frozen=True, slots=True)
class Mention:
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


# Where a title cannot begin earlier: punctuation, 的, and words that take a person as their subject or object.
_HARD = re.compile(
    # One look at the first character spares most places the trial of every word.
    r"(?=[，。；：、！？\s"
    + FILL
    + r"0-9上下与为主于今从以任会传但其出分列包参受另同听在委学对将带应当慰把据接昨是最有"
    r"期来欢此率由的看经给而聘被观让请选邀陪随首])(?:"
    r"[，。；：、！？\s" + FILL + r"]|的|随后|会上(?!院)|会[前后]|会议?由|"
    r"由|委托|在(?!家|线|职|任|读|京|沪)|请|据|经(?!理|济|营|贸)|受|与会|"
    r"听取了?|学习了?|传达了?|观看了?|会见了?|接见了?|陪同|欢迎|邀请|看望|慰问|率领|带领|应邀|"
    r"随着|以及|首先|最后|其次|接着|期间|同时|其中|此外|另外|当天|[0-9]{1,2}日(?:上午|下午|晚上?|中午)?|(?:今|昨)[天日]|"
    r"上午|下午|当选为?|选举|任命|聘任|聘请|向|对|为(?!民)|把|将|被|让|给|从(?!严|事|而|业)|于|是|有(?!关)|而(?!且)|但|来自|包括|分别|出席|参加|列席|主持"
    r")"
)
_SOFT = re.compile("以及|及其|和|与|及|同|跟|暨|兼任")
# 兼 joins two offices of one person; it starts no new one.
_ADDRESS = re.compile("同志|先生|女士|小姐|夫人|博士|老师|一行")
_NO_PERSON = ("会", "团", "大会", "级", "制", "岗", "职务", "队")  # 委员会, 代表团, 部长级: no office of a person
_DEGREES = ("博士", "硕士", "先生", "女士")  # stand among titles and are none
_BLANK = re.compile(rf"{FILL}*")
_LISTED = re.compile(rf"{FILL}*(?:同志|先生|女士|博士)?{FILL}*(?P<sep>、|，|和|与|及|以及)")
_BARE = re.compile(r"(?:^|(?<=[，。；：！？\n" + FILL + r"]))")


@cache
def _last_character() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted({head[-1] for head in introductions()}))}]")


@cache
def _short_title() -> re.Pattern[str]:
    """Titles that follow a surname or a name: 于书记, 查文章院长, 王总."""
    return re.compile(
        rf"(?:党委|党组|常务)?(?:{any_of(title_heads())})|总(?![\u4e00-\u9fff]{{0,2}}(?:公司|部))|工(?=[指强要表介汇认，在])"
    )


def read_mentions(document: Document, names: Names) -> tuple[Mention, ...]:
    """Every mention of a person in the document, in text order, not overlapping."""
    found: dict[int, Mention] = {}
    seen: set[str] = set()
    for sentence in document.sentences:
        for mention in _Reader(document, names, sentence.span, seen).titled():
            found.setdefault(mention.span.start, mention)
            seen.add(mention.name)
    first = _apart(found.values())
    for sentence in document.sentences:
        for mention in _Reader(document, names, sentence.span).untitled():
            found.setdefault(mention.span.start, mention)
    mentions = _apart([*first, *found.values()])
    return _apart([*mentions, *_again(document, names, mentions)])


def _apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """In text order; of two that overlap the one that came first stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        places = range(*mention.span)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return tuple(sorted(kept, key=lambda m: m.span))


class _Reader:
    """Reads the mentions of one sentence."""

    def __init__(self, document: Document, names: Names, sentence: Span, seen: Collection[str] = ()) -> None:
        self._seen = tuple(seen)
        self._plain = document.plain
        self._text = document.text
        self._names = names
        self._sentence = sentence

    @cached_property
    def _walls(self) -> list[int]:
        return [m.end() for m in _HARD.finditer(self._plain, *self._sentence)]

    def titled(self) -> Iterator[Mention]:
        """Names that a title introduces on their left or follows on their right, and the lists they begin."""
        at = self._sentence.start
        for head in self._heads():
            if head.stop <= at:
                continue
            candidate = self._names.at(self._past_bracket(head.stop), TITLE)
            titles = tuple(self._titles_before(head, at)) if candidate else ()
            kin = self._plain[head.slice] in words_of_kind("kin")
            if candidate and kin:
                mention: Mention | None = self._closed(candidate.span, ())
            elif candidate and titles:
                mention = self._closed(candidate.span, titles)
            else:
                mention = self._named_before(head, at)
            while mention is not None:
                yield mention
                at = mention.whole.stop
                mention = self._next_in_list(mention)

    def untitled(self) -> Iterator[Mention]:
        """Bare names at the head of a clause and the lists they begin: 丁某、王某出席."""
        at = self._sentence.start
        for start in (self._sentence.start, *self._walls):
            if start < at or start >= self._sentence.stop or not self._names.may_begin(start):
                continue
            candidate = self._names.at(start, CLAUSE + LIST_FOLLOWS * self._list_follows(start))
            mention = self._closed(candidate.span, ()) if candidate else None
            while mention is not None:
                yield mention
                at = mention.whole.stop
                mention = self._next_in_list(mention)

    def _list_follows(self, start: int) -> bool:
        """Whether another name stands after 、: 石建国、方志远出席."""
        comma = self._plain.find("、", start, start + LONGEST_UNKNOWN)
        return comma > start and self._names.at(comma + 1, LISTED) is not None

    def _heads(self) -> Iterator[Span]:
        """Where a title ends; of those that overlap the one that reaches furthest (总会计师, not 会计)."""
        pending: Span | None = None
        heads = introductions()
        for last in _last_character().finditer(self._plain, *self._sentence):
            i = last.start()
            size = ends_with(self._plain, i + 1, heads, start=self._sentence.start)
            if not size or self._plain.startswith(_NO_PERSON, i + 1):
                continue
            head = Span(i + 1 - size, i + 1)
            if pending and head.start >= pending.stop:
                yield pending
            pending = head
        if pending:
            yield pending

    def _past_bracket(self, stop: int) -> int:
        """After a bracket or quotation that begins at `stop`."""
        return _BLANK.match(self._plain, stop).end()  # type: ignore[union-attr]

    def with_title(self, name: Span) -> Mention | None:
        """The mention of a known name right after a title, or None."""
        size = ends_with(self._plain, name.start, title_heads(), start=self._sentence.start)
        titles = tuple(self._titles_before(Span(name.start - size, name.start), self._sentence.start)) if size else ()
        return self._closed(name, titles) if titles else None

    def _titles_before(self, head: Span, floor: int) -> Iterator[Span]:
        """The chain of titles that ends with `head`, in text order; those before `floor` belong to somebody else."""
        stop = self._past_bracket(head.stop) if self._text.startswith(("（", "("), head.stop) else head.stop
        chain = [Span(self._title_start(head.start, floor), stop)]
        while chain[0].start - 1 > floor and self._plain[chain[0].start - 1] == "、":
            stop = chain[0].start - 1
            start = self._title_start(stop - 1, floor)
            size = ends_with(self._plain, stop, title_heads(), start=start)
            if size:
                chain.insert(0, Span(start, stop))
            elif ends_with(self._plain, stop, organization_heads(), start=start) and stop - start > 1:
                # 大唐广西分公司、桂冠电力公司总经理: organisations share one title.
                chain[0] = Span(start, chain[0].stop)
            elif self._plain[start:stop].endswith(_DEGREES):
                chain.insert(0, Span(start, start))
            else:
                break
        yield from (t for t in chain if t)

    def _title_start(self, before: int, floor: int) -> int:
        """The last wall at or before `before`; a conjunction is one where a person or a group ends on its left."""
        i = bisect_left(self._walls, before + 1)
        start = max(floor, self._walls[i - 1] if i else self._sentence.start)
        for soft in _SOFT.finditer(self._plain, start, before):
            left = soft.start()
            if (
                (left == start and soft[0] not in "同跟")
                or ends_with(self._plain, left, people_heads(), start=start)
                or left == floor
            ):
                start = soft.end()
        return start

    def _closed(self, name: Span, titles: tuple[Span, ...], *, start: int | None = None) -> Mention:
        """The mention with the title and the words of address that follow the name."""
        stop, plain = name.stop, self._plain
        after = _BLANK.match(plain, stop).end()  # type: ignore[union-attr]
        follows = _short_title().match(plain, after)
        if follows and self._ends_title(follows.end()):
            titles = (*titles, Span(*follows.span()))
            stop = follows.end()
        address = _ADDRESS.match(plain, stop)
        if address:
            stop = address.end()
        begin = start if start is not None else min([name.start, *(t.start for t in titles)])
        return Mention(plain[name.slice], name, titles, Span(begin, stop))

    def _ends_title(self, stop: int) -> bool:
        """Whether a title that follows a name is over at `stop`: no name begins there."""
        return self._names.right_of(stop) > 0 and self._names.at(stop, TITLE) is None

    def _named_before(self, head: Span, floor: int) -> Mention | None:
        """查文章院长, 盐城市第一人民医院查文章院长: the name directly before the title."""
        start = self._title_start(head.start, floor)
        if not self._ends_title(head.stop):
            return None
        for size in (3, 2, 4):
            name_start = head.start - size
            if name_start < start:
                continue
            beside_body = name_start > start and ends_with(self._plain, name_start, organization_heads(), start=start)
            if name_start != start and not beside_body:
                continue
            candidate = self._names.at(name_start, LISTED)
            if candidate and candidate.span.stop == head.start:
                return self._closed(candidate.span, (), start=start)
        return None

    def _next_in_list(self, mention: Mention) -> Mention | None:
        """The name after 、 that shares the titles before the list."""
        listed = _LISTED.match(self._plain, mention.whole.stop)
        if not listed or listed.end() >= self._sentence.stop:
            return None
        candidate = self._names.at(listed.end(), CLAUSE if listed["sep"] == "，" else LISTED)
        name = candidate.span if candidate else self._between(listed.end()) if listed["sep"] == "、" else None
        if name is None or self._is_title(name.start):
            return None
        shared = tuple(t for t in mention.titles if t.stop <= mention.span.start)
        return self._closed(name, shared, start=name.start)

    def _between(self, start: int) -> Span | None:
        """A name without a known surname (阿依努尔): a short piece of a list between two persons."""
        stop = self._plain.find("、", start, start + LONGEST_UNKNOWN + 1)
        text = self._plain[start:stop]
        if stop < start + 2 or FILL in text or text in words("common_words.txt") or text in words("not_names.txt"):
            return None
        if ends_with(text, len(text), people_heads() | organization_heads()):
            return None
        return Span(start, stop) if self._names.at(stop + 1, LISTED) else None

    def _is_title(self, start: int) -> bool:
        """Whether a title, not a name, begins at `start` (副局长, 秘书长)."""
        return any(self._plain[start : start + size] in title_heads() for size in (4, 3, 2))


def _again(document: Document, names: Names, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Later bare mentions of names, and surnames with titles that resolve to exactly one of them."""
    named = {m.name for m in mentions}
    if not named:
        return
    # 让-皮埃尔·杜兰 returns as 杜兰.
    short = {name[cut + 1 :]: name for name in named if (cut := max(map(name.rfind, "·•・-"))) > 0}
    full = {alias: name for alias, name in short.items() if len(alias) > 1} | {name: name for name in named}
    for match in re.compile(any_of(full)).finditer(document.plain):
        sentence = document.sentence_at(match.start())
        name = Span(*match.span())
        titled = sentence and _Reader(document, names, sentence.span).with_title(name)
        yield titled or Mention(full[match[0]], name, (), name)
    for match in _surname_and_title(mentions).finditer(document.plain):
        bearers = [
            m for m in mentions if m.name.startswith(match["family"]) and _fits(document.text, m, match["title"])
        ]
        if len({m.name for m in bearers}) == 1:
            yield Mention(bearers[0].name, Span(*match.span()), (), Span(*match.span()))


def _surname_and_title(mentions: tuple[Mention, ...]) -> re.Pattern[str]:
    families = {m.name[: 2 if m.name[:2] in surnames() else 1] for m in mentions}
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?P<family>{any_of(families)})(?P<title>{_short_title().pattern})(?![\u4e00-\u9fff]{{1,3}}(?:处|科|室|会议))"
    )


_CHIEFS = ("总经理", "总裁", "董事长", "总监", "总工程师", "经理")


def _fits(text: str, mention: Mention, title: str) -> bool:
    """Whether a bearer of the mention's titles may be addressed by `title`: 院长 also for a 副院长, 王总 for 总经理."""
    worded = [text[t.slice] for t in mention.titles]
    return any(
        title in t or (title == "总" and t.endswith(_CHIEFS)) or (title == "工" and t.endswith("工程师"))
        for t in worded
    )
