"""Recognising a person's name where one may stand.

A Chinese name is not marked in the text, so a candidate is weighed by what speaks for it: a title or a list on its
left, a verb or punctuation on its right, characters that are common in given names, and the rest of the document. What
speaks against it: being an everyday word, or reaching into the next word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from newsparse.extraction.neighbours import BODY_CHARACTERS, DOTS, END, JOINING, STRONG, WEAK, Right
from newsparse.extraction.vocabulary import organization_heads, people_heads, title_heads
from newsparse.lexicon import resource_path, rows, table, words
from newsparse.text import Span

# What a place in the sentence is worth as the left neighbour of a name.
TITLE, LISTED, BODY, CLAUSE, ANYWHERE = 4.0, 3.5, 1.7, 1.0, 0.0
ENOUGH = 4.0  # a title or two strong signs; below that a wrong name is likelier than a missed one
EVERYDAY_WORD = -4.0
EVERYDAY_BESIDE_TITLE = -3.0  # 局长全面: a word may go on there
EVERYDAY_BEFORE_VERB = -1.2  # 组长明月通报: a verb that a person does
PERSONAL = 1.0  # what hardly anybody but a person does, behind a full name
ADDRESSED = 4.5  # 陆地同志
EVERYDAY_ENCLOSED = -1.0  # 、高峰、 between a title or a name and punctuation: the end is certain
ORDINARY_WORDING = -9.0  # resources/not_names.txt
EVERYDAY_GIVEN = -1.5
FUNCTION_INSIDE = -4.0  # where the name's end is not certain: 贺信并 before 致辞 is 贺信 and a conjunction
INTO_TITLE = -3.0
FUNCTION_SURNAME = -2.5
WORDLIKE_SURNAME = -0.8
SEEN_ELSEWHERE = 1.0  # each further strong context in the document, twice at most
NO_SURNAME = -3.0
SETTLED = 2.0  # 对 behind a title and three characters: a given name of one would leave a word without sense
TITLE_BEHIND = 1.0  # 石建国总裁 at the head of a clause
A_BODY = -3.0  # elsewhere the same characters begin 许家集团, 石桥镇
UNUSUAL_SOUND = -1.0  # a character that names written by sound hardly have
UNSEGMENTED = 0.8  # no two of its characters are a word together: what is no wording is a name
AND_ANOTHER = -6.0  # 教授和王煌: after a title 和 joins whoever stands behind it
UNKNOWN_CHARACTER = -2.0  # never seen in a given name
SHAPE_LIMIT = 1.5
# 于 和 与 等 are names only where nothing else fits: 张华等 is 张华 and others.
_FUNCTION = frozenset("的了和在与及是为对向将等也就同由被把并从以还则要有不")
_LAST_BEFORE_TITLE = frozenset("同有以从则曾")  # 石大同总裁
_NEVER_LAST = _FUNCTION | frozenset("因都皆亦曾任兼作做致受赴抵携应")
_ADDRESSES = frozenset("总工老某局处校院所队部科厅")  # 王总, 李局: no given names
_JOINING_SURNAMES = ("和", "向")
_ADDRESS = re.compile("同志|先生|女士")
_PUNCTUATION = re.compile(r"[，、。；：！？\s]|$")
_PLACE_CHARACTERS = frozenset("省市县区州镇乡村旗")
_PERSONAL = re.compile("主持|列席|致辞")
_CERTAIN = re.compile(r"等(?!候|待|级)|同志")
_BODY = re.compile(
    "集团|公司|股份|[县镇乡村市区州旗](?!长|委员|领导|政协|人大)|街道|大学|学院|医院|银行|分行|水库|社区|"
    "中学|小学|高速|大道|[江河湖港岛山路桥]"
)
_HAN = re.compile("[\u3400-\u9fff\U00010000-\U0003ffff]+")
_SOME_DOT = "".join(sorted(DOTS))
_DOT = re.compile(f"[{_SOME_DOT}]")
_DOT_INSIDE = re.compile(f"[\u3400-\u9fff][{_SOME_DOT}][\u3400-\u9fff]")
_LONGEST_PART = 8  # characters of one part of a dotted name
_LONGEST_FOREIGN = 10
REACH = 20_000  # characters around a candidate in which the document is asked about it


class Surname(NamedTuple):
    """A surname and whether it is also an everyday or function word (于 任 成 时)."""

    text: str
    wordlike: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: its place and how much speaks for it."""

    span: Span
    score: float


