"""What could be a key phrase: whole noun runs, the ends of long ones, standing topics, quoted terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsparse.lexicon import table
from newsparse.phrases.words import Words

SHORTEST, LONGEST = 2, 12  # characters of a phrase
FORMULA = "formula"  # the field of topics that stand in most bulletins, whatever they are about

# A single word shorter than this says too little: 会议室, 青年, 质量.
SHORTEST_WORD = 3
MOST_WORDS = 8  # a standing topic has no more
ENDS = (2, 3, 4)  # words taken from the ends of a run that is too long to be a phrase

CONTENT = "naqgsec"  # letters that a noun run is made of
# A body may open a run (医院党建); after other words it ends the name of an organisation (盐城市第一人民医院).
_RUN = re.compile(rf"(?:(?<![{CONTENT}b])b)?[{CONTENT}]{{1,40}}")
# A phrase closes with a thing, an act or an occasion, not with a modifier or a place.
_CLOSING = frozenset("naegc")
# Things, acts and occasions say what a text is about; stock, single characters, places and modifiers alone do not.
_TELLING = re.compile("[nae]")
_QUOTED = re.compile(r"“([^“”‘’\n。！？；]{2,12})”")

Place = tuple[int, int]  # word indices, half-open
NOWHERE = (-1, -1)  # a quoted term need not begin or end with a word


@cache
def topics() -> dict[str, str]:
    """Standing topics of the genre and their fields."""
    return table("phrases_topics.tsv")


@cache
def _beginnings() -> frozenset[str]:
    """Everything a topic can begin with, so that a search stops early."""
    return frozenset(topic[:end] for topic in topics() for end in range(1, len(topic) + 1))


def find(text: str, words: Words) -> dict[str, Place]:
    """Every candidate and where it first stands.

    Args:
        text: what `words` were cut from, for the quotation marks that they leave out.
        words: the words.
    """
    found: dict[str, Place] = {}
    for source in (_runs(words), _topics(words), _quoted(text)):
        for phrase, place in source:
            found.setdefault(phrase, place)
    return found


def _runs(words: Words) -> Iterator[tuple[str, Place]]:
    """Runs from break to break, both ends certain; of a run too long for a phrase its first and last words."""
    texts, letters = words.texts, words.letters
    for match in _RUN.finditer(letters):
        start, stop = match.span()
        if stop - start == 1:
            if len(texts[start]) >= SHORTEST_WORD and letters[start] in "nae":
                yield texts[start], (start, stop)
            continue
        phrase = "".join(texts[start:stop])
        if len(phrase) <= LONGEST:
            if letters[stop - 1] in _CLOSING and _TELLING.search(letters, start, stop):
                yield phrase, (start, stop)
            continue
        for count in ENDS:
            for first, last in ((stop - count, stop), (start, start + count)):
                phrase = "".join(texts[first:last])
                fits = start <= first < last <= stop and len(phrase) <= LONGEST
                if fits and letters[last - 1] in _CLOSING and _TELLING.search(letters, first, last):
                    yield phrase, (first, last)


def _topics(words: Words) -> Iterator[tuple[str, Place]]:
    """Standing topics, wherever word boundaries allow them."""
    known, beginnings, texts = topics(), _beginnings(), words.texts
    for i in [i for i, word in enumerate(texts) if word in beginnings]:
        phrase = ""
        for j, word in enumerate(texts[i : i + MOST_WORDS], i + 1):
            phrase += word
            if phrase not in beginnings:
                break
            if phrase in known:
                yield phrase, (i, j)


def _quoted(text: str) -> Iterator[tuple[str, Place]]:
    """Terms in quotation marks, also those that no noun run could be (“请进来、走出去”)."""
    if "“" in text:
        for match in _QUOTED.finditer(text):
            yield match[1], NOWHERE
