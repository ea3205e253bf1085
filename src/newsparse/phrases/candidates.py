"""What could be a key phrase: whole noun runs, the ends of long ones, standing topics, quoted terms."""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from typing import NamedTuple

from newsparse.lexicon import DOMAIN, resource_path, rows
from newsparse.lexicon import words as word_list
from newsparse.phrases.words import Words, segmenter

SHORTEST, LONGEST = 2, 12  # characters of a phrase
FORMULA = "formula"  # the field of topics that stand in most bulletins, whatever they are about
SHORTEST_TERM = 4  # shorter ones (审计, 中医药) say too little by themselves
TERM = "term"  # what a word of the domain lexicon counts as that is no topic

# A single word shorter than this says too little: 会议室, 青年, 质量.
SHORTEST_WORD = 3
END = 3  # words taken from either end of a run that is too long to be a phrase

CONTENT = "naqgsec"  # letters that a noun run is made of
_CONTENT_OR_BODY = frozenset(f"{CONTENT}b")
# A body may open a run (医院党建); after other words it ends the name of an organisation (盐城市第一人民医院).
_RUN = re.compile(rf"[b{CONTENT}][{CONTENT}]{{0,40}}")
# A phrase closes with a thing, an act or an occasion, not with a modifier or a place.
_CLOSING = frozenset("naegc")
# Things, acts and occasions say what a text is about; stock, single characters, places and modifiers alone do not.
_TELLING = frozenset("nae")
_QUOTED = re.compile(r"“([^“”‘’\n。！？；]{2,12})”")

Place = tuple[int, int]  # word indices, half-open
Listed = dict[int, list[tuple[int, int]]]  # first word → last word (half-open) and length of each that begins there


class Candidates(NamedTuple):
    """What could be a key phrase.

    Attributes:
        phrases: each candidate and where it first stands.
        listed: the topics and terms of the text.
    """

    phrases: dict[str, Place]
    listed: Listed


NOWHERE = (-1, -1)  # a quoted term need not begin or end with a word; as a slice this is empty


@cache
def topics() -> dict[str, str]:
    """Standing topics of the genre → what they count as: topic:1, topic:2 (the second edition), formula, or term."""
    found = {word: TERM for name in DOMAIN for word in word_list(name) if SHORTEST_TERM <= len(word) <= LONGEST}
    for topic, field, edition in rows(resource_path("phrases_topics.tsv")):
        found[topic] = field if field == FORMULA else f"topic:{edition}"
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Everything a topic can begin with, so that a search stops early."""
    return frozenset(topic[:end] for topic in topics() for end in range(1, len(topic) + 1))


@cache
def _openings() -> frozenset[str]:
    """The first words of topics."""
    return frozenset(segmenter().cut(topic)[0] for topic in topics())


def find(text: str, words: Words) -> Candidates:
    """Every candidate and where it first stands.

    Args:
        text: what `words` were cut from, for the quotation marks that they leave out.
        words: the words.
    """
    found: dict[str, Place] = {}
    _runs(words, found)
    listed = _topics(words, found)
    if "“" in text:
        for term in _QUOTED.findall(text):
            found.setdefault(term, NOWHERE)
    return Candidates(found, listed)


def _runs(words: Words, found: dict[str, Place]) -> None:
    """Runs from break to break, both ends certain; of a run too long for a phrase its first and last words."""
    texts, letters = words.texts, words.letters
    for match in _RUN.finditer(letters):
        start, stop = match.span()
        if letters[start] == "b" and start and letters[start - 1] in _CONTENT_OR_BODY:
            start += 1
        if letters[stop - 1] not in _CLOSING or (stop - start == 1 and len(texts[start]) < SHORTEST_WORD):
            continue
        phrase = "".join(texts[start:stop])
        if len(phrase) > LONGEST:
            _parts(words, start, stop, found)
        elif phrase not in found and not _TELLING.isdisjoint(letters[start:stop]):
            found[phrase] = (start, stop)


def _parts(words: Words, start: int, stop: int, found: dict[str, Place]) -> None:
    """The first and last words of a long run."""
    for i, j in ((stop - END, stop), (start, start + END)):
        phrase = "".join(words.texts[i:j])
        letters = words.letters[i:j]
        if i >= start and len(phrase) <= LONGEST and letters[-1] in _CLOSING and not _TELLING.isdisjoint(letters):
            found.setdefault(phrase, (i, j))


def _topics(words: Words, found: dict[str, Place]) -> Listed:
    """Standing topics and terms, wherever word boundaries allow them."""
    known, beginnings, texts = topics(), _beginnings(), words.texts
    count, listed = len(texts), Listed()
    for i in compress(range(count), map(_openings().__contains__, texts)):
        phrase, j = texts[i], i + 1
        while phrase in beginnings:
            if phrase in known:
                listed.setdefault(i, []).append((j, len(phrase)))
                if phrase not in found:
                    found[phrase] = (i, j)
            if j == count:
                break
            phrase += texts[j]
            j += 1
    return listed
