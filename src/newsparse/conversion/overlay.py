"""What OpenCC cannot know: which script a line is in, and how machines spell that convert character by character.

OpenCC decides each place by itself. The overlay looks at the whole text first. In simplified lines it changes only
characters that simplified text never has; in traditional lines it settles what machines write for two characters alike
(著 for every 着) and what stands in names. What it settles is cut out; OpenCC converts the rest to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from newsparse.conversion.characters import Table
from newsparse.conversion.dictionaries import config, merged, readings
from newsparse.lexicon import resource_path, rows, words
from newsparse.text import Span

TRADITIONAL, SIMPLIFIED, DOUBTS, NOTHING = "tsd."
"""What a character tells about the script of its line."""
DOUBTFUL = "著乾瞭藉祇"
"""The characters that the words of overlay_words.tsv decide."""
NAMES = "乾昇陞沈脩谿氾"
"""What no machine makes of 干升沉修溪泛 one to one: it stood in the simplified original, in a name."""
ONE_TO_ONE = re.compile("干部|(?<![皇太天影王母歌])后(?![妃宫宮土稷羿])")
"""True traditional text has 幹部 and 後 here: a machine converted each character by itself."""
TWINS = {"著": "着", "沈": "沉"}
"""Who writes the second too means the first by the first: 著 zhù, 沈 the surname."""
BEFORE_NAMES = frozenset("长员师记理任席事监裁士志授工委官由和与及向请受是为")
"""Last characters of titles, and the small words before a name."""
CLEAR = 4  # so many simplified characters, and for each traditional one as many more, are no leftovers
NAME_REACH = 4  # a title's last character, a surname, two characters
HAN = re.compile(r"[\u3400-\u9fff]")
CREDIT = re.compile(r"(?<=[ \u3000])著(?![\u3400-\u9fff])")
"""The author's credit: a name, a blank, 著."""


class Settled(NamedTuple):
    """A stretch that OpenCC is not asked about, and what it becomes, character for character."""

    start: int
    stop: int
    text: str


class Word(NamedTuple):
    """A word of overlay_words.tsv around one doubtful character; the least of several decides."""

    rank: int
    minus_length: int
    offset: int
    word: str
    became: str


class Words:
    """The words of overlay_words.tsv: what a doubtful character becomes by the word it stands in.

    >>> [overlay().words.decide(s, s.index("著")) for s in ("沿著山路", "签著名单", "著名的山路", "站著")]
    ['着', '着', '著', None]
    """

    def __init__(self) -> None:
        self.default: dict[str, str] = {}
        self.reach = NAME_REACH
        self._beside: dict[str, list[Word]] = {}
        for word, became, rank in rows(resource_path("overlay_words.tsv")):
            self.reach = max(self.reach, len(word))
            if len(word) == 1:
                self.default[word] = became
                continue
            for at, char in enumerate(word):
                if char in DOUBTFUL:
                    pair = word[at - 1 : at + 1] if at else word[:2]
                    self._beside.setdefault(pair, []).append(Word(int(rank), -len(word), at, word, became[at]))

    def decide(self, s: str, at: int) -> str | None:
        """What `s[at]` becomes by the words that cover it; None: no word does."""
        pairs = (s[at : at + 2], s[at - 1 : at + 1] if at else "")
        found = [
            word
            for pair in pairs
            for word in self._beside.get(pair, ())
            if word.offset <= at and s.startswith(word.word, at - word.offset)
        ]
        return min(found).became if found else None


