"""What a bulletin is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsparse.bulletin import KeyPhrase
from newsparse.errors import UsageError
from newsparse.extraction import Facts
from newsparse.phrases import candidates, ranking, selection
from newsparse.phrases.words import cut, without_marks
from newsparse.text import Mark, Text

# Below this a phrase is wrong so often that leaving it out serves the reader better.
LEAST = 0.12


def find(text: Text, facts: Facts, *, top: int = 8) -> tuple[KeyPhrase, ...]:
    """The key phrases of a bulletin whose fields are known.

    Args:
        text: the restored text; what its marks name (bylines, captions) is left out.
        facts: the headline, and the names of people, which are no key phrases.
        top: how many at most.

    Returns:
        Phrases of 2 to 12 characters, best first, none inside another; spans in code points of `text`. A phrase that
        only the headline has, has no spans.
    """
    names = {person.name for person in facts.people}
    return _best(facts.title or "", _report(text.text, text.marks), names, top)


def keyphrases(s: str, top: int = 10) -> tuple[KeyPhrase, ...]:
    """The key phrases of any Chinese text in simplified characters.

    Args:
        s: the text.
        top: how many at most.

    Returns:
        Best first; spans in code points of `s`.

    Raises:
        UsageError: `s` is no string, or `top` is negative.

    >>> text = "会议强调，要推进绿色低碳发展，抓好安全生产。绿色低碳发展是大势所趋。"
    >>> [phrase.text for phrase in keyphrases(text, top=2)]
    ['绿色低碳发展', '安全生产']
    """
    if not isinstance(s, str):
        raise UsageError(f"s must be str, got {type(s).__name__}; decode bytes first, or use newsparse.parse")
    if top < 0:
        raise UsageError(f"top={top} is negative; use 0 for none")
    return _best("", s, (), top)


def _report(text: str, marks: Iterable[Mark]) -> str:
    """The text with everything that is marked as furniture blanked out, offsets unchanged."""
    for mark in marks:
        text = text[: mark.span.start] + "\n" * len(mark.span) + text[mark.span.stop :]
    return text


def _best(title: str, body: str, names: Collection[str], top: int) -> tuple[KeyPhrase, ...]:
    """The best candidates that say different things."""
    head = title.replace("\n", " ")
    whole = f"{head}\n{body}"
    words = cut(whole)
    doc = ranking.document(words, len(without_marks(head)))
    scored = [
        (-ranking.probability(ranking.properties(phrase, place, doc)), phrase)
        for phrase, place in candidates.find(whole, words).items()
        if not any(name in phrase for name in names)
    ]
    chosen: list[KeyPhrase] = []
    taken: dict[str, frozenset[str]] = {}
    for score, phrase in sorted(scored):
        if len(chosen) >= top or -score < LEAST:
            break
        wording, spans = selection.surfaces(phrase, words, whole, len(head) + 1)
        if wording and selection.distinct(phrase, taken):
            chosen.append(KeyPhrase(wording, round(-score, 3), spans))
    return tuple(chosen)
