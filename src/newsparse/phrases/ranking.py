"""How good a candidate is: properties, each times its number in resources/phrases_weights.tsv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log, log1p

from newsparse.lexicon import resource_path, rows
from newsparse.phrases.candidates import Listed, Place, topics
from newsparse.phrases.words import STOP, Words

LONGEST_COUNTED = 9  # longer phrases weigh the same
MOST_COUNTED = 4  # so do phrases of more words
Property = tuple[str, float]  # name and value
Weighted = tuple[float, tuple[Property, ...]]  # the weighted sum of properties, and the properties
CLOSING = "closing"  # the property of phrases that end with a certain word
NOTHING: Weighted = (0.0, ())
_ENDS_SENTENCE = "。"


@cache
def weights() -> dict[str, float]:
    """Property → weight."""
    return {row[0]: float(row[1]) for row in rows(resource_path("phrases_weights.tsv"))}


@dataclass(frozen=True, slots=True)
class Document:
    """What the properties are read from.

    Attributes:
        words: of the headline, a line break, and the text.
        head: how many of the words belong to the headline.
        lead: where the first sentence of the text ends.
        headline: the headline without quotation marks.
        listed: the topics and terms of the text.
    """

    words: Words
    head: int
    lead: int
    headline: str
    listed: Listed


def document(words: Words, headline: int, listed: Listed) -> Document:
    """Find headline and first sentence in the words.

    Args:
        words: of the headline, a line break, and the text.
        headline: the headline's length without quotation marks, in code points.
        listed: of `candidates.find`.
    """
    texts, head, length = words.texts, 0, 0
    while length < headline and head < len(texts):  # of a headline longer than any, only the beginning was cut
        length += len(texts[head])
        head += 1
    try:
        lead = texts.index(_ENDS_SENTENCE, head)
    except ValueError:
        lead = len(texts)
    return Document(words, head, lead, words.plain[:headline], listed)


def properties(phrase: str, place: Place, doc: Document) -> list[Property]:
    """What the score of a candidate is made of; docs/keyphrases.md explains the names."""
    first, last = place
    letters, lead, listed = doc.words.letters, 0.0, _listed().get(phrase, NOTHING)[1]
    beside: tuple[Property, ...] = ()
    if first >= 0:
        beside = _beside(letters[first - 1 : first], letters[last : last + 1])[1]
        beside += _closing().get(doc.words.texts[last - 1], NOTHING)[1]
        lead = float(doc.head <= first < doc.lead)
    measured = {
        "repetition": log(doc.words.plain.count(phrase) or 1),
        "lead": lead,
        "title": float(phrase in doc.headline),
        "holds": 0.0 if phrase in topics() else _held(phrase, place, doc.listed),
    }
    fixed = (*_shape(letters[first:last], len(phrase))[1], *beside, *listed)
    return [*fixed, *((name, value) for name, value in measured.items() if value)]


def _held(phrase: str, place: Place, listed: Listed) -> float:
    """How much of a phrase is a topic or term that it holds: 医共体建设 of 县域医共体建设."""
    longest = 0
    for start in range(*place):
        if start in listed:
            for stop, length in listed[start]:
                if stop <= place[1] and length > longest:
                    longest = length
    return longest / len(phrase)


def parts(phrase: str, place: Place, doc: Document) -> tuple[Property, ...]:
    """Each property's share of the score; the shares add up to the sum that `probability` takes."""
    known = weights()
    shares = ((name, round(known.get(name, 0.0) * value, 3)) for name, value in properties(phrase, place, doc))
    return tuple((name, share) for name, share in shares if share)


def ranked(found: dict[str, Place], doc: Document) -> list[tuple[float, str]]:
    """The candidates by the weighted sum of their properties, best first, then by wording.

    The sum of each is `weighted(properties(…))`; it is written out here because every bulletin has about 70 of them.
    """
    count, letters, headline, listed = doc.words.plain.count, doc.words.letters, doc.headline, _listed()
    repetition, lead, title, holds = (weights()[name] for name in ("repetition", "lead", "title", "holds"))
    texts, closing, known = doc.words.texts, _closing(), topics()
    sums: list[tuple[float, str]] = []
    for phrase, (first, last) in found.items():
        total = _shape(letters[first:last], len(phrase))[0] + listed.get(phrase, NOTHING)[0]
        if phrase in headline:
            total += title
        times = count(phrase)
        if times > 1:
            total += repetition * log(times)
        if first >= 0:
            total += _beside(letters[first - 1 : first], letters[last : last + 1])[0]
            total += closing.get(texts[last - 1], NOTHING)[0]
            if doc.head <= first < doc.lead:
                total += lead
            if phrase not in known:
                total += holds * _held(phrase, (first, last), doc.listed)
        sums.append((-total, phrase))
    sums.sort()
    return [(-negative, phrase) for negative, phrase in sums]


def weighted(found: Iterable[Property]) -> float:
    """The sum of properties, each times its weight."""
    known = weights()
    return sum([known.get(name, 0.0) * value for name, value in found])


def probability(total: float) -> float:
    """From 0 to 1: how likely a librarian takes a phrase with this sum."""
    return 1 / (1 + exp(-total))


@lru_cache(maxsize=8192)
def _shape(letters: str, length: int) -> Weighted:
    """What phrase and words look like by themselves; without letters it is a quoted term."""
    found = [("always", 1.0), (f"length:{min(length, LONGEST_COUNTED)}", 1.0)]
    if letters:
        found += (
            (f"words:{min(len(letters), MOST_COUNTED)}", 1.0),
            (f"first:{letters[0]}", 1.0),
            (f"last:{letters[-1]}", 1.0),
        )
    return weighted(found), tuple(found)


@cache
def _beside(left: str, right: str) -> Weighted:
    """What stands to the left and to the right; the ends of the text are like punctuation."""
    found = ((f"left:{left or STOP}", 1.0), (f"right:{right or STOP}", 1.0))
    return weighted(found), found


@cache
def _closing() -> dict[str, Weighted]:
    """Last words whose own weight is known (建设, 工作, 情况)."""
    words = (name.partition(":") for name in weights())
    found = {word: ((f"{CLOSING}:{word}", 1.0),) for kind, _, word in words if kind == CLOSING}
    return {word: (weighted(properties), properties) for word, properties in found.items()}


@cache
def _listed() -> dict[str, Weighted]:
    """What the lists say of a phrase."""
    found: dict[str, list[Property]] = {topic: [(kind, 1.0)] for topic, kind in topics().items()}
    for row in rows(resource_path("phrases_counts.tsv")):
        found.setdefault(row[0], []).append(("background", log1p(int(row[1]))))
    return {phrase: (weighted(properties), tuple(properties)) for phrase, properties in found.items()}
