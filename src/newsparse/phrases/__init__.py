"""What a bulletin is about."""

from __future__ import annotations

from collections.abc import Collection

from newsparse.bulletin import KeyPhrase
from newsparse.errors import UsageError
from newsparse.extraction import Facts
from newsparse.phrases import candidates, ranking, selection
from newsparse.phrases.words import cut, without_marks
from newsparse.text import Text, blanked

# Below this a phrase is wrong so often that leaving it out serves the reader better.
LEAST = 0.14
# A report says what it is about before it has run on for so many characters; what follows counts as repetition only.
READ = 750


def find(text: Text, facts: Facts, *, top: int = 8, explain: bool = False) -> tuple[KeyPhrase, ...]:
    """The key phrases of a bulletin whose fields are known.

    Args:
        text: the restored text; what its marks name (bylines, captions) is left out.
        facts: the headline, and the names of people, which are no key phrases.
        top: how many at most.
        explain: give each phrase the parts of its score.

    Returns:
        Phrases of 2 to 12 characters, best first, none inside another; spans in code points of `text`. A phrase that
        only the headline has, has no spans.
    """
    names = {person.name for person in facts.people}
    page = _Page(facts.title or "", blanked(text.text, (mark.span for mark in text.marks)), READ)
    return page.best(top, names, explain=explain)


def keyphrases(s: str, top: int = 10, *, explain: bool = False) -> tuple[KeyPhrase, ...]:
    """The key phrases of any Chinese text in simplified characters.

    Args:
        s: the text.
        top: how many at most.
        explain: give each phrase the parts of its score.

    Returns:
        Best first; spans in code points of `s`.

    Raises:
        UsageError: `s` is no string, or `top` is negative.

    >>> text = "会议强调，要推进绿色低碳发展，抓好安全生产。绿色低碳发展是大势所趋。"
    >>> [phrase.text for phrase in keyphrases(text, top=2)]
    ['绿色低碳发展', '安全生产']
    >>> dict(keyphrases(text, explain=True)[1].parts)["topic:1"] > 0
    True
    """
    if not isinstance(s, str):
        raise UsageError(f"s must be str, got {type(s).__name__}; decode bytes first, or use newsparse.parse")
    if top < 0:
        raise UsageError(f"top={top} is negative; use 0 for none")
    return _Page("", s, None).best(top, (), explain=explain)


class _Page:
    """A headline and a report, in words.

    Args:
        title: the headline, or nothing.
        body: the report.
        limit: how many characters candidates may come from; None for all.
    """

    def __init__(self, title: str, body: str, limit: int | None) -> None:
        head = title.replace("\n", " ")
        self._body = len(head) + 1
        self._text = f"{head}\n{body}"
        self._words = cut(self._text, limit)
        self._found = candidates.find(self._text, self._words)
        self._doc = ranking.document(self._words, len(without_marks(head)), self._found.listed)

    def best(self, top: int, names: Collection[str], *, explain: bool) -> tuple[KeyPhrase, ...]:
        """The best candidates that say different things and hold none of `names`."""
        found = self._found.phrases
        chosen: list[KeyPhrase] = []
        taken: dict[str, frozenset[str]] = {}
        for total, phrase in ranking.ranked(found, self._doc):
            probability = ranking.probability(total)
            if len(chosen) >= top or probability < LEAST:
                break
            if any(name in phrase for name in names) or not selection.distinct(phrase, taken):
                continue
            wording, spans = selection.surfaces(phrase, self._words, self._text, self._body)
            if wording:
                parts = ranking.parts(phrase, found[phrase], self._doc) if explain else ()
                chosen.append(KeyPhrase(wording, round(probability, 3), spans, parts))
        return tuple(chosen)
