"""How good a candidate is: properties, each times its number in resources/phrases_weights.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, log, log1p

from newsparse.lexicon import resource_path, rows
from newsparse.phrases.candidates import FORMULA, Place, topics
from newsparse.phrases.words import STOP, Words

LONGEST_COUNTED = 9  # longer phrases weigh the same
MOST_COUNTED = 4  # so do phrases of more words
SCALE = 6.0  # brings the logarithm of a word's place to about 0 to 1
_ENDS_SENTENCE = "。"


@cache
def weights() -> dict[str, float]:
    """Property → weight."""
    return {row[0]: float(row[1]) for row in rows(resource_path("phrases_weights.tsv"))}


@cache
def background() -> dict[str, float]:
    """Phrases that stand in several bulletins → logarithm of one more than their number."""
    return {row[0]: log1p(int(row[1])) for row in rows(resource_path("phrases_counts.tsv"))}


@dataclass(frozen=True, slots=True)
class Document:
    """What the properties are read from.

    Attributes:
        words: of the headline, a line break, and the text.
        head: how many of the words belong to the headline.
        lead: where the first sentence of the text ends.
        headline: the words of the headline.
    """

    words: Words
    head: int
    lead: int
    headline: frozenset[str]


def document(words: Words, headline: int) -> Document:
    """Find headline and first sentence in the words.

    Args:
        words: of the headline, a line break, and the text.
        headline: the headline's length without quotation marks, in code points.
    """
    texts, head, length = words.texts, 0, 0
    while length < headline:
        length += len(texts[head])
        head += 1
    try:
        lead = texts.index(_ENDS_SENTENCE, head)
    except ValueError:
        lead = len(texts)
    return Document(words, head, lead, frozenset(texts[:head]))


def properties(phrase: str, place: Place, doc: Document) -> list[tuple[str, float]]:
    """What the score of a candidate is made of, as (name, value); docs/keyphrases.md explains the names."""
    first, last = place
    found = [
        ("always", 1.0),
        (f"length:{min(len(phrase), LONGEST_COUNTED)}", 1.0),
        ("repetition", log(doc.words.plain.count(phrase) or 1)),
    ]
    if phrase in topics():
        found.append(("formula" if topics()[phrase] == FORMULA else "topic", 1.0))
    if phrase in background():
        found.append(("background", background()[phrase]))
    if first < 0:
        found.append(("quoted", 1.0))
        return found
    letters, texts, count = doc.words.letters, doc.words.texts, last - first
    found += (
        (f"words:{min(count, MOST_COUNTED)}", 1.0),
        (f"first:{letters[first]}", 1.0),
        (f"last:{letters[last - 1]}", 1.0),
        (f"left:{letters[first - 1] if first else STOP}", 1.0),
        (f"right:{letters[last] if last < len(letters) else STOP}", 1.0),
        ("stock", letters.count("g", first, last) / count),
        ("late", log1p(max(0, first - doc.head)) / SCALE),
    )
    if doc.head:
        found.append(("title", len(doc.headline.intersection(texts[first:last])) / count))
    if doc.head <= first < doc.lead:
        found.append(("lead", 1.0))
    return found


def probability(found: list[tuple[str, float]]) -> float:
    """From 0 to 1: how likely a librarian takes a phrase with these properties."""
    known = weights()
    return 1 / (1 + exp(-sum([known.get(name, 0.0) * value for name, value in found])))
