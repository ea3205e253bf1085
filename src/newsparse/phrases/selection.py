"""Which candidates stay: the best that say different things, worded and placed as in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newsparse.phrases.words import Words
from newsparse.text import Span

# Two phrases that share this part of the shorter one's pairs of characters say the same (群团建设工作, 群团组织建设).
SAME = 0.6
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}


def distinct(phrase: str, taken: dict[str, frozenset[str]]) -> bool:
    """Whether `phrase` says something else than those taken; if so it is taken too.

    >>> taken = {}
    >>> [distinct(phrase, taken) for phrase in ("绿色低碳发展", "绿色低碳", "安全生产")]
    [True, False, True]
    """
    pairs = frozenset([phrase[i : i + 2] for i in range(len(phrase) - 1)])
    for other, others in taken.items():
        if phrase in other or other in phrase or len(pairs & others) >= SAME * min(len(pairs), len(others)):
            return False
    taken[phrase] = pairs
    return True


def surfaces(phrase: str, words: Words, text: str, start: int) -> tuple[str, tuple[Span, ...]]:
    """How the text words a phrase, quotation marks included and balanced, and where.

    Args:
        phrase: as in `words.plain`.
        words: the words of `text`.
        text: with its quotation marks.
        start: where the report begins in `text`; before it stands the headline.

    Returns:
        The wording and its places, counted from `start`. The wording is empty where the marks never balance; without
        places where only the headline has the phrase.
    """
    gaps, length = words.gaps, len(phrase)
    found: dict[str, list[int]] = {}
    at = words.plain.find(phrase)
    while at >= 0:
        before, inside = bisect_right(gaps, at), bisect_left(gaps, at + length)
        span = Span(at + before, at + length + inside)
        if before == inside:
            found.setdefault(phrase, []).append(span.start)
        elif worded := _balanced(span, text):
            found.setdefault(text[worded.slice], []).append(worded.start)
        at = words.plain.find(phrase, at + length)
    if not found:
        return "", ()
    # Most places in the report decide; the headline only where the report has none.
    reported = {wording: [place - start for place in places if place >= start] for wording, places in found.items()}
    wording = max(reported, key=lambda wording: len(reported[wording]))
    return wording, tuple([Span(place, place + len(wording)) for place in reported[wording]])


def _balanced(span: Span, text: str) -> Span | None:
    """The span with the mark that its wording lacks, if that stands right beside it: `双碳”目标` → `“双碳”目标`."""
    start, opened = span.start, list[str]()
    for char in text[span.slice]:
        if char in _PAIRS:
            opened.append(_PAIRS[char])
        elif char in _PAIRS.values():
            if opened and opened[-1] == char:
                opened.pop()
            elif not opened and start == span.start and _PAIRS.get(text[start - 1 : start]) == char:
                start -= 1
            else:
                return None
    if not opened:
        return Span(start, span.stop)
    return Span(start, span.stop + 1) if [text[span.stop : span.stop + 1]] == opened else None