@cache
def surnames() -> dict[str, Surname]:
    """Every surname of resources/, the rare ones included."""
    lists = (rows(resource_path(name)) for name in ("surnames.tsv", "surnames_rare.tsv"))
    return {row[0]: Surname(row[0], row[2] == "yes") for row in chain.from_iterable(lists)}


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(surname[0] for surname in surnames())


@cache
def _given_scores() -> dict[str, float]:
    return {char: int(score) / 10 for char, score in table("given_names.tsv").items()}


def _by_sound() -> str:
    return "".join(sorted(words("transliteration.txt")))


@cache
def _sounds() -> frozenset[str]:
    return words("transliteration.txt")


@cache
def _dotted() -> re.Pattern[str]:
    """All of a dotted name but the part after its last dot, whose end has to be found."""
    return re.compile(
        rf"(?:[\u3400-\u9fff]{{1,{_LONGEST_PART}}}(?:-[{_by_sound()}]{{1,8}})?[{_SOME_DOT}]){{1,4}}(?=[\u3400-\u9fff])"
    )


@cache
def _foreign_run() -> re.Pattern[str]:
    families = "".join(s for s in surnames() if len(s) == 1)
    return re.compile(f"[{_by_sound()}]{{1,{_LONGEST_FOREIGN}}}(?:[一二三四五六七八九十]{{1,2}}世)?|[{families}]")


def _worded(text: str) -> bool:
    """Whether a part of `text` is a title or two neighbours are a word: then it is more than a name's first part."""
    parts = (text[i : i + size] for size in (2, 3) for i in range(len(text) - size + 1))
    known = words("common_words.txt"), words("verbs.txt"), title_heads()
    return any(c in _FUNCTION and c not in _sounds() for c in text) or any(
        part in entries for part in parts for entries in known
    )


