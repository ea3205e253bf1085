"""OpenCC's conversion to the letter: segments, then one step after the other over each segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from unicodedata import is_normalized

from newsparse.conversion.characters import Table
from newsparse.conversion.dictionaries import Config, Dictionary, Group, config, merged
from newsparse.lexicon import table
from newsparse.text import Edit, Findings, Span, Text

REASON = "script"
NEVER = "(?!)"


class Hit(NamedTuple):
    """A phrase found in a text."""

    start: int
    stop: int
    phrase: str


class Phrases:
    """Finds the phrases of a group of dictionaries, leftmost first, longest first within a dictionary.

    One regular expression leaves the few places where a first and a second character of some phrase meet; there the
    possible lengths are looked up. So the cost is one pass, whatever the text.

    Args:
        groups: the phrases of each dictionary; a later one is asked only where no earlier one has a match.

    >>> [hit.phrase for hit in Phrases([["乾坤", "乾坤一擲"], ["坤一"]]).find("乾坤一擲,乾坤一,坤一")]
    ['乾坤一擲', '乾坤', '坤一']
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        begun: dict[str, dict[tuple[int, int], set[str]]] = {}
        for order, phrases in enumerate(groups):
            for phrase in phrases:
                begun.setdefault(phrase[:2], {}).setdefault((order, -len(phrase)), set()).add(phrase)
        for pair, keys in begun.items():  # a phrase of one character competes with those that go on from it
            keys.update({} if len(pair) == 1 else begun.get(pair[0], {}))
        self._begun = {pair: [(-key[1], keys[key]) for key in sorted(keys)] for pair, keys in begun.items()}
        self._alone = {key: tried for key, tried in self._begun.items() if len(key) == 1}
        self._pattern = re.compile(_may_begin(begun))

    def find(self, s: str) -> Iterator[Hit]:
        """Every phrase in `s`, not overlapping."""
        reached = 0
        for place in self._pattern.finditer(s):
            at = place.start()
            if at < reached:
                continue
            for length, phrases in self._begun.get(s[at : at + 2]) or self._alone.get(s[at]) or ():
                phrase = s[at : at + length]
                if phrase in phrases:
                    yield Hit(at, at + length, phrase)
                    reached = at + length
                    break


class Step:
    """One step of the chain: at each place the longest phrase of the first dictionary that has one, else the character.

    >>> Step(({"乾坤": "乾坤"}, {"乾": "干", "淨": "净"}))("乾淨乾坤")
    '干净乾坤'
    """

    def __init__(self, group: Group) -> None:
        entries = merged(group)
        searched = [_searched(dictionary, group[at + 1 :]) for at, dictionary in enumerate(group)]
        self._phrases = Phrases(searched)
        self._became = {phrase: entries[phrase] for phrases in searched for phrase in phrases}
        self._table = Table({key: value for key, value in entries.items() if len(key) == len(value) == 1})
        self.resizes = any(len(old) != len(new) for old, new in self._became.items())

    def __call__(self, s: str) -> str:
        """`s` after this step."""
        mapped = self._table(s)
        parts, at = [], 0
        for start, stop, phrase in self._phrases.find(s):
            parts += [mapped[at:start], self._became[phrase]]
            at = stop
        return "".join([*parts, mapped[at:]]) if parts else mapped

    def edits(self, s: str) -> list[Edit]:
        """The step as edits: each phrase, and what lies between."""
        mapped = self._table(s)
        made, at = [], 0
        for start, stop, phrase in self._phrases.find(s):
            made += [(at, start, mapped[at:start]), (start, stop, self._became[phrase])]
            at = stop
        made.append((at, len(s), mapped[at:]))
        return [Edit(Span(start, stop), new, REASON) for start, stop, new in made if s[start:stop] != new]


class Chain:
    """A whole conversion.

    >>> chain_of("tw2sp").convert("滑鼠與軟體")
    '鼠标与软件'
    >>> [(str(e.span), e.replacement) for e in chain_of("tw2sp").edits("換主機板")]
    [('[0, 1)', '换'), ('[1, 4)', '主板')]
    """

    def __init__(self, stated: Config) -> None:
        self._normal = Table(stated.normal)
        self._words = Phrases([list(stated.words)]) if stated.words else None
        self._steps = [Step(group) for group in stated.chain]
        self._resizes = any(step.resizes for step in self._steps)

    def convert(self, s: str) -> str:
        """`s` converted."""
        if not is_normalized("NFC", s):  # what is folded never is (CJK Compatibility Ideographs)
            s = self._normal(s)
        if self._words is None:
            return self._through(s)
        return "".join([self._through(s[span.slice]) for span in self._segments(s)])

    def edits(self, s: str) -> list[Edit]:
        """What `convert` changes; what keeps its length is character for character."""
        if not self._resizes:
            converted = self.convert(s)
            return [Edit(Span(0, len(s)), converted, REASON)] if converted != s else []
        normal = self._normal(s)
        return [
            edit._replace(span=edit.span.shift(segment.start))
            for segment in self._segments(normal)
            for edit in self._traced(s[segment.slice], normal[segment.slice])
        ]

    def _segments(self, s: str) -> Iterator[Span]:
        """Stretches that no phrase may cross."""
        at = 0
        for start, stop, _ in self._words.find(s) if self._words else ():
            yield from (Span(at, start), Span(start, stop))
            at = stop
        yield Span(at, len(s))

    def _through(self, segment: str) -> str:
        for step in self._steps:
            segment = step(segment)
        return segment

    def _traced(self, segment: str, normal: str) -> list[Edit]:
        """The edits of one segment, composed over the steps."""
        text = Text(segment)
        if segment != normal:
            text = text.apply(Findings([Edit(Span(0, len(segment)), normal, REASON)]))
        for step in self._steps:
            text = text.apply(Findings(step.edits(text.text)))
        return [Edit(repair.raw_span, repair.after, REASON) for repair in text.repairs]


@cache
def chain_of(variant: str, *, overlay: bool = False) -> Chain:
    """The conversion called `variant`; with the overlay, its phrases take their place among those of OpenCC."""
    stated = config(variant)
    if overlay:
        ours = table("overlay_phrases.tsv")
        *before, (phrases, *others) = stated.chain
        words = stated.words and {**stated.words, **ours}
        stated = replace(stated, words=words, chain=(*before, ({**phrases, **ours}, *others)))
    return Chain(stated)


def _searched(own: Dictionary, later: Sequence[Dictionary]) -> list[str]:
    """What must be searched for: all but one-to-one characters that hide no phrase of a later dictionary."""
    begun = {key[0] for entries in later for key in entries if len(key) > 1}
    return [key for key, value in own.items() if len(key) > 1 or len(value) != 1 or key in begun]


def _may_begin(beginnings: Iterable[str]) -> str:
    """A pattern for the places where a phrase may begin."""
    alone = "".join(sorted({key for key in beginnings if len(key) == 1}))
    first = "".join(sorted({key[0] for key in beginnings}))
    second = "".join(sorted({key[1] for key in beginnings if len(key) > 1}))
    if not first:
        return NEVER
    follows = [f"(?=[{re.escape(second)}])"] * bool(second) + [f"(?<=[{re.escape(alone)}])"] * bool(alone)
    return f"[{re.escape(first)}](?:{'|'.join(follows)})"
