"""Recognising a person's name where one may stand.

A Chinese name is not marked in the text, so a candidate is weighed by what speaks for it: a title or a list on its
left, a verb or punctuation on its right, characters that are common in given names, and the rest of the document. What
speaks against it: being an everyday word, or reaching into the next word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from newsparse.extraction.name_words import (
    Surname,
    first_characters,
    given_scores,
    no_names,
    segmented,
    sounds,
    surnames,
)
from newsparse.extraction.neighbours import BODY_CHARACTERS, DOTS, JOINING, STRONG, WEAK, Right
from newsparse.extraction.vocabulary import people_heads, title_heads
from newsparse.lexicon import words
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
MOST_ELSEWHERE = 2.1  # no less than the document can add
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
_FUNCTION_SURNAMES = _FUNCTION.union(_JOINING_SURNAMES)
_ADDRESS = re.compile("同志|先生|女士")
_PUNCTUATION = re.compile(r"[，、。；：！？\s]|$")
_PLACE_CHARACTERS = frozenset("省市县区州镇乡村旗")
_PERSONAL = re.compile("主持|列席|致辞")
_BEGINS_PRAISE = frozenset("同先女主列致")  # what _ADDRESS and _PERSONAL begin with
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


class Candidate(NamedTuple):
    """A possible name: its place and how much speaks for it."""

    span: Span
    score: float


def _by_sound() -> str:
    return "".join(sorted(sounds()))


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
    return any(c in _FUNCTION and c not in sounds() for c in text) or any(
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
        self._asked: dict[tuple[int, float], Candidate | None] = {}
        self._seen: dict[str, tuple[int, bool]] = {}
        self._right = Right(plain)
        self._surnames, self._first_characters = surnames(), first_characters()
        self._sounds, self._given_scores = sounds(), given_scores()
        self._common, self._ordinary = words("common_words.txt"), words("not_names.txt")
        self._no_names = no_names()
        self._has_dots = _DOT_INSIDE.search(plain) is not None

    def at(self, start: int, left: float) -> Candidate | None:
        """The best name that begins at `start`, or None.

        Args:
            start: offset in the document.
            left: what stands before it, one of TITLE, LISTED, CLAUSE, ANYWHERE.
        """
        key = (start, left)
        if key not in self._asked:
            self._asked[key] = self._at(start, left)
        return self._asked[key]

    def _at(self, start: int, left: float) -> Candidate | None:
        if not self._worth_a_look(start, left):
            return None
        best, most = None, (ENOUGH, 0)
        for stop, score in self._candidates(start, left):
            if (score, stop) > most:
                best, most = stop, (score, stop)
        return Candidate(Span(start, best), most[0]) if best else None

    def _worth_a_look(self, start: int, left: float) -> bool:
        """Whether a name can begin here at all: most words after a title are told from names by one character."""
        if start >= len(self._plain):
            return False
        sound = self._plain[start] in self._sounds
        if self.may_begin(start) or (sound and left >= LISTED):
            return True
        if self._has_dots and (sound or left >= TITLE) and _dotted().match(self._plain, start):
            return True
        ends = self._right.ends
        return left >= TITLE and not ends(start) and (ends(start + 2) or ends(start + 3) or ends(start + 4))

    def may_begin(self, start: int) -> bool:
        """Whether a surname or a known name stands at `start`: the cheap question before `at`."""
        known = self._known
        return self._plain[start] in self._first_characters or (bool(known) and self._plain.startswith(known, start))

    def beginnings(self, places: Iterable[int]) -> list[int]:
        """Those of `places` where `may_begin` holds."""
        if self._known:
            return [place for place in places if self.may_begin(place)]
        plain, first = self._plain, self._first_characters
        return [place for place in places if plain[place] in first]

    def _candidates(self, start: int, left: float) -> Iterator[tuple[int, float]]:
        """Where names that begin at `start` may end, and how much speaks for each."""
        for name in self._known:
            if self._plain.startswith(name, start):
                yield start + len(name), left + STRONG + TITLE
        han = _HAN.match(self._plain, start, start + 4)
        longest = han.end() if han else start
        for surname in (self._plain[start : start + 2], self._plain[start : start + 1]):
            family = self._surnames.get(surname)
            if family is None:
                continue
            for size in (1, 2) if len(surname) == 1 or left >= LISTED else (2, 1):
                stop = start + len(surname) + size
                if stop <= longest:
                    yield stop, left + self._weight(start, stop, family, left)
            # A married woman's double surname (陈方安生) keeps a two-character given name.
            if left >= LISTED and len(surname) == 1 and start + 4 <= longest:
                double = self._surnames.get(self._plain[start + 1])
                if double and not double.wordlike:
                    yield start + 4, left + self._weight(start, start + 4, family, left) - 1.5
        if left >= LISTED:
            yield from self._foreign(start, left)
        if self._has_dots:
            yield from self._dotted(start, left)
        if left >= TITLE:
            yield from self._without_surname(start, longest, left)

    def _without_surname(self, start: int, longest: int, left: float) -> Iterator[tuple[int, float]]:
        """主席南枝，: a rare surname or a given name alone, between a title and punctuation."""
        for stop in range(start + 2, longest + 1):
            if self._plain[stop - 1] not in _NEVER_LAST and self._closes(stop):
                text = self._plain[start:stop]
                # 顾问聘书, 县长石磊委托: no name has such characters, no long one ends in a verb
                if (
                    self._right.title_begins(start)
                    or self._shape(text) <= 0
                    or (len(text) == 4 and segmented(text[2:]))
                ):
                    continue
                everyday = self._everyday(text, text[1:], stop, ANYWHERE)
                yield stop, left + STRONG + NO_SURNAME + self._shape(text) + everyday

    def _closes(self, stop: int) -> bool:
        return self._right.ends(stop) or _CERTAIN.match(self._plain, stop) is not None

    def _shape(self, given: str) -> float:
        """How much the characters look like a given name."""
        score, total = self._given_scores.get, 0.0
        for char in given:
            total += score(char, UNKNOWN_CHARACTER)
        shape = total / len(given) / 2
        return -SHAPE_LIMIT if shape < -SHAPE_LIMIT else SHAPE_LIMIT if shape > SHAPE_LIMIT else shape

    def _foreign(self, start: int, left: float) -> Iterator[tuple[int, float]]:
        """Names written by sound: every prefix of the run whose right neighbour fits."""
        run = _foreign_run().match(self._plain, start)
        if not run:
            return
        for stop in range(start + 2, run.end() + 1):
            text = self._plain[start:stop]
            score = left + self._right.worth(stop) + (0.5 if stop - start >= 4 else -1.0)
            if text in self._common or text in self._ordinary:
                score += EVERYDAY_WORD
            yield stop, score

    def _dotted(self, start: int, left: float) -> Iterator[tuple[int, float]]:
        """阿依丁·努尔满汗: the dot makes a name of what stands before a verb, whatever its characters."""
        beginning = _dotted().match(self._plain, start)
        if not beginning or any(part in self._common for part in _DOT.split(beginning[0])):
            return
        strange = sum(c not in self._sounds and c not in DOTS for c in beginning[0])
        if strange and (left < LISTED or _worded(beginning[0])):
            return
        for stop in range(beginning.end() + 1, min(beginning.end() + _LONGEST_PART, len(self._plain)) + 1):
            if not "\u3400" <= self._plain[stop - 1] <= "\u9fff":
                break
            strange = sum(c not in self._sounds for c in self._plain[beginning.end() : stop])
            yield stop, left + self._right.worth(stop) + TITLE + strange * UNUSUAL_SOUND

    def right_of(self, stop: int) -> float:
        """What stands after a name that would end at `stop` is worth, one of those in `neighbours`."""
        return self._right.worth(stop)

    def _weight(self, start: int, stop: int, family: Surname, left: float) -> float:
        """What speaks for the name beside what stands on its left; a lower bound of it where that is not enough."""
        text, right = self._plain[start:stop], self._right
        given = text[len(family.text) :]
        weight = right.worth(stop)
        if weight == WEAK and left >= LISTED and len(text) == 3:
            weight = SETTLED
        if left + weight + SHAPE_LIMIT + 2 * SEEN_ELSEWHERE < ENOUGH:
            return weight  # nothing that may still be added is enough
        shape = self._shape(given)
        further = MOST_ELSEWHERE + UNSEGMENTED * (len(text) == 3) + TITLE_BEHIND * (left < LISTED)
        if left + weight + shape + further < ENOUGH and self._plain[stop : stop + 1] not in _BEGINS_PRAISE:
            return weight
        weight += shape + self._everyday(text, given, stop, left)
        weight += self._ending(start, stop, given, left) + self._beginning(start, stop, family, left)
        titled = right.title_follows(stop)
        if titled and left < LISTED:
            weight += TITLE_BEHIND
        if len(text) == 3 and (titled or not segmented(text)):
            weight += UNSEGMENTED
        if _ADDRESS.match(self._plain, stop):
            weight += ADDRESSED
        if len(given) == 2 and _PERSONAL.match(self._plain, stop):
            weight += PERSONAL
        if left + weight + MOST_ELSEWHERE < ENOUGH:
            return weight
        return weight + self._elsewhere(text, start, left)

    def _beginning(self, start: int, stop: int, family: Surname, left: float) -> float:
        """What a surname costs that is a word too."""
        if not family.wordlike and family.text not in _FUNCTION_SURNAMES:
            return 0.0
        weight = WORDLIKE_SURNAME if family.wordlike else 0.0
        if family.wordlike and stop - start == 3 and self._plain[start : start + 2] in self._common:
            weight += EVERYDAY_GIVEN  # 青年工作
        if family.text in _FUNCTION:
            weight += FUNCTION_SURNAME
        if family.text == "和" and self._plain[start + 1 : stop] in self._common:
            weight += EVERYDAY_WORD  # 和基层
        if family.text in _JOINING_SURNAMES and left >= TITLE and self._begins_another(start + 1):
            weight += AND_ANOTHER
        return weight

    def _ending(self, start: int, stop: int, given: str, left: float) -> float:
        """What it costs that the last character belongs to something else: a body, a title, a function word."""
        weight, last, right = 0.0, given[-1], self._right
        # 温故以《…》为题: a quotation does not end a name as punctuation does.
        if last in _NEVER_LAST:
            titled = last in _LAST_BEFORE_TITLE and right.title_follows(stop)
            if not titled and not _PUNCTUATION.match(self._plain, stop):
                weight += FUNCTION_INSIDE * (2 if all(c in _NEVER_LAST for c in given) else 1)
        enclosed = left >= LISTED and len(given) == 2 and right.ends(stop)
        if last in BODY_CHARACTERS or last in _PLACE_CHARACTERS:
            body = BODY_CHARACTERS if len(given) == 1 else _PLACE_CHARACTERS
            if last in body and left < TITLE and not enclosed:
                weight += EVERYDAY_WORD
            elif last in BODY_CHARACTERS and right.title_begins(stop):
                weight += EVERYDAY_WORD  # 、欧亚处副处长
        if given in _ADDRESSES or (given in people_heads() and not enclosed):
            weight += ORDINARY_WORDING  # 王总, 向来宾
        if right.into_title(stop - 1) or right.into_verb(start, stop):
            weight += INTO_TITLE
        return weight

    def _begins_another(self, start: int) -> bool:
        """Whether the name of somebody else begins at `start`."""
        return self._plain[start] in self._first_characters and self.at(start, LISTED) is not None

    def _everyday(self, text: str, given: str, stop: int, left: float) -> float:
        """What it costs that the candidate is an everyday word; less where title and punctuation enclose it."""
        if text in self._no_names:
            return ORDINARY_WORDING
        common = self._common
        weight = EVERYDAY_WORD if text[:2] in self._ordinary and not self._right.title_follows(stop) else 0.0
        if text in common:
            enclosed = left >= LISTED and self._closes(stop)
            if enclosed:
                weight += EVERYDAY_ENCLOSED
            elif left >= LISTED:
                sure = text not in words("verbs.txt") and self._right.worth(stop) >= (
                    JOINING if left >= TITLE else STRONG
                )
                weight += EVERYDAY_BEFORE_VERB if sure else EVERYDAY_BESIDE_TITLE
            else:
                weight += EVERYDAY_WORD
        elif len(given) == 2 and given in common and not (self._right.ends(stop) or self._right.title_follows(stop)):
            certain = left >= LISTED and (self._right.worth(stop) == STRONG or self._shape(given) >= 1)  # 建国, 志强
            weight += EVERYDAY_GIVEN / 2 if certain else EVERYDAY_GIVEN
        return weight

    def _elsewhere(self, text: str, start: int, left: float) -> float:
        """What it is worth that the candidate stands elsewhere in the document where a name would."""
        seen = self._seen.get(text)
        if seen is None:
            seen = self._seen[text] = self._places(text, start)
        strong, body = seen
        here = self._right.worth(start + len(text)) == STRONG
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