class Names:
    """Reads names in one document.

    Args:
        plain: the document with quotations filled.
        known: names the user's lexicon vouches for.
    """

    def __init__(self, plain: str, known: Collection[str] = ()) -> None:
        self._plain = plain
        self._known = tuple(known)
        self._seen: dict[str, tuple[int, bool]] = {}
        self._right = Right(plain)
        self._has_dots = _DOT_INSIDE.search(plain) is not None

    def at(self, start: int, left: float) -> Candidate | None:
        """The best name that begins at `start`, or None.

        Args:
            start: offset in the document.
            left: what stands before it, one of TITLE, LISTED, CLAUSE, ANYWHERE.
        """
        if not self._worth_a_look(start, left):
            return None
        best = max(self._candidates(start, left), key=lambda c: (c.score, len(c.span)), default=None)
        return best if best and best.score >= ENOUGH else None

    def _worth_a_look(self, start: int, left: float) -> bool:
        """Whether a name can begin here at all: most words after a title are told from names by one character."""
        if start >= len(self._plain):
            return False
        sound = self._plain[start] in _sounds()
        if self.may_begin(start) or (sound and left >= LISTED):
            return True
        if self._has_dots and (sound or left >= TITLE) and _dotted().match(self._plain, start):
            return True
        short = left >= TITLE and not END.match(self._plain, start)
        return short and any(END.match(self._plain, start + size) for size in (2, 3, 4))

    def may_begin(self, start: int) -> bool:
        """Whether a surname or a known name stands at `start`: the cheap question before `at`."""
        known = bool(self._known) and self._plain.startswith(self._known, start)
        return known or self._plain[start] in _first_characters()

    def _candidates(self, start: int, left: float) -> Iterator[Candidate]:
        for name in self._known:
            if self._plain.startswith(name, start):
                yield Candidate(Span(start, start + len(name)), left + STRONG + TITLE)
        for surname in (self._plain[start : start + 2], self._plain[start : start + 1]):
            family = surnames().get(surname)
            if family is None:
                continue
            for size in (1, 2) if len(surname) == 1 or left >= LISTED else (2, 1):
                span = Span(start, start + len(surname) + size)
                if self._is_han(span):
                    yield Candidate(span, left + self._weight(span, family, left))
            double = self._plain[start + 1 : start + 2]
            # A married woman's double surname (陈方安生) keeps a two-character given name.
            if left >= LISTED and len(surname) == 1 and double in surnames() and not surnames()[double].wordlike:
                span = Span(start, start + 4)
                if self._is_han(span):
                    yield Candidate(span, left + self._weight(span, family, left) - 1.5)
        if left >= LISTED:
            yield from self._foreign(start, left)
        if self._has_dots:
            yield from self._dotted(start, left)
        if left >= TITLE:
            yield from self._without_surname(start, left)

    def _without_surname(self, start: int, left: float) -> Iterator[Candidate]:
        """主席南枝，: a rare surname or a given name alone, between a title and punctuation."""
        for stop in (start + 2, start + 3, start + 4):
            span = Span(start, stop)
            if self._plain[stop - 1 : stop] not in _NEVER_LAST and self._is_han(span) and self._closes(stop):
                text = self._plain[start:stop]
                # 顾问聘书, 县长石磊委托: no name has such characters, no long one ends in a verb
                if (
                    self._right.title_begins(start)
                    or self._shape(text) <= 0
                    or (len(text) == 4 and self._segmented(text[2:]))
                ):
                    continue
                everyday = self._everyday(text, text[1:], stop, ANYWHERE)
                yield Candidate(span, left + STRONG + NO_SURNAME + self._shape(text) + everyday)

    def _closes(self, stop: int) -> bool:
        return bool(END.match(self._plain, stop) or _CERTAIN.match(self._plain, stop))

    def _shape(self, given: str) -> float:
        """How much the characters look like a given name."""
        scores = _given_scores()
        shape = sum(scores.get(c, UNKNOWN_CHARACTER) for c in given) / len(given) / 2
        return max(-SHAPE_LIMIT, min(SHAPE_LIMIT, shape))

    def _foreign(self, start: int, left: float) -> Iterator[Candidate]:
        """Names written by sound: every prefix of the run whose right neighbour fits."""
        run = _foreign_run().match(self._plain, start)
        if not run:
            return
        for stop in range(start + 2, run.end() + 1):
            text = self._plain[start:stop]
            score = left + self._right.worth(stop) + (0.5 if stop - start >= 4 else -1.0)
            if text in words("common_words.txt") or text in words("not_names.txt"):
                score += EVERYDAY_WORD
            yield Candidate(Span(start, stop), score)

    def _dotted(self, start: int, left: float) -> Iterator[Candidate]:
        """阿依丁·努尔满汗: the dot makes a name of what stands before a verb, whatever its characters."""
        beginning = _dotted().match(self._plain, start)
        if not beginning or any(part in words("common_words.txt") for part in _DOT.split(beginning[0])):
            return
        strange = sum(c not in _sounds() and c not in DOTS for c in beginning[0])
        if strange and (left < LISTED or _worded(beginning[0])):
            return
        for stop in range(beginning.end() + 1, min(beginning.end() + _LONGEST_PART, len(self._plain)) + 1):
            if not "\u3400" <= self._plain[stop - 1] <= "\u9fff":
                break
            strange = sum(c not in _sounds() for c in self._plain[beginning.end() : stop])
            yield Candidate(Span(start, stop), left + self._right.worth(stop) + TITLE + strange * UNUSUAL_SOUND)

    def right_of(self, stop: int) -> float:
        """What stands after a name that would end at `stop` is worth, one of those in `neighbours`."""
        return self._right.worth(stop)

    def _is_han(self, span: Span) -> bool:
        text = self._plain[span.slice]
        return len(text) == len(span) and _HAN.fullmatch(text) is not None

    def _weight(self, span: Span, family: Surname, left: float) -> float:
        text = self._plain[span.slice]
        given = text[len(family.text) :]
        weight = self._right.worth(span.stop)
        if weight == WEAK and left >= LISTED and len(text) == 3:
            weight = SETTLED
        if left + weight + SHAPE_LIMIT + 2 * SEEN_ELSEWHERE < ENOUGH:
            return weight  # nothing that may still be added is enough
        weight += self._shape(given) + self._everyday(text, given, span.stop, left)
        weight += self._ending(span, given, left) + self._beginning(span, family, left)
        titled = self._right.title_follows(span.stop)
        if titled and left < LISTED:
            weight += TITLE_BEHIND
        if len(text) == 3 and (titled or not self._segmented(text)):
            weight += UNSEGMENTED
        if _ADDRESS.match(self._plain, span.stop):
            weight += ADDRESSED
        if len(given) == 2 and _PERSONAL.match(self._plain, span.stop):
            weight += PERSONAL
        return weight + self._elsewhere(text, span, left)

    def _beginning(self, span: Span, family: Surname, left: float) -> float:
        """What a surname costs that is a word too."""
        weight = WORDLIKE_SURNAME if family.wordlike else 0.0
        if family.wordlike and len(span) == 3 and self._plain[span.start : span.start + 2] in words("common_words.txt"):
            weight += EVERYDAY_GIVEN  # 青年工作
        if family.text in _FUNCTION:
            weight += FUNCTION_SURNAME
        if family.text == "和" and self._plain[span.start + 1 : span.stop] in words("common_words.txt"):
            weight += EVERYDAY_WORD  # 和基层
        if family.text in _JOINING_SURNAMES and left >= TITLE and self._begins_another(span.start + 1):
            weight += AND_ANOTHER
        return weight

    def _ending(self, span: Span, given: str, left: float) -> float:
        """What it costs that the last character belongs to something else: a body, a title, a function word."""
        weight = 0.0
        # 温故以《…》为题: a quotation does not end a name as punctuation does.
        titled = given[-1] in _LAST_BEFORE_TITLE and self._right.title_follows(span.stop)
        certain = titled or _PUNCTUATION.match(self._plain, span.stop)
        if given[-1] in _NEVER_LAST and not certain:
            weight += FUNCTION_INSIDE * (2 if all(c in _NEVER_LAST for c in given) else 1)
        body = BODY_CHARACTERS if len(given) == 1 else _PLACE_CHARACTERS
        enclosed = left >= LISTED and len(given) == 2 and END.match(self._plain, span.stop)
        if given[-1] in body and left < TITLE and not enclosed:
            weight += EVERYDAY_WORD
        elif given[-1] in BODY_CHARACTERS and self._right.title_begins(span.stop):
            weight += EVERYDAY_WORD  # 、欧亚处副处长
        if given in _ADDRESSES or (given in people_heads() and not enclosed):
            weight += ORDINARY_WORDING  # 王总, 向来宾
        if self._right.into_title(span.stop - 1) or self._right.into_verb(span):
            weight += INTO_TITLE
        return weight

    @staticmethod
    def _segmented(text: str) -> bool:
        """Whether two neighbours of `text` are a word together."""
        return any(text[i : i + 2] in words(f) for i in range(len(text) - 1) for f in ("common_words.txt", "verbs.txt"))

    def _begins_another(self, start: int) -> bool:
        """Whether the name of somebody else begins at `start`."""
        return self._plain[start] in _first_characters() and self.at(start, LISTED) is not None

    def _everyday(self, text: str, given: str, stop: int, left: float) -> float:
        """What it costs that the candidate is an everyday word; less where title and punctuation enclose it."""
        ordinary, common = words("not_names.txt"), words("common_words.txt")
        if text in ordinary or text in people_heads() or text in title_heads() or text in organization_heads():
            return ORDINARY_WORDING
        weight = EVERYDAY_WORD if text[:2] in ordinary and not self._right.title_follows(stop) else 0.0
        if text in common:
            enclosed = left >= LISTED and (END.match(self._plain, stop) or _CERTAIN.match(self._plain, stop))
            if enclosed:
                weight += EVERYDAY_ENCLOSED
            elif left >= LISTED:
                sure = text not in words("verbs.txt") and self._right.worth(stop) >= (
                    JOINING if left >= TITLE else STRONG
                )
                weight += EVERYDAY_BEFORE_VERB if sure else EVERYDAY_BESIDE_TITLE
            else:
                weight += EVERYDAY_WORD
        elif (
            len(given) == 2
            and given in common
            and not (END.match(self._plain, stop) or self._right.title_follows(stop))
        ):
            certain = left >= LISTED and (self._right.worth(stop) == STRONG or self._shape(given) >= 1)  # 建国, 志强
            weight += EVERYDAY_GIVEN / 2 if certain else EVERYDAY_GIVEN
        return weight

    def _ends_here(self, stop: int) -> bool:
        return bool(END.match(self._plain, stop)) or self._right.title_follows(stop)

    def _elsewhere(self, text: str, span: Span, left: float) -> float:
        """What it is worth that the candidate stands elsewhere in the document where a name would."""
        if text not in self._seen:
            self._seen[text] = self._places(text, span.start)
        strong, body = self._seen[text]
        here = self._right.worth(span.stop) == STRONG
        against = A_BODY if body and left < TITLE else 0.0
        return against + SEEN_ELSEWHERE * min(2, strong - here)

    def _places(self, text: str, near: int) -> tuple[int, bool]:
        """How often `text` stands before a verb or punctuation near by (three will do), and whether before a body."""
        strong, body = 0, False
        at = self._plain.find(text, max(0, near - REACH), near + REACH)
        while at >= 0 and strong < 3:
            stop = at + len(text)
            strong += self._right.worth(stop) == STRONG
            body = body or _BODY.match(self._plain, stop) is not None
            at = self._plain.find(text, at + 1, near + REACH)
        return strong, body
