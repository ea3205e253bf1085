"""How much of a bulletin is stock wording: what would stand in the next bulletin too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from newsparse.lexicon import words as word_list
from newsparse.phrases.words import without_marks
from newsparse.text import Mark, Span

_KEY = 2  # formulas are looked up by their first characters
_READABLE = re.compile(r"\w")


class Boilerplate(NamedTuple):
    """The stock wording of a bulletin.

    Attributes:
        share: of the report's letters and digits, how many stand in stock wording; 0.0 to 1.0.
        spans: where, in code points of the text, in order, not overlapping.
    """

    share: float
    spans: tuple[Span, ...]


@cache
def _formulas() -> dict[str, tuple[str, ...]]:
    """First characters → the formulas that begin so, longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for formula in word_list("phrases_formulas.tsv"):
        found[formula[:_KEY]].append(formula)
    return {key: tuple(sorted(same, key=lambda formula: (-len(formula), formula))) for key, same in found.items()}


def measure(text: str, marks: Iterable[Mark] = ()) -> Boilerplate:
    """Find stock wording.

    Args:
        text: simplified text.
        marks: furniture, which counts neither as stock nor as report.

    >>> text = "会议强调，要提高政治站位，抓好白石渠清淤。"
    >>> found = measure(text)
    >>> [text[span.slice] for span in found.spans], round(found.share, 2)
    (['会议强调', '提高政治站位'], 0.56)
    """
    furniture = sorted(mark.span for mark in marks)
    spans = tuple(span for span in _stock(text) if not any(span.overlaps(other) for other in furniture))
    report = _readable(text) - sum(_readable(text[span.slice]) for span in _merged(furniture))
    stock = sum(_readable(text[span.slice]) for span in spans)
    return Boilerplate(round(stock / report, 3) if report > 0 else 0.0, spans)


def _stock(text: str) -> list[Span]:
    """The longest formulas from left to right; touching ones are one span. Quotation marks do not matter."""
    plain = without_marks(text)
    kept = [i for i, char in enumerate(text) if without_marks(char)]
    formulas = _formulas()
    found: list[Span] = []
    at = 0
    while at < len(plain):
        known = formulas.get(plain[at : at + _KEY], ())
        formula = next((formula for formula in known if plain.startswith(formula, at)), None)
        if formula is None:
            at += 1
            continue
        found.append(Span(kept[at], kept[at + len(formula) - 1] + 1))
        at += len(formula)
    return _merged(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].stop:
            merged[-1] = Span(merged[-1].start, max(merged[-1].stop, span.stop))
        else:
            merged.append(span)
    return merged


def _readable(text: str) -> int:
    return len(_READABLE.findall(text))