class Overlay:
    """Which stretches of a text are settled before OpenCC is asked."""

    def __init__(self) -> None:
        single = {old: new for old, new in merged(config("t2s").chain[0]).items() if len(old) == 1 and old != new}
        folded = {form: single.get(char, char) for form, char in config("t2s").normal.items()}
        shared = words("overlay_shared.tsv")
        traditional = {old: new for old, new in {**single, **folded}.items() if old not in shared}
        simplified = _simplified_only(single.values())
        self.words = Words()
        self._to_simplified = Table(traditional)
        self._for_words = Table({old: new for old, new in single.items() if old not in DOUBTFUL + NAMES})
        told = ((simplified, SIMPLIFIED), (traditional, TRADITIONAL), (DOUBTFUL + NAMES, DOUBTS), ("\n", "\n"))
        self._evidence = Table({char: letter for chars, letter in told for char in chars}, others=NOTHING)

    def settled(self, s: str) -> list[Settled]:
        """The settled stretches of `s`, in order."""
        found: list[Settled] = []
        evidence = self._evidence(s)
        if TRADITIONAL not in evidence and SIMPLIFIED in evidence:
            return [Settled(0, len(s), s)]
        stretches = _scripts(evidence)
        said = Said(s, stretches)
        for start, stop, traditional in stretches:
            if traditional:
                found += self._decided(s, evidence, Span(start, stop), said)
            else:
                found.append(Settled(start, stop, self._to_simplified(s[start:stop])))
        return found

    def _decided(self, s: str, evidence: str, stretch: Span, said: Said) -> Iterator[Settled]:
        """The characters of a traditional stretch that can be told."""
        at = evidence.find(DOUBTS, *stretch)
        while at >= 0:
            first = max(stretch.start, at - self.words.reach)
            became = self._became(self._for_words(s[first : at + self.words.reach]), at - first, said)
            if became is not None:
                yield Settled(at, at + 1, became)
            at = evidence.find(DOUBTS, at + 1, stretch.stop)

    def _became(self, plain: str, at: int, said: Said) -> str | None:
        """What the doubtful character at `at` becomes; None: OpenCC knows as much."""
        char = plain[at]
        by_word = self.words.decide(plain, at)
        if by_word is not None:
            return by_word
        if (char in NAMES and said.one_to_one) or TWINS.get(char) in said.twins:
            return char
        if (char == "乾" and _in_name(plain, at)) or CREDIT.match(plain, at):
            return char
        return self.words.default.get(char)


class Said:
    """What the traditional lines of a text tell about their writer."""

    def __init__(self, s: str, stretches: list[tuple[int, int, bool]]) -> None:
        self._s = s
        self._stretches = stretches

    @cached_property
    def text(self) -> str:
        """The traditional lines."""
        return "\n".join(self._s[start:stop] for start, stop, traditional in self._stretches if traditional)

    @cached_property
    def twins(self) -> frozenset[str]:
        """The twins of doubtful characters that are written too."""
        return frozenset(twin for twin in TWINS.values() if twin in self.text)

    @cached_property
    def one_to_one(self) -> bool:
        """Whether a machine converted each character by itself."""
        return ONE_TO_ONE.search(self.text) is not None


@cache
def overlay() -> Overlay:
    """The one overlay; its lists are read once."""
    return Overlay()


def _scripts(evidence: str) -> list[tuple[int, int, bool]]:
    r"""Each line and whether it is traditional; all lines as one where they agree.

    A line is what most of its telling characters are, and without a majority what the text is. As machines leave some
    characters simplified, a line of a traditional text is simplified only by a clear majority. A text that tells
    nothing is taken for traditional: whoever converts it thinks so.

    >>> _scripts("ttttttt\nsssss\n.s.\nt.t")
    [(0, 7, True), (8, 13, False), (14, 17, True), (18, 21, True)]
    """
    lines = evidence.split("\n")
    leftovers = [line.count(SIMPLIFIED) for line in lines]
    if evidence.count(TRADITIONAL) >= sum(leftovers):
        scripts = [
            s < CLEAR or s < CLEAR * (line.count(TRADITIONAL) + 1) for s, line in zip(leftovers, lines, strict=True)
        ]
    else:
        scripts = [s < line.count(TRADITIONAL) for s, line in zip(leftovers, lines, strict=True)]
    if all(scripts) or not any(scripts):
        return [(0, len(evidence), scripts[0])]
    ends = [at for at, letter in enumerate(evidence) if letter == "\n"]
    bounds = pairwise([-1, *ends, len(evidence)])
    return [(before + 1, end, script) for (before, end), script in zip(bounds, scripts, strict=True)]


def _simplified_only(became: Iterable[str]) -> set[str]:
    """Characters that traditional text does not have.

    >>> _simplified_only("会后")
    {'会'}
    """
    traditional = readings("STCharacters.txt")
    return {char for char in became if char not in traditional.get(char, char)}


def _in_name(plain: str, at: int) -> bool:
    """Whether the character at `at` is the first or second of a given name whose surname begins a name.

    >>> _in_name("局长王乾和李方乾", 3), _in_name("局长王乾和李方乾", 7), _in_name("已经晒得乾了", 4)
    (True, True, False)
    """
    surnames = words("surnames.tsv")
    for first in (at - 1, at - 2):
        before = plain[first - 1 : first] if first > 0 else ""
        if first >= 0 and plain[first] in surnames and (not HAN.match(before) or before in BEFORE_NAMES):
            return True
    return False
